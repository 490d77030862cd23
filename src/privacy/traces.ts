/** A place where something of a person is, as rows of a table. */
export interface Trace {
  table: string;
  /**
   * SQL; $1 is the user's id (null for nobody), $2 their e-mail in lower case, $3 the key of their sign-in attempts, $4 a pattern of
   * their e-mail by itself.
   */
  condition: string;
  /** What an export shows; never a secret nor its hash. */
  columns: string;
  fate: Fate;
  fr: string;
  en: string;
}

export type Fate = 'ANONYMISED' | 'DELETED' | 'REDACTED' | 'KEPT';

/** Holds their address; finding it as it stands first spares the rest of most rows. */
const mentions = (column: string): string => `strpos(lower(${column}::text), $2) > 0 AND lower(${column}::text) ~ $4`;

/** Speaks of them by their internal id. */
const refers = (column: string): string => `strpos(${column}::text, $1::text) > 0`;

const any = (...conditions: string[]): string => conditions.map((one) => `(${one})`).join(' OR ');
/** So that a row is counted once, under what becomes of it. */
const butNot = (condition: string, other: string): string => `(${condition}) AND (${other}) IS NOT TRUE`;

export const REDACTED_AUDIT = `action NOT LIKE 'audit.%' AND (${any(
  `subject_type IN ('user', 'credential') AND subject_id = $1::text`,
  `actor_id = $1 AND ip <> ''`,
  mentions('before'),
  mentions('after'),
)})`;
/** Copies of what left for Trackdéchets, once nothing waits for them. */
export const REDACTED_EXPORTS = `finished_at IS NOT NULL AND payload IS NOT NULL AND ${mentions('payload')}`;

/** Fiches whose holder they are or were, here or on Trackdéchets. */
const FICHE_OF_THEIRS = any(...['detenteur', 'base', 'remote', 'sending', 'conflict', 'sync_error'].map(mentions));

/** Everywhere that something of a person is kept, and what an erasure makes of it. */
export const TRACES: readonly Trace[] = [
  {
    table: 'users',
    condition: 'id = $1',
    columns:
      'id, email, first_name, last_name, phone, active, administrator, rights, is_contact, created_at, updated_at',
    fate: 'ANONYMISED',
    fr: 'la personne : son numéro interne reste, ce qu’elle a fait y renvoie',
    en: 'the person: their internal id stays, what they did refers to it',
  },
  {
    table: 'credentials',
    condition: 'user_id = $1',
    columns: 'platform, last_four, status, account, companies, verified_at, created_at',
    fate: 'DELETED',
    fr: 'son jeton Trackdéchets (à révoquer aussi sur Trackdéchets)',
    en: 'their Trackdéchets token (to be revoked on Trackdéchets too)',
  },
  {
    table: 'credentials',
    condition: butNot(mentions('account'), 'user_id = $1'),
    columns: 'platform, status, account, verified_at, created_at',
    fate: 'KEPT',
    fr: 'jetons de son compte Trackdéchets, gardés par d’autres : à révoquer sur Trackdéchets',
    en: 'tokens of their Trackdéchets account, kept by others: to be revoked on Trackdéchets',
  },
  // Before the sessions, which would take them along uncounted.
  {
    table: 'trackdechets_connections',
    condition: 'user_id = $1',
    columns: 'return_to, expires_at',
    fate: 'DELETED',
    fr: 'ses connexions à Trackdéchets commencées',
    en: 'connections to Trackdéchets that they began',
  },
  {
    table: 'sessions',
    condition: 'user_id = $1',
    columns: 'id, ip, user_agent, created_at, last_seen_at, expires_at',
    fate: 'DELETED',
    fr: 'ses sessions',
    en: 'their sessions',
  },
  {
    table: 'invitations',
    condition: 'user_id = $1',
    columns: 'created_at, expires_at, used_at',
    fate: 'DELETED',
    fr: 'ses invitations',
    en: 'their invitations',
  },
  {
    table: 'sign_in_attempts',
    condition: 'key = $3',
    columns: 'failures, window_ends_at',
    fate: 'DELETED',
    fr: 'ses tentatives de connexion',
    en: 'their sign-in attempts',
  },
  {
    table: 'idempotency_keys',
    condition: 'user_id = $1',
    columns: 'route, created_at',
    fate: 'DELETED',
    fr: 'ses clés d’idempotence',
    en: 'their idempotency keys',
  },
  {
    table: 'events',
    condition: 'user_id = $1',
    columns: 'type, data, created_at',
    fate: 'DELETED',
    fr: 'ses notifications',
    en: 'their notifications',
  },
  {
    table: 'events',
    condition: butNot(any('subject_id = $1::text', refers('data'), mentions('data')), 'user_id = $1'),
    columns: 'type, data, created_at',
    fate: 'KEPT',
    fr: 'notifications des autres à son sujet, par son numéro interne : s’effacent à l’échéance',
    en: 'others’ notifications about them, by their internal id: removed when due',
  },
  {
    table: 'audit_events',
    condition: REDACTED_AUDIT,
    columns: 'at, actor_id, action, subject_type, subject_id, ip, request_id, before, after',
    fate: 'REDACTED',
    fr: 'l’audit : noms, adresses et IP remplacés, la chaîne se vérifie toujours',
    en: 'the audit: names, addresses and IPs replaced, the chain still verifies',
  },
  {
    table: 'audit_events',
    condition: butNot(any('actor_id = $1', 'subject_id = $1::text', refers('before'), refers('after')), REDACTED_AUDIT),
    columns: 'at, actor_id, action, subject_type, subject_id, ip, request_id, before, after',
    fate: 'KEPT',
    fr: 'l’audit qui ne la désigne que par son numéro interne',
    en: 'the audit that has only their internal id',
  },
  {
    table: 'exports',
    condition: REDACTED_EXPORTS,
    columns: 'id, bsff_id, kind, state, requested_at, finished_at',
    fate: 'REDACTED',
    fr: 'copies de ce qui est parti pour Trackdéchets avec ses coordonnées',
    en: 'copies of what left for Trackdéchets with their details',
  },
  {
    table: 'exports',
    condition: butNot(any('requested_by = $1', mentions('payload'), mentions('errors')), REDACTED_EXPORTS),
    columns: 'id, bsff_id, kind, state, requested_at, finished_at',
    fate: 'KEPT',
    fr: 'les autres envois demandés par elle, par son numéro interne, ou encore en cours avec ses coordonnées',
    en: 'the other exports that they asked for, by their internal id, or still under way with their details',
  },
  {
    table: 'bsffs',
    condition: any(
      ...['created_by = $1', 'exported_by = $1', mentions('reference')],
      ...[mentions('input'), mentions('remote'), mentions('base'), mentions('conflict')],
    ),
    columns: 'id, reference, trackdechets_id, created_at, exported_at',
    fate: 'KEPT',
    fr: 'bordereaux faits par elle ou qui la nomment : la loi les garde (art. R. 541-45 du code de l’environnement)',
    en: 'slips that they made or that name them: the law keeps them (art. R. 541-45 du code de l’environnement)',
  },
  {
    table: 'bsff_changes',
    condition: any('actor_id = $1', mentions('before'), mentions('after')),
    columns: 'bsff_id, at, origin, path, before, after',
    fate: 'KEPT',
    fr: 'l’histoire de ces bordereaux',
    en: 'those slips’ history',
  },
  {
    table: 'fiches',
    condition: any('edited_by = $1', FICHE_OF_THEIRS),
    // The holder of a fiche that they only edited is somebody else.
    columns: `id, numero, trackdechets_id, created_at, deleted_at, CASE WHEN ${mentions('detenteur')} THEN detenteur END AS detenteur`,
    fate: 'KEPT',
    fr: 'fiches d’intervention qu’elle a modifiées ou dont elle est le détenteur : la loi les garde (art. R. 543-82)',
    en: 'fiches d’intervention that they edited or whose holder they are: the law keeps them (art. R. 543-82)',
  },
  {
    table: 'partners',
    condition: any('lower(mail) = $2', mentions('name'), mentions('contact'), mentions('address'), mentions('phone')),
    columns: 'id, name, contact, address, phone, mail, deleted_at',
    fate: 'KEPT',
    fr: 'partenaires dont c’est l’adresse : corrigez-les dans l’application ; supprimés, ils restent pour les documents qui les nomment',
    en: 'partners whose address it is: correct them in the application; deleted ones stay for the documents that name them',
  },
  {
    table: 'companies',
    condition: any('lower(mail) = $2', mentions('contact')),
    columns: 'org_id, name, contact, phone, mail',
    fate: 'KEPT',
    fr: 'l’annuaire de Trackdéchets, relu chaque jour : cela se corrige là-bas',
    en: 'Trackdéchets’ directory, read again each day: to be corrected there',
  },
  {
    table: 'pulls',
    condition: any('requested_by = $1', refers('readers')),
    columns: 'id, cause, requested_by, requested_at, finished_at',
    fate: 'KEPT',
    fr: 'récupérations demandées par elle ou faites avec son jeton, par son numéro interne : s’effacent à l’échéance',
    en: 'pulls that they asked for or made with their token, by their internal id: removed when due',
  },
  {
    table: 'webhooks',
    condition: 'registered_by = $1',
    columns: 'establishment_id, activated, created_at, checked_at',
    fate: 'KEPT',
    fr: 'webhooks enregistrés avec son jeton, par son numéro interne',
    en: 'webhooks registered with their token, by their internal id',
  },
  {
    table: 'alerts',
    condition: any('subject_id = $1', mentions('params')),
    columns: 'code, reason, since',
    fate: 'KEPT',
    fr: 'alertes à son sujet, par son numéro interne : elles cessent avec leur cause',
    en: 'alerts about them, by their internal id: they end with their cause',
  },
];
