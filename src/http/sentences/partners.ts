import { type Sentence } from './sentence';

export const partnerSentences = {
  INVALID_SIRET: {
    fr: 'Ce SIRET n’est pas valable : 14 chiffres, vérifiez-les un à un.',
    en: 'This SIRET is not valid: 14 digits, check them one by one.',
  },
  SIRET_TEST_REFUSED: {
    fr: 'Ce SIRET d’établissement de test n’existe pas sur la plateforme de production.',
    en: 'This SIRET of a test establishment does not exist on the production platform.',
  },
  INVALID_VAT_NUMBER: {
    fr: 'Ce numéro de TVA n’est pas celui d’un établissement étranger : pays puis numéro, comme BE0541696005 ; pour un établissement français, donnez son SIRET.',
    en: 'This VAT number is not that of a foreign establishment: country then number, such as BE0541696005; for a French establishment, give its SIRET.',
  },
  SIRET_TAKEN: {
    status: 409,
    fr: 'Un établissement a déjà ce SIRET : modifiez celui-là.',
    en: 'An establishment already has this SIRET: edit that one.',
  },
  DEFAULT_ESTABLISHMENT_REQUIRED: {
    status: 409,
    fr: 'Il faut un établissement par défaut : choisissez-en plutôt un autre.',
    en: 'One establishment must be the default: choose another one instead.',
  },
  ESTABLISHMENT_IN_USE: {
    status: 409,
    fr: 'Des documents ou des fiches sont à cet établissement : il ne peut pas être supprimé.',
    en: 'Documents or fiches belong to this establishment: it cannot be deleted.',
  },
  ESTABLISHMENT_UNKNOWN: {
    fr: 'Cet établissement n’existe pas : prenez-en un de la liste.',
    en: 'This establishment does not exist: take one from the list.',
  },
  PARTNER_UNKNOWN: {
    fr: 'Ce partenaire n’existe pas ou a été supprimé : prenez-en un de la liste.',
    en: 'This partner does not exist or was deleted: take one from the list.',
  },
  PARTNER_NOT_DETENTEUR: {
    fr: 'Ce partenaire n’est pas un détenteur : ajoutez-lui le rôle DETENTEUR.',
    en: 'This partner is not a holder: give it the role DETENTEUR.',
  },
  PARTNER_ONE_NUMBER: {
    fr: 'Un SIRET ou un numéro de TVA, pas les deux.',
    en: 'A SIRET or a VAT number, not both.',
  },
  PARTNER_INDIVIDUAL_NUMBER: {
    fr: 'Un particulier n’a ni SIRET ni numéro de TVA : laissez ce champ vide.',
    en: 'A private individual has neither SIRET nor VAT number: leave this field empty.',
  },
  PARTNER_INDIVIDUAL_ROLE: {
    fr: 'Un particulier ne peut être que détenteur.',
    en: 'A private individual can only be a holder.',
  },
  PARTNER_WITHOUT_NUMBER: {
    status: 422,
    fr: 'Ce partenaire n’a ni SIRET ni numéro de TVA : il n’y a rien à demander à Trackdéchets.',
    en: 'This partner has neither SIRET nor VAT number: there is nothing to ask Trackdéchets.',
  },
  INVALID_COMPANY_NUMBER: {
    fr: 'Donnez un SIRET (14 chiffres) ou un numéro de TVA étranger, comme BE0541696005.',
    en: 'Give a SIRET (14 digits) or a foreign VAT number, such as BE0541696005.',
  },
  COMPANY_UNKNOWN: {
    status: 404,
    fr: 'Trackdéchets ne connaît pas d’établissement actif à ce numéro : vérifiez-le.',
    en: 'Trackdéchets knows no active establishment with this number: check it.',
  },
  FICHE_ON_TRACKDECHETS: {
    status: 409,
    fr: 'Cette fiche est sur Trackdéchets, qui ne permet pas de la supprimer : modifiez-la plutôt.',
    en: 'This fiche is on Trackdéchets, which does not let anyone delete it: edit it instead.',
  },
  FICHE_DETENTEUR_CHOICE: {
    fr: 'Donnez un partenaire (partnerId), ou dites vous-même qui est le détenteur (company, isPrivateIndividual) : pas les deux. Avec partnerId: null, la fiche ne suit plus de partenaire.',
    en: 'Give a partner (partnerId), or say yourself who the holder is (company, isPrivateIndividual): not both. With partnerId: null the fiche follows no partner any more.',
  },
  REFRIGERANT_UNKNOWN: {
    status: 404,
    fr: 'Ce fluide n’est pas dans la table : écrivez son numéro comme R-410A.',
    en: 'This fluid is not in the table: write its number as R-410A.',
  },
} satisfies Record<string, Sentence>;
