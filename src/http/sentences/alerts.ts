import { type Sentence } from './sentence';

export const alertSentences = {
  ALERT_ESTABLISHMENT_UNREAD: {
    fr: 'Plus personne ici ne peut lire {name} (SIRET {siret}) sur Trackdéchets : ses mises à jour n’arrivent plus.',
    en: 'Nobody here can read {name} (SIRET {siret}) on Trackdéchets any more: its updates no longer come.',
  },
  ALERT_WEBHOOK_SWITCHED_OFF: {
    fr: 'Trackdéchets coupe sans cesse le webhook de {name} (SIRET {siret}) : vérifiez que PUBLIC_URL est joignable depuis internet. Les mises à jour arrivent toujours, mais plus lentement.',
    en: 'Trackdéchets keeps switching off the webhook of {name} (SIRET {siret}): check that PUBLIC_URL can be reached from the internet. Updates still come, only later.',
  },
  ALERT_CONTACT_LOST: {
    fr: 'Il n’y a plus de contact Trackdéchets : les exports attendent. Désignez-en un.',
    en: 'There is no Trackdéchets contact any more: exports wait. Designate one.',
  },
  ALERT_REASON_NO_TOKEN: {
    fr: 'Aucune clé n’y donne accès : quelqu’un qui y a un rôle doit coller la sienne dans son profil.',
    en: 'No token opens it: somebody with a role there must paste theirs in their profile.',
  },
  ALERT_REASON_TOKEN_REFUSED: {
    fr: 'Trackdéchets refuse la clé qui y donnait accès : son titulaire doit en coller une nouvelle.',
    en: 'Trackdéchets refuses the token that opened it: its owner must paste a new one.',
  },
  ALERT_REASON_TOKEN_UNVERIFIED: {
    fr: 'La clé qui y donne accès n’a pas encore pu être vérifiée ; elle le sera d’elle-même.',
    en: 'The token that opens it could not be checked yet; it will be by itself.',
  },
  ALERT_REASON_KEY_LOST: {
    fr: 'La clé qui y donne accès ne peut pas être déchiffrée ici : rétablissez CREDENTIALS_KEYS ou faites coller une nouvelle clé.',
    en: 'The token that opens it cannot be decrypted here: restore CREDENTIALS_KEYS or have a new token pasted.',
  },
  ALERT_REASON_NO_EXPORT_RIGHT: {
    fr: 'Qui en a la clé n’est plus actif, ou n’a pas le droit d’exporter.',
    en: 'Whoever has its token is no longer active, or has no right to export.',
  },
  ALERT_REASON_REMOVED: { fr: 'Le contact a été retiré.', en: 'The contact was removed.' },
  ALERT_REASON_NOT_ELIGIBLE: {
    fr: 'La personne désignée ne remplit plus les conditions.',
    en: 'The designated person no longer meets the conditions.',
  },
} as const satisfies Record<string, Sentence>;
