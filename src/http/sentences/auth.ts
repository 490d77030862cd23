import { type Sentence } from './sentence';

export const authSentences = {
  NOT_SIGNED_IN: {
    status: 401,
    fr: 'Connectez-vous d’abord (POST /api/v1/sessions) et envoyez le jeton de session.',
    en: 'Sign in first (POST /api/v1/sessions) and send the session token.',
  },
  INVALID_CREDENTIALS: {
    status: 401,
    fr: 'Adresse e-mail ou mot de passe incorrect.',
    en: 'Wrong e-mail address or password.',
  },
  SIGN_IN_BUSY: {
    status: 503,
    fr: 'Trop de personnes se connectent en même temps : réessayez dans quelques secondes.',
    en: 'Too many people are signing in at the same time: try again in a few seconds.',
  },
  TOO_MANY_ATTEMPTS: {
    status: 429,
    fr: 'Trop d’essais de connexion : réessayez dans {seconds} s.',
    en: 'Too many sign-in attempts: try again in {seconds} s.',
  },
  FORBIDDEN: {
    status: 403,
    fr: 'Il vous faut le droit {right} : demandez-le à un administrateur.',
    en: 'You need the right {right}: ask an administrator for it.',
  },
  ROUTE_CLOSED: {
    status: 403,
    fr: 'Cette adresse n’est ouverte à personne.',
    en: 'This address is open to nobody.',
  },
  ORIGIN_REFUSED: {
    status: 403,
    fr: 'Cette origine n’est pas autorisée à écrire avec le cookie de session : ajoutez-la à CORS_ORIGINS ou envoyez le jeton en Authorization.',
    en: 'This origin may not write with the session cookie: add it to CORS_ORIGINS or send the token as Authorization.',
  },
  PASSWORD_WRONG: {
    status: 422,
    fr: 'Le mot de passe actuel n’est pas celui-là.',
    en: 'That is not the current password.',
  },
  PASSWORD_TOO_SHORT: { fr: 'Au moins 12 caractères.', en: 'At least 12 characters.' },
  PASSWORD_TOO_LONG: { fr: 'Au plus 200 caractères.', en: 'At most 200 characters.' },
  PASSWORD_COMMON: {
    fr: 'Ce mot de passe est trop connu : prenez une phrase à vous.',
    en: 'This password is too well known: take a sentence of your own.',
  },
  PASSWORD_IS_EMAIL: {
    fr: 'Le mot de passe ne peut pas être votre adresse e-mail.',
    en: 'The password cannot be your e-mail address.',
  },
} satisfies Record<string, Sentence>;
