import { type Sentence } from './sentence';

const WHERE_FR = 'Mon compte > Applications et API > Jeton d’accès à l’API';

export const credentialSentences = {
  TRACKDECHETS_TOKEN_REJECTED: {
    status: 422,
    fr: `{why} Rien n’a été enregistré. La clé se crée sur Trackdéchets (${WHERE_FR}), où elle ne s’affiche qu’une fois.`,
    en: `{why} Nothing was saved. The key is created on Trackdéchets (${WHERE_FR}), where it is shown only once.`,
  },
  TRACKDECHETS_EMAIL_MISMATCH: {
    status: 422,
    fr: 'Cette clé est celle de {account} sur Trackdéchets, alors que votre adresse ici est {email}. Rien n’a été enregistré : collez votre propre clé, ou faites corriger votre adresse par un administrateur.',
    en: 'This key is that of {account} on Trackdéchets, while your address here is {email}. Nothing was saved: paste your own key, or have an administrator correct your address.',
  },
  TRACKDECHETS_OAUTH_NOT_CONFIGURED: {
    status: 422,
    fr: `Cette instance n’est pas déclarée comme application sur Trackdéchets : collez votre clé (${WHERE_FR}), ou demandez à un administrateur de la déclarer.`,
    en: `This instance is not registered as an application on Trackdéchets: paste your key (${WHERE_FR}), or ask an administrator to register it.`,
  },
  TRACKDECHETS_OAUTH_STATE_INVALID: {
    status: 422,
    fr: 'Cette connexion à Trackdéchets a déjà servi, a pris plus de dix minutes ou vient d’un autre navigateur. Rien n’a été enregistré : recommencez depuis votre profil.',
    en: 'This connection to Trackdéchets was already used, took more than ten minutes or comes from another browser. Nothing was saved: start again from your profile.',
  },
  TRACKDECHETS_OAUTH_REFUSED: {
    status: 422,
    fr: 'Vous avez refusé l’accès sur Trackdéchets. Rien n’a été enregistré, et une clé déjà donnée reste en place.',
    en: 'You refused access on Trackdéchets. Nothing was saved, and a key given before stays in place.',
  },
  TRACKDECHETS_OAUTH_UNAVAILABLE: {
    status: 503,
    fr: 'Trackdéchets n’a pas remis la clé. Rien n’a été enregistré : recommencez dans un instant, depuis votre profil.',
    en: 'Trackdéchets did not hand the key over. Nothing was saved: start again in a moment, from your profile.',
  },
  TRACKDECHETS_OAUTH_FAILED: {
    status: 502,
    fr: 'Trackdéchets n’a pas reconnu cette instance. Rien n’a été enregistré : un administrateur doit vérifier son identifiant, son secret et son adresse de retour sur Trackdéchets ; en attendant, collez votre clé.',
    en: 'Trackdéchets did not recognise this instance. Nothing was saved: an administrator must check its id, its secret and its redirect URI on Trackdéchets; meanwhile, paste your key.',
  },
  TRACKDECHETS_OAUTH_CLOSE: {
    fr: 'Vous pouvez fermer cette page et revenir à votre application.',
    en: 'You can close this page and go back to your application.',
  },
  RETURN_TO_REFUSED: {
    fr: 'Cette adresse de retour n’est pas celle de cette instance ni d’une application autorisée (CORS_ORIGINS).',
    en: 'This return address belongs neither to this instance nor to an allowed application (CORS_ORIGINS).',
  },
  TOKEN_UNKNOWN: {
    fr: 'Trackdéchets ne reconnaît pas cette clé : copiez-la en entier, ou créez-en une nouvelle si elle a été révoquée.',
    en: 'Trackdéchets does not recognise this key: copy the whole of it, or create a new one if it was revoked.',
  },
  TOKEN_EMPTY: { fr: 'La clé est vide : collez-la ici.', en: 'The key is empty: paste it here.' },
  TOKEN_LOOKS_LIKE_EMAIL: {
    fr: 'Ceci est une adresse e-mail, pas une clé ; elle n’a été envoyée nulle part.',
    en: 'This is an e-mail address, not a key; it was sent nowhere.',
  },
  TOKEN_LOOKS_LIKE_PASSWORD: {
    fr: 'Ceci ressemble à un mot de passe ou à un texte, pas à une clé ; rien n’a été envoyé. Une clé est une suite d’une quarantaine de lettres et de chiffres.',
    en: 'This looks like a password or a text, not like a key; nothing was sent. A key is a run of some forty letters and digits.',
  },
  TOKEN_TRUNCATED: {
    fr: 'Ceci est trop court pour une clé entière (une quarantaine de lettres et de chiffres) ; rien n’a été envoyé. Copiez-la jusqu’au bout.',
    en: 'This is too short for a whole key (some forty letters and digits); nothing was sent. Copy all of it.',
  },
  TOKEN_TOO_LONG: {
    fr: 'Ceci est trop long pour une clé ; rien n’a été envoyé. Ne collez que la clé.',
    en: 'This is too long for a key; nothing was sent. Paste the key alone.',
  },
  TOKEN_NONE: {
    fr: `Vous n’avez pas encore donné votre clé Trackdéchets : créez-la sur Trackdéchets (${WHERE_FR}) et collez-la ici.`,
    en: `You have not given your Trackdéchets key yet: create it on Trackdéchets (${WHERE_FR}) and paste it here.`,
  },
  TOKEN_VALID: { fr: 'Votre clé est valide', en: 'Your key is valid' },
  TOKEN_VALID_NEW_PENDING: {
    fr: 'Votre clé est valide ; la nouvelle la remplacera dès que Trackdéchets l’aura confirmée.',
    en: 'Your key is valid; the new one will replace it as soon as Trackdéchets confirms it.',
  },
  TOKEN_VALID_NEW_REFUSED: {
    fr: 'Votre clé est valide ; celle que vous avez donnée ensuite (qui finit par {refused}) n’a pas été gardée, car ce n’était pas une clé valable à votre nom. Pour remplacer la vôtre, donnez-en une autre.',
    en: 'Your key is valid; the one that you gave afterwards (ending in {refused}) was not kept, since it was no valid key of yours. To replace yours, give another.',
  },
  TOKEN_UNVERIFIED: {
    fr: 'Votre clé est gardée, chiffrée ; elle n’est pas encore vérifiée auprès de Trackdéchets et le sera d’elle-même, dès que possible. Vous n’avez rien à faire.',
    en: 'Your key is kept, encrypted; it is not verified with Trackdéchets yet and will be by itself, as soon as possible. There is nothing for you to do.',
  },
  TOKEN_REJECTED: {
    fr: 'Trackdéchets ne reconnaît plus votre clé : créez-en une nouvelle et collez-la ici ; vos exports reprendront d’eux-mêmes.',
    en: 'Trackdéchets no longer recognises your key: create a new one and paste it here; your exports will go on by themselves.',
  },
  TOKEN_EMAIL_MISMATCH: {
    fr: 'Votre clé est celle de {account} sur Trackdéchets, qui n’est pas votre adresse ici : collez votre propre clé, ou faites corriger votre adresse.',
    en: 'Your key is that of {account} on Trackdéchets, which is not your address here: paste your own key, or have your address corrected.',
  },
  TOKEN_KEY_LOST: {
    fr: 'L’instance n’a plus la clé de chiffrement de votre clé Trackdéchets : un administrateur doit la remettre dans CREDENTIALS_KEYS, ou recollez votre clé.',
    en: 'The instance no longer has the encryption key of your Trackdéchets key: an administrator must put it back in CREDENTIALS_KEYS, or paste your key again.',
  },
  TOKEN_DAMAGED: {
    fr: 'Votre clé enregistrée est abîmée et ne peut plus être lue : recollez-la, ou créez-en une nouvelle.',
    en: 'Your saved key is damaged and can no longer be read: paste it again, or create a new one.',
  },
} satisfies Record<string, Sentence>;
