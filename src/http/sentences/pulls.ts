import { type Sentence } from './sentence';

export const pullSentences = {
  HOOK_REFUSED: {
    status: 401,
    fr: 'Cette adresse et ce jeton ne sont pas ceux d’un webhook inscrit ici.',
    en: 'This address and this token are not those of a webhook registered here.',
  },
  PUBLIC_URL_MISSING: {
    status: 422,
    fr: 'Trackdéchets doit pouvoir joindre le connecteur : réglez PUBLIC_URL sur son adresse publique en https.',
    en: 'Trackdéchets must be able to reach the connector: set PUBLIC_URL to its public https address.',
  },
  WEBHOOK_REFUSED: {
    status: 422,
    fr: 'Trackdéchets refuse ce webhook : un autre logiciel occupe peut-être celui de l’établissement, ou l’adresse n’est pas en https. Les mises à jour arrivent quand même par les relectures.',
    en: 'Trackdéchets refuses this webhook: another program may already have that of the establishment, or the address is not https. Updates still come with the pulls.',
  },
  NO_CONFLICT: {
    status: 409,
    fr: 'Ce champ n’est pas en conflit : relisez le bordereau.',
    en: 'This field is not in conflict: read the slip again.',
  },
  SIGNATURE_NOT_EXPECTED: {
    status: 409,
    fr: 'Cette signature n’est pas celle que Trackdéchets attend : relisez le bordereau, il a pu avancer entre-temps.',
    en: 'This signature is not the one Trackdéchets expects: read the slip again, it may have moved on in the meantime.',
  },
  SIGNATURE_UNCERTAIN: {
    status: 502,
    fr: 'La réponse de Trackdéchets s’est perdue et la signature n’y est pas visible : vérifiez dans un instant, puis signez de nouveau si elle manque.',
    en: 'Trackdéchets’ answer was lost and the signature is not visible there: check in a moment, then sign again if it is missing.',
  },
  SIGNATURE_NOT_READY: {
    fr: 'Le bordereau n’est pas prêt pour cette signature : corrigez les champs signalés, puis signez de nouveau.',
    en: 'The slip is not ready for this signature: correct the fields that are pointed at, then sign again.',
  },
  SIGNATURE_REFUSED: {
    fr: 'Trackdéchets refuse cette signature ou ce qui l’accompagne : voyez sa phrase à côté, corrigez, puis signez de nouveau.',
    en: 'Trackdéchets refuses this signature or what goes with it: see its sentence beside, correct, then sign again.',
  },
  SIGNATURE_DATA_REFUSED: {
    fr: 'Trackdéchets refuse cette donnée : voyez sa phrase à côté, corrigez, puis signez de nouveau.',
    en: 'Trackdéchets refuses this: see its sentence beside, correct, then sign again.',
  },
  SIGNATURE_UNANSWERED: {
    fr: 'Trackdéchets ne répond pas pour le moment : relisez le bordereau un peu plus tard, puis signez de nouveau si la signature manque.',
    en: 'Trackdéchets does not answer for now: read the slip again a little later, then sign again if the signature is missing.',
  },
  LOCAL_CHANGES_NOT_SENT: {
    status: 409,
    fr: 'Ce bordereau a été modifié ici depuis son envoi : exportez ces modifications avant de signer, ou reprenez les valeurs de Trackdéchets.',
    en: 'This slip was changed here since it was sent: export these changes before signing, or take the values of Trackdéchets.',
  },
  SECURITY_CODE_REQUIRED: {
    status: 422,
    fr: 'Votre rôle ne permet pas de signer pour cet établissement : donnez son code de signature (securityCode).',
    en: 'Your role does not allow signing for this establishment: give its signature code (securityCode).',
  },
  SECURITY_CODE_REFUSED: {
    status: 422,
    fr: 'Trackdéchets refuse ce code de signature, ou votre rôle n’y permet pas cette signature : vérifiez le code avec l’établissement.',
    en: 'Trackdéchets refuses this signature code, or your role there does not allow this signature: check the code with the establishment.',
  },
  PACKAGING_UNKNOWN: {
    fr: 'Aucun contenant de ce bordereau n’a cet identifiant sur Trackdéchets.',
    en: 'No container of this slip has this id on Trackdéchets.',
  },
  SIGNATURE_DATE_FUTURE: {
    fr: 'Une signature ne se date pas de l’avenir : corrigez sa date, ou laissez-la de côté pour signer de maintenant.',
    en: 'A signature cannot be dated in the future: correct its date, or leave it out to sign as of now.',
  },
  SIGNATURE_DATA_UNEXPECTED: {
    fr: 'Cette donnée n’accompagne pas ce type de signature.',
    en: 'This does not go with this type of signature.',
  },
} satisfies Record<string, Sentence>;
