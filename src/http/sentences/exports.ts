import { type Sentence } from './sentence';

export const exportSentences = {
  EXPORT_UNDER_WAY: {
    status: 409,
    fr: 'Un export de ce bordereau est déjà en cours : attendez sa fin, ou annulez-le s’il n’est pas parti.',
    en: 'An export of this slip is already under way: wait for its end, or cancel it if it has not left.',
  },
  EXPORT_NOT_CANCELLABLE: {
    status: 409,
    fr: 'Cet export est déjà parti ou terminé : il ne peut plus être annulé.',
    en: 'This export has already left or ended: it can no longer be cancelled.',
  },
  NOT_EXPORTED: {
    status: 409,
    fr: 'Ce bordereau n’est pas encore sur Trackdéchets : exportez-le d’abord.',
    en: 'This slip is not on Trackdéchets yet: export it first.',
  },
  NOT_READY: {
    status: 422,
    fr: 'Le bordereau n’est pas prêt : corrigez les champs signalés, puis redemandez l’export.',
    en: 'The slip is not ready: correct the fields that are pointed at, then ask for the export again.',
  },
  NO_VALID_TOKEN: {
    status: 422,
    fr: 'Il vous faut une clé Trackdéchets valide : collez la vôtre dans votre profil (PUT /me/trackdechets-token).',
    en: 'You need a valid Trackdéchets token: paste yours in your profile (PUT /me/trackdechets-token).',
  },
  NO_TRACKDECHETS_CONTACT: {
    status: 422,
    fr: 'Aucun contact Trackdéchets n’est désigné : faites-en désigner un (PUT /trackdechets-contact).',
    en: 'No Trackdéchets contact is designated: have one designated (PUT /trackdechets-contact).',
  },
  TRACKDECHETS_ROLE_MISSING: {
    status: 422,
    fr: 'Votre rôle sur Trackdéchets ne permet pas cette action pour les établissements du bordereau : demandez-le à l’administrateur de l’établissement sur Trackdéchets, puis revérifiez votre clé.',
    en: 'Your role on Trackdéchets does not allow this for the establishments of the slip: ask the establishment’s administrator on Trackdéchets, then verify your token again.',
  },
  TRACKDECHETS_ACCOUNT_BLOCKED: {
    status: 422,
    fr: 'Trackdéchets a bloqué ce compte : contactez leur assistance.',
    en: 'Trackdéchets has blocked this account: contact their support.',
  },
  FIELD_SEALED: {
    status: 422,
    fr: 'Ce champ est scellé par une signature : il ne peut plus changer sur Trackdéchets. Reprenez la valeur de Trackdéchets.',
    en: 'This field is sealed by a signature: it can no longer change on Trackdéchets. Take the value from Trackdéchets.',
  },
  COMPANY_CLOSED: {
    status: 422,
    fr: 'Cet établissement est fermé : choisissez-en un autre.',
    en: 'This establishment has closed down: choose another one.',
  },
  COMPANY_DORMANT: {
    status: 422,
    fr: 'Cet établissement est en sommeil sur Trackdéchets : choisissez-en un autre, ou faites-le réactiver.',
    en: 'This establishment is dormant on Trackdéchets: choose another one, or have it reactivated.',
  },
  COMPANY_REFUSED: {
    status: 422,
    fr: 'Trackdéchets refuse cet établissement : vérifiez son numéro, son inscription et son profil sur Trackdéchets.',
    en: 'Trackdéchets refuses this establishment: check its number, its registration and its profile on Trackdéchets.',
  },
  TRACKDECHETS_REFUSED: {
    status: 422,
    fr: 'Trackdéchets refuse cette donnée : voyez sa phrase à côté, corrigez, puis redemandez l’export.',
    en: 'Trackdéchets refuses this: see its sentence beside, correct, then ask for the export again.',
  },
  TRACKDECHETS_ERROR: {
    status: 502,
    fr: 'Trackdéchets a répondu par une erreur inattendue : réessayez un peu plus tard, et signalez-la à votre administrateur si elle revient.',
    en: 'Trackdéchets answered with an unexpected error: try again a little later, and tell your administrator if it comes back.',
  },
  TRACKDECHETS_UNAVAILABLE: {
    status: 503,
    fr: 'Trackdéchets ne répond pas pour le moment : réessayez un peu plus tard. Un export en attente est gardé et reprendra de lui-même.',
    en: 'Trackdéchets does not answer for now: try again a little later. A waiting export is kept and goes on by itself.',
  },
  REMOVED_ON_TRACKDECHETS: {
    status: 409,
    fr: 'Ce bordereau n’existe plus sur Trackdéchets : dupliquez-le si vous devez le renvoyer.',
    en: 'This slip no longer exists on Trackdéchets: duplicate it if you have to send it again.',
  },
  ACCESS_LOST: {
    status: 409,
    fr: 'Vos établissements n’ont plus accès à ce bordereau sur Trackdéchets, où il existe peut-être encore : rien ne peut plus y être envoyé ni supprimé. Si l’accès revient, relisez-le.',
    en: 'Your establishments no longer have access to this slip on Trackdéchets, where it may still exist: nothing can be sent or deleted there any more. If access returns, read it again.',
  },
  CHANGED_ON_BOTH_SIDES: {
    status: 409,
    fr: 'Changé à la fois ici et sur Trackdéchets : choisissez la valeur à garder, puis redemandez l’export.',
    en: 'Changed both here and on Trackdéchets: choose the value to keep, then ask for the export again.',
  },
} satisfies Record<string, Sentence>;
