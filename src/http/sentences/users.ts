import { type Sentence } from './sentence';

export const userSentences = {
  EMAIL_TAKEN: {
    status: 409,
    fr: 'Un collaborateur a déjà cette adresse e-mail.',
    en: 'A collaborator already has this e-mail address.',
  },
  LAST_ADMINISTRATOR: {
    status: 409,
    fr: 'C’est le dernier administrateur actif qui ait un mot de passe : il en faut d’abord un autre, qui ait choisi le sien.',
    en: 'This is the last active administrator who has a password: another one must first have chosen theirs.',
  },
  USER_INACTIVE: {
    status: 409,
    fr: 'Ce compte est désactivé : réactivez-le d’abord.',
    en: 'This account is deactivated: activate it first.',
  },
  OWN_PASSWORD: {
    status: 409,
    fr: 'C’est votre propre compte : changez votre mot de passe avec PUT /me/password.',
    en: 'This is your own account: change your password with PUT /me/password.',
  },
  INVITATION_GONE: {
    status: 410,
    fr: 'Cette invitation a déjà servi, a été annulée ou a expiré : demandez-en une nouvelle à un administrateur.',
    en: 'This invitation was already used, was withdrawn or has expired: ask an administrator for a new one.',
  },
  INVITATION_TITLE: { fr: 'Choisissez votre mot de passe', en: 'Choose your password' },
  INVITATION_PASSWORD: {
    fr: 'Mot de passe (12 caractères au moins ; une phrase convient)',
    en: 'Password (at least 12 characters; a sentence will do)',
  },
  INVITATION_CHOOSE: { fr: 'Enregistrer', en: 'Save' },
  INVITATION_DONE: {
    fr: 'C’est enregistré : vous pouvez vous connecter à votre application.',
    en: 'Saved: you can sign in to your application.',
  },
  NOT_ELIGIBLE: {
    status: 422,
    fr: 'Ce collaborateur ne peut pas devenir le contact Trackdéchets : {reasons}.',
    en: 'This collaborator cannot become the Trackdéchets contact: {reasons}.',
  },
  ELIGIBILITY_INACTIVE: { fr: 'son compte est désactivé', en: 'the account is deactivated' },
  ELIGIBILITY_NO_EXPORT_RIGHT: { fr: 'il n’a pas le droit d’exporter', en: 'the right to export is missing' },
  ELIGIBILITY_MISSING_LAST_NAME: { fr: 'son nom manque', en: 'the last name is missing' },
  ELIGIBILITY_MISSING_FIRST_NAME: { fr: 'son prénom manque', en: 'the first name is missing' },
  ELIGIBILITY_MISSING_EMAIL: { fr: 'son adresse e-mail manque', en: 'the e-mail address is missing' },
  ELIGIBILITY_ALREADY_CONTACT: { fr: 'il est déjà le contact', en: 'already the contact' },
} satisfies Record<string, Sentence>;
