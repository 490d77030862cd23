import { labelOf } from './labels';

/** Stable codes of what can be wrong with a document: programs test them, people read {@link issueSentence}. */
export type IssueRule =
  | 'REQUIRED'
  | 'TOO_LONG'
  | 'TOO_SHORT'
  | 'INVALID_EMAIL'
  | 'INVALID_SIRET'
  | 'INVALID_VAT_NUMBER'
  | 'FRENCH_VAT_NUMBER'
  | 'UNKNOWN_CODE'
  | 'NOT_POSITIVE'
  | 'NEGATIVE'
  | 'TOO_HEAVY'
  | 'TOO_HEAVY_BY_ROAD'
  | 'OTHER_REQUIRED'
  | 'OTHER_FORBIDDEN'
  | 'SIRET_OF_PRIVATE_PERSON'
  | 'TOO_MANY_ITEMS'
  | 'PLATE_LENGTH'
  | 'PLATE_BLANK'
  | 'COMPANY_NOT_REGISTERED'
  | 'COMPANY_WRONG_PROFILE'
  | 'COMPANY_NOT_VERIFIED'
  | 'COMPANY_DORMANT'
  | 'COMPANY_CLOSED'
  | 'RECEIPT_MISSING'
  | 'FICHES_FORBIDDEN'
  | 'FICHES_OTHER_OPERATOR'
  | 'PREVIOUS_PACKAGINGS_REQUIRED'
  | 'PREVIOUS_PACKAGINGS_OTHER_TYPE'
  | 'PREVIOUS_PACKAGINGS_UNKNOWN'
  | 'PREVIOUS_PACKAGINGS_SEVERAL_BSFFS'
  | 'PREVIOUS_PACKAGINGS_SEVERAL_CODES'
  | 'PREVIOUS_PACKAGING_NOT_YOURS'
  | 'PREVIOUS_PACKAGING_NOT_TREATED'
  | 'PREVIOUS_PACKAGING_CODE'
  | 'PREVIOUS_PACKAGING_TAKEN'
  | 'WEIGHT_OF_REFUSAL'
  | 'WEIGHT_OF_ACCEPTATION'
  | 'MODE_OF_OPERATION'
  | 'NO_TRACEABILITY_OF_FINAL'
  | 'NEXT_DESTINATION_OF_FINAL';

type Params = Record<string, string | number>;

export interface Issue {
  /** The path exactly as Trackdéchets writes it, with its mixed conventions (facts: errors-and-limits 2.2). */
  path: (string | number)[];
  /** The same place in Trackdéchets' input as a person writes it: dotted, 0-based, such as `packagings.0.volume`. */
  field: string;
  rule: IssueRule;
  params: Params;
}

/** An issue whose path is the field itself, unless Trackdéchets writes it in another way. */
export function issue(
  field: string,
  rule: IssueRule,
  options: { path?: (string | number)[]; params?: Params } = {},
): Issue {
  return { path: options.path ?? field.split('.'), field, rule, params: options.params ?? {} };
}

type Sentence = (label: string, params: Params) => string;

const SENTENCES: Record<IssueRule, { fr: Sentence; en: Sentence }> = {
  REQUIRED: { fr: (l) => `${l} : à renseigner.`, en: (l) => `${l}: missing.` },
  TOO_LONG: {
    fr: (l, p) => `${l} : ${p.max} caractères au plus.`,
    en: (l, p) => `${l}: at most ${p.max} characters.`,
  },
  TOO_SHORT: { fr: (l) => `${l} : ne peut pas être vide.`, en: (l) => `${l}: must not be empty.` },
  INVALID_EMAIL: {
    fr: (l) => `${l} : cette adresse électronique n’est pas valide.`,
    en: (l) => `${l}: this e-mail address is not valid.`,
  },
  INVALID_SIRET: {
    fr: (l, p) => `${l} : « ${p.value} » n’est pas un SIRET, vérifiez ses 14 chiffres.`,
    en: (l, p) => `${l}: “${p.value}” is not a SIRET, check its 14 digits.`,
  },
  INVALID_VAT_NUMBER: {
    fr: (l, p) => `${l} : « ${p.value} » n’est pas un numéro de TVA intracommunautaire.`,
    en: (l, p) => `${l}: “${p.value}” is not an intra-community VAT number.`,
  },
  FRENCH_VAT_NUMBER: {
    fr: (l) => `${l} : une entreprise française s’identifie par son SIRET, pas par sa TVA.`,
    en: (l) => `${l}: a French company is identified by its SIRET, not by its VAT number.`,
  },
  UNKNOWN_CODE: {
    fr: (l, p) => `${l} : « ${p.value} » n’est pas admis. Valeurs possibles : ${p.allowed}.`,
    en: (l, p) => `${l}: “${p.value}” is not accepted. Possible values: ${p.allowed}.`,
  },
  NOT_POSITIVE: { fr: (l) => `${l} : doit être supérieur à 0.`, en: (l) => `${l}: must be greater than 0.` },
  NEGATIVE: { fr: (l) => `${l} : ne peut pas être négatif.`, en: (l) => `${l}: must not be negative.` },
  TOO_HEAVY: { fr: (l, p) => `${l} : ${p.max} kg au plus.`, en: (l, p) => `${l}: at most ${p.max} kg.` },
  TOO_HEAVY_BY_ROAD: {
    fr: (l, p) => `${l} : ${p.max} kg au plus par la route.`,
    en: (l, p) => `${l}: at most ${p.max} kg by road.`,
  },
  OTHER_REQUIRED: {
    fr: (l) => `${l} : décrivez le contenant, puisque son type est « autre ».`,
    en: (l) => `${l}: describe the container, since its type is “other”.`,
  },
  OTHER_FORBIDDEN: {
    fr: (l) => `${l} : à laisser vide, sauf pour un contenant de type « autre ».`,
    en: (l) => `${l}: leave empty unless the container is of type “other”.`,
  },
  SIRET_OF_PRIVATE_PERSON: {
    fr: (l) => `${l} : à laisser vide, un particulier n’a pas de SIRET.`,
    en: (l) => `${l}: leave empty, a private person has no SIRET.`,
  },
  TOO_MANY_ITEMS: { fr: (l, p) => `${l} : ${p.max} au plus.`, en: (l, p) => `${l}: at most ${p.max}.` },
  PLATE_LENGTH: {
    fr: (l) => `${l} : une plaque compte de 4 à 12 caractères.`,
    en: (l) => `${l}: a number plate has 4 to 12 characters.`,
  },
  PLATE_BLANK: {
    fr: (l) => `${l} : une plaque n’est faite que d’espaces.`,
    en: (l) => `${l}: a number plate holds nothing but spaces.`,
  },
  COMPANY_NOT_REGISTERED: {
    fr: (l, p) => `${l} : l’établissement ${p.orgId} n’est pas inscrit sur Trackdéchets.`,
    en: (l, p) => `${l}: establishment ${p.orgId} is not registered on Trackdéchets.`,
  },
  COMPANY_WRONG_PROFILE: {
    fr: (l, p) => `${l} : l’établissement ${p.orgId} n’a pas le profil qu’il faut sur Trackdéchets pour tenir ce rôle.`,
    en: (l, p) => `${l}: establishment ${p.orgId} lacks the Trackdéchets profile that this role needs.`,
  },
  COMPANY_NOT_VERIFIED: {
    fr: (l, p) => `${l} : l’établissement ${p.orgId} n’est pas encore vérifié par Trackdéchets.`,
    en: (l, p) => `${l}: establishment ${p.orgId} has not been verified by Trackdéchets yet.`,
  },
  COMPANY_DORMANT: {
    fr: (l, p) => `${l} : l’établissement ${p.orgId} est en sommeil sur Trackdéchets.`,
    en: (l, p) => `${l}: establishment ${p.orgId} is dormant on Trackdéchets.`,
  },
  COMPANY_CLOSED: {
    fr: (l, p) => `${l} : l’établissement ${p.orgId} est fermé.`,
    en: (l, p) => `${l}: establishment ${p.orgId} has closed down.`,
  },
  RECEIPT_MISSING: {
    fr: (l) =>
      `${l} : le transporteur doit d’abord saisir son récépissé dans son profil Trackdéchets, ou être exempté.`,
    en: (l) => `${l}: the transporter must first record its receipt in its Trackdéchets profile, or be exempted.`,
  },
  FICHES_FORBIDDEN: {
    fr: () => 'Fiches d’intervention : seulement pour une collecte de petites quantités.',
    en: () => 'Fiches d’intervention: only for a collection of small quantities.',
  },
  FICHES_OTHER_OPERATOR: {
    fr: () => 'Fiches d’intervention : leur opérateur doit être l’émetteur du bordereau.',
    en: () => 'Fiches d’intervention: their operator must be the emitter of the slip.',
  },
  PREVIOUS_PACKAGINGS_REQUIRED: {
    fr: (l) => `${l} : donnez au moins un contenant de départ.`,
    en: (l) => `${l}: give at least one initial container.`,
  },
  PREVIOUS_PACKAGINGS_OTHER_TYPE: {
    fr: (l) => `${l} : ne convient pas à la liste de contenants de départ que vous donnez.`,
    en: (l) => `${l}: does not fit the list of initial containers that you give.`,
  },
  PREVIOUS_PACKAGINGS_UNKNOWN: {
    fr: (l) => `${l} : certains de ces contenants n’existent pas, ou figurent deux fois.`,
    en: (l) => `${l}: some of these containers do not exist, or are listed twice.`,
  },
  PREVIOUS_PACKAGINGS_SEVERAL_BSFFS: {
    fr: (l) => `${l} : tous les contenants d’une réexpédition viennent du même bordereau.`,
    en: (l) => `${l}: all the containers of a forwarding come from the same slip.`,
  },
  PREVIOUS_PACKAGINGS_SEVERAL_CODES: {
    fr: (l) => `${l} : ces contenants ont des codes déchet différents.`,
    en: (l) => `${l}: these containers have different waste codes.`,
  },
  PREVIOUS_PACKAGING_NOT_YOURS: {
    fr: (l, p) => `${l} : le contenant ${p.numero} n’a pas été reçu par l’émetteur de ce bordereau.`,
    en: (l, p) => `${l}: container ${p.numero} was not received by the emitter of this slip.`,
  },
  PREVIOUS_PACKAGING_NOT_TREATED: {
    fr: (l, p) => `${l} : l’opération du contenant ${p.numero} n’est pas encore signée.`,
    en: (l, p) => `${l}: the operation on container ${p.numero} is not signed yet.`,
  },
  PREVIOUS_PACKAGING_CODE: {
    fr: (l, p) => `${l} : l’opération ${p.code} du contenant ${p.numero} ne permet pas cette suite.`,
    en: (l, p) => `${l}: operation ${p.code} on container ${p.numero} does not allow this next step.`,
  },
  PREVIOUS_PACKAGING_TAKEN: {
    fr: (l, p) => `${l} : le contenant ${p.numero} figure déjà sur un autre bordereau.`,
    en: (l, p) => `${l}: container ${p.numero} is already on another slip.`,
  },
  WEIGHT_OF_REFUSAL: {
    fr: () => 'Quantité acceptée : 0 kg pour un contenant refusé.',
    en: () => 'Accepted quantity: 0 kg for a refused container.',
  },
  WEIGHT_OF_ACCEPTATION: {
    fr: () => 'Quantité acceptée : plus de 0 kg pour un contenant accepté.',
    en: () => 'Accepted quantity: more than 0 kg for an accepted container.',
  },
  MODE_OF_OPERATION: {
    fr: (_, p) => `Mode de traitement : ne correspond pas à l’opération ${p.code}.`,
    en: (_, p) => `Treatment mode: does not fit operation ${p.code}.`,
  },
  NO_TRACEABILITY_OF_FINAL: {
    fr: (_, p) => `Rupture de traçabilité : sans objet pour l’opération finale ${p.code}.`,
    en: (_, p) => `End of traceability: meaningless for the final operation ${p.code}.`,
  },
  NEXT_DESTINATION_OF_FINAL: {
    fr: (_, p) => `Destination suivante : à laisser vide pour l’opération finale ${p.code}.`,
    en: (_, p) => `Next destination: leave empty for the final operation ${p.code}.`,
  },
};

/** What a person reads about an issue, in the language asked for. */
export function issueSentence(found: Issue, language: 'fr' | 'en'): string {
  return SENTENCES[found.rule][language](labelOf(found.field)[language], found.params);
}
