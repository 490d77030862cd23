import { type Sentence } from './sentence';

export const httpSentences = {
  VALIDATION_FAILED: {
    status: 400,
    fr: 'Certains champs ne sont pas valides : corrigez-les et renvoyez la demande.',
    en: 'Some fields are not valid: correct them and send the request again.',
  },
  MALFORMED_BODY: {
    status: 400,
    fr: 'Le corps de la demande n’est pas du JSON valide.',
    en: 'The request body is not valid JSON.',
  },
  BODY_TOO_DEEP: {
    status: 400,
    fr: 'Le corps de la demande imbrique trop de listes et d’objets ({max} niveaux au plus).',
    en: 'The request body nests too many lists and objects ({max} levels at most).',
  },
  MALFORMED_URL: {
    status: 400,
    fr: 'L’adresse demandée est mal codée : un « % » y est suivi d’autre chose que de l’UTF-8 en hexadécimal.',
    en: 'The requested address is badly encoded: a "%" is followed by something else than UTF-8 in hexadecimal.',
  },
  MALFORMED_REQUEST: {
    status: 400,
    fr: 'Ce qui a été envoyé n’est pas une demande HTTP valide.',
    en: 'What was sent is not a valid HTTP request.',
  },
  HOST_MISSING: {
    status: 400,
    fr: 'La demande n’a pas d’en-tête Host, que HTTP/1.1 exige.',
    en: 'The request has no Host header, which HTTP/1.1 requires.',
  },
  REQUEST_TIMEOUT: {
    status: 408,
    fr: 'La demande n’est pas arrivée en entier à temps : renvoyez-la.',
    en: 'The request did not arrive whole in time: send it again.',
  },
  EXPECTATION_FAILED: {
    status: 417,
    fr: 'L’en-tête Expect ne peut demander que « 100-continue ».',
    en: 'The Expect header can only ask for "100-continue".',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    fr: 'L’adresse et les en-têtes de la demande sont trop longs (16 Ko au plus).',
    en: 'The address and headers of the request are too long (16 kB at most).',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    fr: 'Envoyez du JSON en UTF-8, avec l’en-tête Content-Type: application/json.',
    en: 'Send JSON in UTF-8, with the header Content-Type: application/json.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    fr: 'Le corps de la demande est trop grand (1 Mo au plus).',
    en: 'The request body is too large (1 MB at most).',
  },
  NOT_FOUND: {
    status: 404,
    fr: 'Rien ne correspond à cette adresse, ou l’élément demandé n’existe plus.',
    en: 'Nothing matches this address, or the requested item no longer exists.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    fr: 'Cette méthode n’est pas permise à cette adresse.',
    en: 'This method is not allowed at this address.',
  },
  METHODS_ALLOWED: {
    fr: 'Cette adresse existe, avec une autre méthode : {methods}.',
    en: 'This address exists, with another method: {methods}.',
  },
  PRECONDITION_FAILED: {
    status: 412,
    fr: 'Quelqu’un a modifié cet élément entre-temps : relisez-le, puis refaites votre modification.',
    en: 'Somebody changed this item in the meantime: read it again, then redo your change.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    fr: 'Cette clé Idempotency-Key a déjà servi pour une autre demande : prenez-en une nouvelle.',
    en: 'This Idempotency-Key was already used for another request: take a new one.',
  },
  IDEMPOTENCY_IN_PROGRESS: {
    status: 409,
    fr: 'La même demande est en cours de traitement : réessayez dans un instant.',
    en: 'The same request is being processed: try again in a moment.',
  },
  CURSOR_INVALID: {
    status: 400,
    fr: 'Ce curseur n’est pas de ceux que donne nextCursor.',
    en: 'This cursor is not one given by nextCursor.',
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    fr: 'Trop de demandes : réessayez dans {seconds} s.',
    en: 'Too many requests: try again in {seconds} s.',
  },
  TOO_MANY_STREAMS: {
    status: 503,
    fr: 'Trop de flux d’événements sont ouverts ici, dont beaucoup par vous : fermez-en, puis réessayez.',
    en: 'Too many event streams are open here, many of them yours: close some, then try again.',
  },
  DATABASE_UNAVAILABLE: {
    status: 503,
    fr: 'La base de données ne répond pas : réessayez dans quelques secondes, rien n’est perdu.',
    en: 'The database does not answer: try again in a few seconds, nothing is lost.',
  },
  METRICS_TOKEN_REQUIRED: {
    status: 401,
    fr: 'Ces mesures demandent l’en-tête Authorization: Bearer avec le METRICS_TOKEN du connecteur.',
    en: 'These metrics need the header Authorization: Bearer with the connector’s METRICS_TOKEN.',
  },
  DATABASE_READ_ONLY: {
    status: 503,
    fr: 'La base de données ne prend pas d’écritures pour le moment (bascule en cours ?) : réessayez dans quelques secondes.',
    en: 'The database takes no writes for now (a failover?): try again in a few seconds.',
  },
  DATABASE_AWAITED: {
    status: 503,
    fr: 'Le connecteur démarre et attend sa base de données.',
    en: 'The connector is starting and waits for its database.',
  },
  MIGRATIONS_RUNNING: {
    status: 503,
    fr: 'Le connecteur démarre : le schéma de sa base est mis à jour, ici ou par un autre processus.',
    en: 'The connector is starting: its database’s schema is being brought up to date, here or by another process.',
  },
  SCHEMA_AWAITED: {
    status: 503,
    fr: 'Le connecteur démarre et attend que le schéma de sa base soit mis à jour (MIGRATE_ON_START=false) : lancez la commande migrate.',
    en: 'The connector is starting and waits for its database’s schema to be brought up to date (MIGRATE_ON_START=false): run the migrate command.',
  },
  STARTING: {
    status: 503,
    fr: 'Le connecteur démarre : réessayez dans quelques secondes.',
    en: 'The connector is starting: try again in a few seconds.',
  },
  STOPPING: {
    status: 503,
    fr: 'Ce processus s’arrête : un autre répondra, réessayez dans quelques secondes.',
    en: 'This process is stopping: another will answer, try again in a few seconds.',
  },
  INTERNAL_ERROR: {
    status: 500,
    fr: 'Une erreur inattendue s’est produite ; transmettez le numéro de demande à votre administrateur.',
    en: 'An unexpected error occurred; give the request id to your administrator.',
  },
  FIELD_UNKNOWN: { fr: 'Ce champ n’existe pas ici.', en: 'This field does not exist here.' },
  FIELD_REQUIRED: { fr: 'Ce champ est obligatoire.', en: 'This field is required.' },
  FIELD_TYPE_TEXT: { fr: 'Valeur attendue : un texte.', en: 'Expected value: a text.' },
  FIELD_TYPE_FLAG: { fr: 'Valeur attendue : true ou false.', en: 'Expected value: true or false.' },
  FIELD_TYPE_INTEGER: { fr: 'Valeur attendue : un nombre entier.', en: 'Expected value: a whole number.' },
  FIELD_TYPE_NUMBER: { fr: 'Valeur attendue : un nombre.', en: 'Expected value: a number.' },
  FIELD_TYPE_LIST: { fr: 'Valeur attendue : une liste.', en: 'Expected value: a list.' },
  FIELD_TYPE_OBJECT: { fr: 'Valeur attendue : un objet.', en: 'Expected value: an object.' },
  FIELD_TOO_SHORT: { fr: 'Au moins {min} caractère(s).', en: 'At least {min} character(s).' },
  FIELD_TOO_LONG: { fr: 'Au plus {max} caractères.', en: 'At most {max} characters.' },
  FIELD_LENGTH: { fr: 'De {min} à {max} caractères.', en: 'From {min} to {max} characters.' },
  FIELD_TOO_FEW: { fr: 'Au moins {min} élément(s).', en: 'At least {min} item(s).' },
  FIELD_TOO_MANY: { fr: 'Au plus {max} éléments.', en: 'At most {max} items.' },
  FIELD_TOO_SMALL: { fr: 'Au moins {min}.', en: 'At least {min}.' },
  FIELD_TOO_LARGE: { fr: 'Au plus {max}.', en: 'At most {max}.' },
  FIELD_NOT_IN: { fr: 'Une de ces valeurs : {values}.', en: 'One of these values: {values}.' },
  FIELD_DUPLICATE: { fr: 'Deux fois la même valeur.', en: 'The same value twice.' },
  FIELD_EMAIL: { fr: 'Une adresse e-mail, comme nom@exemple.fr.', en: 'An e-mail address, such as name@example.com.' },
  FIELD_UUID: { fr: 'Un identifiant de la forme UUID.', en: 'An identifier in UUID form.' },
  FIELD_DATE: {
    fr: 'Une date ISO 8601 avec son fuseau, comme 2026-11-22T08:00:00Z.',
    en: 'An ISO 8601 date with its offset, such as 2026-11-22T08:00:00Z.',
  },
  FIELD_ONE_LINE: {
    fr: 'Tout sur une ligne : retirez les retours à la ligne, les tabulations et les autres caractères de commande.',
    en: 'All on one line: take out line breaks, tabs and other control characters.',
  },
  FIELD_FORMAT: { fr: 'Le format n’est pas celui attendu.', en: 'The format is not the expected one.' },
  FIELD_NULL_CHARACTER: { fr: 'Le caractère nul n’est pas permis.', en: 'The null character is not allowed.' },
  FIELD_BROKEN_CHARACTER: {
    fr: 'Ce texte est coupé au milieu d’un caractère, tel qu’un emoji : retapez-le.',
    en: 'This text is cut in the middle of a character, such as an emoji: type it again.',
  },
} satisfies Record<string, Sentence>;
