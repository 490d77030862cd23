/* Written by `npm run client` from the OpenAPI document: do not edit. */

import {
  type CallOptions,
  dataOf,
  eachItem,
  type Http,
  init,
  type KeyedOptions,
  type MatchedOptions,
} from '../calls.ts';

import { type components, type operations } from './schema.ts';

/** Every code that this version of the connector answers. */
export const PROBLEM_CODES = [
  'ACCESS_LOST',
  'BODY_TOO_DEEP',
  'BODY_TOO_LARGE',
  'BSFF_BEING_SENT',
  'BSFF_NOT_DELETABLE',
  'BSFF_SEALED',
  'CHANGED_ON_BOTH_SIDES',
  'COMPANY_CLOSED',
  'COMPANY_DORMANT',
  'COMPANY_REFUSED',
  'COMPANY_UNKNOWN',
  'CURSOR_INVALID',
  'DATABASE_AWAITED',
  'DATABASE_READ_ONLY',
  'DATABASE_UNAVAILABLE',
  'DEFAULT_ESTABLISHMENT_REQUIRED',
  'EMAIL_TAKEN',
  'ESTABLISHMENT_IN_USE',
  'EXPECTATION_FAILED',
  'EXPORT_NOT_CANCELLABLE',
  'EXPORT_UNDER_WAY',
  'FICHE_ON_TRACKDECHETS',
  'FIELD_SEALED',
  'FORBIDDEN',
  'HEADERS_TOO_LARGE',
  'HOOK_REFUSED',
  'HOST_MISSING',
  'IDEMPOTENCY_IN_PROGRESS',
  'IDEMPOTENCY_KEY_REUSED',
  'INTERNAL_ERROR',
  'INVALID_CREDENTIALS',
  'INVITATION_GONE',
  'LAST_ADMINISTRATOR',
  'LOCAL_CHANGES_NOT_SENT',
  'MALFORMED_BODY',
  'MALFORMED_REQUEST',
  'MALFORMED_URL',
  'METHOD_NOT_ALLOWED',
  'METRICS_TOKEN_REQUIRED',
  'MIGRATIONS_RUNNING',
  'NOT_ELIGIBLE',
  'NOT_EXPORTED',
  'NOT_FOUND',
  'NOT_READY',
  'NOT_SIGNED_IN',
  'NO_CONFLICT',
  'NO_TRACKDECHETS_CONTACT',
  'NO_VALID_TOKEN',
  'ORIGIN_REFUSED',
  'OWN_PASSWORD',
  'PARTNER_WITHOUT_NUMBER',
  'PASSWORD_WRONG',
  'PRECONDITION_FAILED',
  'PUBLIC_URL_MISSING',
  'REFERENCE_TAKEN',
  'REFRIGERANT_UNKNOWN',
  'REMOVED_ON_TRACKDECHETS',
  'REQUEST_TIMEOUT',
  'ROUTE_CLOSED',
  'SCHEMA_AWAITED',
  'SECURITY_CODE_REFUSED',
  'SECURITY_CODE_REQUIRED',
  'SIGNATURE_NOT_EXPECTED',
  'SIGNATURE_UNCERTAIN',
  'SIGN_IN_BUSY',
  'SIRET_TAKEN',
  'STARTING',
  'STOPPING',
  'TOO_MANY_ATTEMPTS',
  'TOO_MANY_REQUESTS',
  'TOO_MANY_STREAMS',
  'TRACKDECHETS_ACCOUNT_BLOCKED',
  'TRACKDECHETS_EMAIL_MISMATCH',
  'TRACKDECHETS_ERROR',
  'TRACKDECHETS_OAUTH_FAILED',
  'TRACKDECHETS_OAUTH_NOT_CONFIGURED',
  'TRACKDECHETS_OAUTH_REFUSED',
  'TRACKDECHETS_OAUTH_STATE_INVALID',
  'TRACKDECHETS_OAUTH_UNAVAILABLE',
  'TRACKDECHETS_REFUSED',
  'TRACKDECHETS_ROLE_MISSING',
  'TRACKDECHETS_TOKEN_REJECTED',
  'TRACKDECHETS_UNAVAILABLE',
  'UNSUPPORTED_MEDIA_TYPE',
  'USER_INACTIVE',
  'VALIDATION_FAILED',
  'WEBHOOK_REFUSED',
] as const;

export type AcceptInvitation = components['schemas']['AcceptInvitationDto'];
export type AcceptationData = components['schemas']['AcceptationData'];
export type Acceptation = components['schemas']['AcceptationView'];
export type AlertEvent = components['schemas']['AlertEvent'];
export type AlertList = components['schemas']['AlertList'];
export type Alert = components['schemas']['AlertView'];
export type AllowedAction = components['schemas']['AllowedAction'];
export type AuditEvent = components['schemas']['AuditEventDto'];
export type AuditPage = components['schemas']['AuditPageDto'];
export type BatchInput = components['schemas']['BatchInput'];
export type Batch = components['schemas']['BatchView'];
export type BsffEvent = components['schemas']['BsffEvent'];
export type BsffInput = components['schemas']['BsffInputBody'];
export type BsffPage = components['schemas']['BsffPage'];
export type Bsff = components['schemas']['BsffView'];
export type Candidate = components['schemas']['CandidateDto'];
export type CandidatePage = components['schemas']['CandidatePageDto'];
export type ChainDestination = components['schemas']['ChainDestination'];
export type ChainItem = components['schemas']['ChainItem'];
export type CompanyPart = components['schemas']['CompanyPart'];
export type CompanyShown = components['schemas']['CompanyShown'];
export type CompanyStanding = components['schemas']['CompanyStanding'];
export type Company = components['schemas']['CompanyView'];
export type Component = components['schemas']['ComponentView'];
export type ConflictField = components['schemas']['ConflictFieldView'];
export type ConflictResolutionInput = components['schemas']['ConflictResolutionInput'];
export type Conflict = components['schemas']['ConflictView'];
export type Contact = components['schemas']['ContactDto'];
export type ContactEvent = components['schemas']['ContactEvent'];
export type ContactUser = components['schemas']['ContactUserDto'];
export type ContainerHistory = components['schemas']['ContainerHistory'];
export type CreateUser = components['schemas']['CreateUserDto'];
export type CreatedUser = components['schemas']['CreatedUserDto'];
export type DesignateContact = components['schemas']['DesignateContactDto'];
export type DestinationPart = components['schemas']['DestinationPart'];
export type Destination = components['schemas']['DestinationView'];
export type DetenteurCompanyInput = components['schemas']['DetenteurCompanyInput'];
export type DetenteurCompanyShown = components['schemas']['DetenteurCompanyShown'];
export type DetenteurInput = components['schemas']['DetenteurInput'];
export type Detenteur = components['schemas']['DetenteurView'];
export type EmitterPart = components['schemas']['EmitterPart'];
export type Emitter = components['schemas']['EmitterView'];
export type EstablishmentChange = components['schemas']['EstablishmentChange'];
export type EstablishmentPage = components['schemas']['EstablishmentPage'];
export type Establishment = components['schemas']['EstablishmentView'];
export type ExportError = components['schemas']['ExportErrorView'];
export type ExportEvent = components['schemas']['ExportEvent'];
export type ExportInput = components['schemas']['ExportInput'];
export type ExportPage = components['schemas']['ExportPage'];
export type Export = components['schemas']['ExportView'];
export type FicheChange = components['schemas']['FicheChange'];
export type FicheConflictField = components['schemas']['FicheConflictField'];
export type FicheConflict = components['schemas']['FicheConflictView'];
export type FicheEvent = components['schemas']['FicheEvent'];
export type FichePage = components['schemas']['FichePage'];
export type FicheSyncError = components['schemas']['FicheSyncErrorView'];
export type Fiche = components['schemas']['FicheView'];
export type FieldChoice = components['schemas']['FieldChoice'];
export type Finding = components['schemas']['FindingView'];
export type Gwp = components['schemas']['GwpView'];
export type HistoryActor = components['schemas']['HistoryActor'];
export type HistoryItem = components['schemas']['HistoryItem'];
export type HistoryPage = components['schemas']['HistoryPage'];
export type Invitation = components['schemas']['InvitationDto'];
export type NewEstablishment = components['schemas']['NewEstablishment'];
export type NewFiche = components['schemas']['NewFiche'];
export type NewPartner = components['schemas']['NewPartner'];
export type NextCompanyData = components['schemas']['NextCompanyData'];
export type NextDestinationData = components['schemas']['NextDestinationData'];
export type NextDestination = components['schemas']['NextDestinationView'];
export type OperationData = components['schemas']['OperationData'];
export type Operation = components['schemas']['OperationView'];
export type PackagingPart = components['schemas']['PackagingPart'];
export type Packaging = components['schemas']['PackagingView'];
export type PartnerChange = components['schemas']['PartnerChange'];
export type PartnerDefaultsInput = components['schemas']['PartnerDefaultsInput'];
export type PartnerDefaultsShown = components['schemas']['PartnerDefaultsShown'];
export type PartnerPage = components['schemas']['PartnerPage'];
export type Partner = components['schemas']['PartnerView'];
export type Password = components['schemas']['PasswordDto'];
export type PastedToken = components['schemas']['PastedTokenDto'];
export type Problem = components['schemas']['Problem'];
export type PullInput = components['schemas']['PullInput'];
export type Pull = components['schemas']['PullView'];
export type Readiness = components['schemas']['ReadinessView'];
export type ReceiptPart = components['schemas']['ReceiptPart'];
export type ReceiptShown = components['schemas']['ReceiptShown'];
export type Receipt = components['schemas']['ReceiptView'];
export type ReceptionData = components['schemas']['ReceptionData'];
export type ReceptionPart = components['schemas']['ReceptionPart'];
export type ReceptionShown = components['schemas']['ReceptionShown'];
export type RefrigerantPage = components['schemas']['RefrigerantPage'];
export type RefrigerantProposal = components['schemas']['RefrigerantProposal'];
export type RefrigerantReasons = components['schemas']['RefrigerantReasons'];
export type RefrigerantSources = components['schemas']['RefrigerantSources'];
export type Refrigerant = components['schemas']['RefrigerantView'];
export type Refused = components['schemas']['RefusedView'];
export type RemoteCompany = components['schemas']['RemoteCompanyView'];
export type Rights = components['schemas']['RightsDto'];
export type Session = components['schemas']['SessionDto'];
export type SessionPage = components['schemas']['SessionPageDto'];
export type SignIn = components['schemas']['SignInDto'];
export type SignatureInput = components['schemas']['SignatureInput'];
export type Signature = components['schemas']['SignatureView'];
export type SignedIn = components['schemas']['SignedInDto'];
export type StartedConnection = components['schemas']['StartedConnectionDto'];
export type SummaryRow = components['schemas']['SummaryRow'];
export type Summary = components['schemas']['SummaryView'];
export type TokenAccount = components['schemas']['TokenAccountDto'];
export type TokenCompany = components['schemas']['TokenCompanyDto'];
export type TokenEvent = components['schemas']['TokenEvent'];
export type TokenStatus = components['schemas']['TokenStatusDto'];
export type TrackdechetsAccess = components['schemas']['TrackdechetsAccessView'];
export type TrackdechetsRole = components['schemas']['TrackdechetsRole'];
export type TrackdechetsState = components['schemas']['TrackdechetsState'];
export type TransportData = components['schemas']['TransportData'];
export type TransportPart = components['schemas']['TransportPart'];
export type TransportShown = components['schemas']['TransportShown'];
export type TransporterCompanyPart = components['schemas']['TransporterCompanyPart'];
export type TransporterCompanyShown = components['schemas']['TransporterCompanyShown'];
export type TransporterPart = components['schemas']['TransporterPart'];
export type Transporter = components['schemas']['TransporterView'];
export type UpdateProfile = components['schemas']['UpdateProfileDto'];
export type UpdateUser = components['schemas']['UpdateUserDto'];
export type User = components['schemas']['UserDto'];
export type UserPage = components['schemas']['UserPageDto'];
export type WastePart = components['schemas']['WastePart'];
export type WasteShown = components['schemas']['WasteShown'];
export type Webhook = components['schemas']['WebhookView'];
export type WeightPart = components['schemas']['WeightPart'];
export type WeightShown = components['schemas']['WeightShown'];

/** The query that an operation takes. */
export type QueryOf<Id extends keyof operations> = NonNullable<operations[Id]['parameters']['query']>;

export class AlertsCalls {
  constructor(private readonly http: Http) {}

  /**
   * Ce qui demande un administrateur / What calls for an administrator.
   *
   * As long as it lasts, the newest first: an establishment that nobody’s token can read, a webhook that Trackdéchets keeps switching off, an instance that lost its contact. Each beginning and end is also an `alert` event, for administrators alone.
   *
   * Right: ADMINISTRATOR.
   */
  async list(options: CallOptions = {}): Promise<AlertList> {
    return dataOf(await this.http.GET('/api/v1/alerts', { ...init(options) }));
  }
}

export class AuditEventsCalls {
  constructor(private readonly http: Http) {}

  /** The same, item by item: pages are read as they are needed. */
  each(query: QueryOf<'Audit_list'> = {}, options: CallOptions = {}): AsyncGenerator<AuditPage['items'][number], void> {
    return eachItem((cursor) => this.list({ ...query, ...(cursor === undefined ? {} : { cursor }) }, options));
  }

  /**
   * Who did what, on whom or what, when and from where; newest first.
   *
   * Right: ADMINISTRATOR.
   */
  async list(query: QueryOf<'Audit_list'> = {}, options: CallOptions = {}): Promise<AuditPage> {
    return dataOf(await this.http.GET('/api/v1/audit-events', { params: { query }, ...init(options) }));
  }
}

export class BsffsCalls {
  constructor(private readonly http: Http) {}

  /**
   * JSON merge patch: absent keeps, null clears, a list replaces the list.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 404 NOT_FOUND · 409 BSFF_BEING_SENT, REFERENCE_TAKEN · 422 BSFF_SEALED.
   */
  async change(id: string, body: BsffInput = {}, options: MatchedOptions = {}): Promise<Bsff> {
    return dataOf(await this.http.PATCH('/api/v1/bsffs/{id}', { params: { path: { id } }, body, ...init(options) }));
  }

  /**
   * Creates a local document, complete or not.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 409 REFERENCE_TAKEN.
   */
  async create(body: BsffInput = {}, options: KeyedOptions = {}): Promise<Bsff> {
    return dataOf(await this.http.POST('/api/v1/bsffs', { body, ...init(options, true) }));
  }

  /**
   * A local copy without containers nor fiches.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 404 NOT_FOUND.
   */
  async duplicate(id: string, options: KeyedOptions & MatchedOptions = {}): Promise<Bsff> {
    return dataOf(
      await this.http.POST('/api/v1/bsffs/{id}/duplicates', { params: { path: { id } }, ...init(options, true) }),
    );
  }

  /** The same, item by item: pages are read as they are needed. */
  each(query: QueryOf<'Bsffs_list'> = {}, options: CallOptions = {}): AsyncGenerator<BsffPage['items'][number], void> {
    return eachItem((cursor) => this.list({ ...query, ...(cursor === undefined ? {} : { cursor }) }, options));
  }

  /** The same, item by item: pages are read as they are needed. */
  eachHistory(
    id: string,
    query: QueryOf<'DocumentPulls_historyOf'> = {},
    options: CallOptions = {},
  ): AsyncGenerator<HistoryPage['items'][number], void> {
    return eachItem((cursor) => this.history(id, { ...query, ...(cursor === undefined ? {} : { cursor }) }, options));
  }

  /**
   * Envoyer un bordereau à Trackdéchets / Send a slip to Trackdéchets.
   *
   * Right: EXPORT_BSFF.
   *
   * Refusals: 404 NOT_FOUND · 409 EXPORT_UNDER_WAY, REMOVED_ON_TRACKDECHETS, ACCESS_LOST, CHANGED_ON_BOTH_SIDES · 422 NOT_READY, NO_VALID_TOKEN, NO_TRACKDECHETS_CONTACT, TRACKDECHETS_ROLE_MISSING.
   */
  async export(id: string, body: ExportInput, options: KeyedOptions & MatchedOptions = {}): Promise<Export> {
    return dataOf(
      await this.http.POST('/api/v1/bsffs/{id}/exports', { params: { path: { id } }, body, ...init(options, true) }),
    );
  }

  /**
   * A document, with what may be done with it now.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 404 NOT_FOUND.
   */
  async get(id: string, options: CallOptions = {}): Promise<Bsff> {
    return dataOf(await this.http.GET('/api/v1/bsffs/{id}', { params: { path: { id } }, ...init(options) }));
  }

  /**
   * Qui a fait quoi, et chaque champ qui a changé / Who did what, and each field that changed.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 404 NOT_FOUND.
   */
  async history(
    id: string,
    query: QueryOf<'DocumentPulls_historyOf'> = {},
    options: CallOptions = {},
  ): Promise<HistoryPage> {
    return dataOf(
      await this.http.GET('/api/v1/bsffs/{id}/history', { params: { path: { id }, query }, ...init(options) }),
    );
  }

  /**
   * Documents, newest first.
   *
   * Right: SIGNED_IN.
   */
  async list(query: QueryOf<'Bsffs_list'> = {}, options: CallOptions = {}): Promise<BsffPage> {
    return dataOf(await this.http.GET('/api/v1/bsffs', { params: { query }, ...init(options) }));
  }

  /**
   * Le PDF de Trackdéchets / Trackdéchets’ PDF.
   *
   * Passed on as Trackdéchets sends it, up to 100 MB, kept nowhere. When it fails in the middle the connection is broken: what is cut short never looks whole.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 404 NOT_FOUND · 409 NOT_EXPORTED, REMOVED_ON_TRACKDECHETS, ACCESS_LOST · 422 NO_VALID_TOKEN: nobody here may read it · 502 TRACKDECHETS_ERROR · 503 TRACKDECHETS_UNAVAILABLE.
   */
  async pdf(id: string, options: CallOptions = {}): Promise<Blob> {
    return dataOf(
      await this.http.GET('/api/v1/bsffs/{id}/pdf', { params: { path: { id } }, parseAs: 'blob', ...init(options) }),
    );
  }

  /**
   * Publier un bordereau exporté en brouillon / Publish a slip that was exported as a draft.
   *
   * Right: EXPORT_BSFF.
   *
   * Refusals: 404 NOT_FOUND · 409 NOT_EXPORTED, EXPORT_UNDER_WAY, REMOVED_ON_TRACKDECHETS, ACCESS_LOST, CHANGED_ON_BOTH_SIDES · 422 NOT_READY, NO_VALID_TOKEN, NO_TRACKDECHETS_CONTACT, TRACKDECHETS_ROLE_MISSING, TRACKDECHETS_REFUSED, FIELD_SEALED · 503 TRACKDECHETS_UNAVAILABLE.
   */
  async publish(id: string, options: KeyedOptions & MatchedOptions = {}): Promise<Bsff> {
    return dataOf(
      await this.http.POST('/api/v1/bsffs/{id}/publication', { params: { path: { id } }, ...init(options, true) }),
    );
  }

  /**
   * Relire un bordereau sur Trackdéchets / Read a slip again on Trackdéchets.
   *
   * Right: EXPORT_BSFF.
   *
   * Refusals: 404 NOT_FOUND · 409 NOT_EXPORTED · 422 NO_VALID_TOKEN, TRACKDECHETS_ROLE_MISSING · 502 TRACKDECHETS_ERROR · 503 TRACKDECHETS_UNAVAILABLE.
   */
  async pull(id: string, options: KeyedOptions = {}): Promise<Bsff> {
    return dataOf(
      await this.http.POST('/api/v1/bsffs/{id}/pull', { params: { path: { id } }, ...init(options, true) }),
    );
  }

  /**
   * All that Trackdéchets would refuse at a step, and what a person would regret.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 404 NOT_FOUND.
   */
  async readiness(id: string, query: QueryOf<'Bsffs_readiness'>, options: CallOptions = {}): Promise<Readiness> {
    return dataOf(
      await this.http.GET('/api/v1/bsffs/{id}/readiness', { params: { path: { id }, query }, ...init(options) }),
    );
  }

  /**
   * Deletes a document; an exported one also on Trackdéchets, which needs EXPORT_BSFF.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 404 NOT_FOUND · 409 BSFF_BEING_SENT, EXPORT_UNDER_WAY, ACCESS_LOST: it can be deleted neither there nor here · 422 BSFF_NOT_DELETABLE, NO_VALID_TOKEN.
   */
  async remove(id: string, options: MatchedOptions = {}): Promise<Export | undefined> {
    return dataOf(await this.http.DELETE('/api/v1/bsffs/{id}', { params: { path: { id } }, ...init(options) }));
  }

  /**
   * Choisir entre deux valeurs, champ par champ / Choose between two values, field by field.
   *
   * LOCAL leaves the value here as a change still to be exported; REMOTE takes that of Trackdéchets.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 404 NOT_FOUND · 409 NO_CONFLICT, BSFF_BEING_SENT.
   */
  async resolveConflict(
    id: string,
    body: ConflictResolutionInput,
    options: KeyedOptions & MatchedOptions = {},
  ): Promise<Bsff> {
    return dataOf(
      await this.http.POST('/api/v1/bsffs/{id}/conflict-resolution', {
        params: { path: { id } },
        body,
        ...init(options, true),
      }),
    );
  }

  /**
   * Signer sur Trackdéchets / Sign on Trackdéchets.
   *
   * With the token of who signs, or the establishment’s signature code. The data of the step may come along: it is written just before. The document answers as Trackdéchets has it afterwards.
   *
   * Right: EXPORT_BSFF.
   *
   * Refusals: 404 NOT_FOUND · 409 NOT_EXPORTED, SIGNATURE_NOT_EXPECTED, LOCAL_CHANGES_NOT_SENT, EXPORT_UNDER_WAY, REMOVED_ON_TRACKDECHETS · 422 NOT_READY, NO_VALID_TOKEN, SECURITY_CODE_REQUIRED, SECURITY_CODE_REFUSED, TRACKDECHETS_REFUSED, TRACKDECHETS_ROLE_MISSING · 429 TOO_MANY_REQUESTS: too many wrong codes · 502 SIGNATURE_UNCERTAIN, TRACKDECHETS_ERROR · 503 TRACKDECHETS_UNAVAILABLE.
   */
  async sign(id: string, body: SignatureInput, options: KeyedOptions & MatchedOptions = {}): Promise<Bsff> {
    return dataOf(
      await this.http.POST('/api/v1/bsffs/{id}/signatures', { params: { path: { id } }, body, ...init(options, true) }),
    );
  }

  /**
   * Bilan d’une année par fluide, statut, destination et opération / A year by fluid, status, destination, operation.
   *
   * Right: SIGNED_IN.
   */
  async summary(query: QueryOf<'Summary_of'>, options: CallOptions = {}): Promise<Summary> {
    return dataOf(
      (await this.http.GET('/api/v1/bsffs/summary', { params: { query }, ...init(options) })) as { data?: Summary },
    );
  }

  /**
   * Bilan d’une année par fluide, statut, destination et opération / A year by fluid, status, destination, operation.
   *
   * Right: SIGNED_IN.
   */
  async summaryCsv(query: QueryOf<'Summary_of'>, options: CallOptions = {}): Promise<string> {
    return dataOf(
      (await this.http.GET('/api/v1/bsffs/summary', {
        params: { query: { ...query, format: 'csv' } },
        parseAs: 'text',
        ...init(options),
      })) as { data?: string },
    );
  }
}

export class CompaniesCalls {
  constructor(private readonly http: Http) {}

  /**
   * Looks a company up on Trackdéchets, to fill a form.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 404 COMPANY_UNKNOWN · 502 TRACKDECHETS_ERROR · 503 TRACKDECHETS_UNAVAILABLE, `company` holds what was last known, or null.
   */
  async lookUp(siretOrVatNumber: string, options: CallOptions = {}): Promise<Company> {
    return dataOf(
      await this.http.GET('/api/v1/companies/{siretOrVatNumber}', {
        params: { path: { siretOrVatNumber } },
        ...init(options),
      }),
    );
  }
}

export class ContactCalls {
  constructor(private readonly http: Http) {}

  /**
   * Who could be the contact, with every reason against each.
   *
   * Right: DEFINE_CONTACT.
   */
  async candidates(query: QueryOf<'Contact_list'> = {}, options: CallOptions = {}): Promise<CandidatePage> {
    return dataOf(
      await this.http.GET('/api/v1/trackdechets-contact/candidates', { params: { query }, ...init(options) }),
    );
  }

  /**
   * Designates the contact, in the place of the one before.
   *
   * Right: DEFINE_CONTACT.
   *
   * Refusals: 404 NOT_FOUND · 422 NOT_ELIGIBLE, with `reasons`.
   */
  async designate(body: DesignateContact, options: CallOptions = {}): Promise<Contact> {
    return dataOf(await this.http.PUT('/api/v1/trackdechets-contact', { body, ...init(options) }));
  }

  /** The same, item by item: pages are read as they are needed. */
  eachCandidates(
    query: QueryOf<'Contact_list'> = {},
    options: CallOptions = {},
  ): AsyncGenerator<CandidatePage['items'][number], void> {
    return eachItem((cursor) => this.candidates({ ...query, ...(cursor === undefined ? {} : { cursor }) }, options));
  }

  /**
   * Who the contact is.
   *
   * Right: SIGNED_IN.
   */
  async read(options: CallOptions = {}): Promise<Contact> {
    return dataOf(await this.http.GET('/api/v1/trackdechets-contact', { ...init(options) }));
  }

  /**
   * Leaves the instance without a contact: exports then wait.
   *
   * Right: DEFINE_CONTACT.
   */
  async remove(options: CallOptions = {}): Promise<void> {
    return dataOf(await this.http.DELETE('/api/v1/trackdechets-contact', { ...init(options) }));
  }
}

export class EstablishmentsCalls {
  constructor(private readonly http: Http) {}

  /**
   * Changes an establishment; making it the default takes that from the other one.
   *
   * Right: ADMINISTRATOR.
   *
   * Refusals: 404 NOT_FOUND · 409 SIRET_TAKEN, DEFAULT_ESTABLISHMENT_REQUIRED.
   */
  async change(id: string, body: EstablishmentChange = {}, options: MatchedOptions = {}): Promise<Establishment> {
    return dataOf(
      await this.http.PATCH('/api/v1/establishments/{id}', { params: { path: { id } }, body, ...init(options) }),
    );
  }

  /**
   * Adds an establishment; the first one becomes the default.
   *
   * Right: ADMINISTRATOR.
   *
   * Refusals: 409 SIRET_TAKEN.
   */
  async create(body: NewEstablishment, options: KeyedOptions = {}): Promise<Establishment> {
    return dataOf(await this.http.POST('/api/v1/establishments', { body, ...init(options, true) }));
  }

  /** The same, item by item: pages are read as they are needed. */
  each(
    query: QueryOf<'Establishments_list'> = {},
    options: CallOptions = {},
  ): AsyncGenerator<EstablishmentPage['items'][number], void> {
    return eachItem((cursor) => this.list({ ...query, ...(cursor === undefined ? {} : { cursor }) }, options));
  }

  /**
   * One establishment.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 404 NOT_FOUND.
   */
  async get(id: string, options: CallOptions = {}): Promise<Establishment> {
    return dataOf(await this.http.GET('/api/v1/establishments/{id}', { params: { path: { id } }, ...init(options) }));
  }

  /**
   * The instance's own establishments, oldest first.
   *
   * Right: SIGNED_IN.
   */
  async list(query: QueryOf<'Establishments_list'> = {}, options: CallOptions = {}): Promise<EstablishmentPage> {
    return dataOf(await this.http.GET('/api/v1/establishments', { params: { query }, ...init(options) }));
  }

  /**
   * Removes an establishment that no document names.
   *
   * Right: ADMINISTRATOR.
   *
   * Refusals: 404 NOT_FOUND · 409 ESTABLISHMENT_IN_USE.
   */
  async remove(id: string, options: MatchedOptions = {}): Promise<void> {
    return dataOf(
      await this.http.DELETE('/api/v1/establishments/{id}', { params: { path: { id } }, ...init(options) }),
    );
  }
}

export class ExportsCalls {
  constructor(private readonly http: Http) {}

  /**
   * Annuler un export qui n’est pas parti / Cancel an export that has not left.
   *
   * Right: EXPORT_BSFF.
   *
   * Refusals: 404 NOT_FOUND · 409 EXPORT_NOT_CANCELLABLE.
   */
  async cancel(id: string, options: CallOptions = {}): Promise<Export> {
    return dataOf(await this.http.DELETE('/api/v1/exports/{id}', { params: { path: { id } }, ...init(options) }));
  }

  /** The same, item by item: pages are read as they are needed. */
  each(
    query: QueryOf<'Exports_list'> = {},
    options: CallOptions = {},
  ): AsyncGenerator<ExportPage['items'][number], void> {
    return eachItem((cursor) => this.list({ ...query, ...(cursor === undefined ? {} : { cursor }) }, options));
  }

  /**
   * Envoyer jusqu’à 1 000 bordereaux / Send up to 1,000 slips.
   *
   * Right: EXPORT_BSFF.
   */
  async exportMany(body: BatchInput, options: KeyedOptions = {}): Promise<Batch> {
    return dataOf(await this.http.POST('/api/v1/exports', { body, ...init(options, true) }));
  }

  /**
   * Où en est un export / Where an export stands.
   *
   * Right: EXPORT_BSFF.
   *
   * Refusals: 404 NOT_FOUND.
   */
  async get(id: string, options: CallOptions = {}): Promise<Export> {
    return dataOf(await this.http.GET('/api/v1/exports/{id}', { params: { path: { id } }, ...init(options) }));
  }

  /**
   * Les exports, du plus récent au plus ancien / Exports, newest first.
   *
   * Right: EXPORT_BSFF.
   */
  async list(query: QueryOf<'Exports_list'> = {}, options: CallOptions = {}): Promise<ExportPage> {
    return dataOf(await this.http.GET('/api/v1/exports', { params: { query }, ...init(options) }));
  }
}

export class FicheConflictsCalls {
  constructor(private readonly http: Http) {}

  /**
   * Choisir entre deux valeurs d’une fiche / Choose between two values of a fiche.
   *
   * LOCAL keeps the value here, which then goes to Trackdéchets; REMOTE takes that of Trackdéchets. As long as a conflict lasts the fiche is not sent.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 404 NOT_FOUND · 409 NO_CONFLICT.
   */
  async resolve(
    id: string,
    body: ConflictResolutionInput,
    options: KeyedOptions & MatchedOptions = {},
  ): Promise<Fiche> {
    return dataOf(
      await this.http.POST('/api/v1/fiches-intervention/{id}/conflict-resolution', {
        params: { path: { id } },
        body,
        ...init(options, true),
      }),
    );
  }
}

export class FichesCalls {
  constructor(private readonly http: Http) {}

  /**
   * Changes a fiche (JSON merge patch); one that is on Trackdéchets is changed there too.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 404 NOT_FOUND.
   */
  async change(id: string, body: FicheChange = {}, options: MatchedOptions = {}): Promise<Fiche> {
    return dataOf(
      await this.http.PATCH('/api/v1/fiches-intervention/{id}', { params: { path: { id } }, body, ...init(options) }),
    );
  }

  /**
   * Adds a fiche; it is created on Trackdéchets before the first BSFF that lists it.
   *
   * Right: SIGNED_IN.
   */
  async create(body: NewFiche = {}, options: KeyedOptions = {}): Promise<Fiche> {
    return dataOf(await this.http.POST('/api/v1/fiches-intervention', { body, ...init(options, true) }));
  }

  /** The same, item by item: pages are read as they are needed. */
  each(
    query: QueryOf<'Fiches_list'> = {},
    options: CallOptions = {},
  ): AsyncGenerator<FichePage['items'][number], void> {
    return eachItem((cursor) => this.list({ ...query, ...(cursor === undefined ? {} : { cursor }) }, options));
  }

  /**
   * One fiche d’intervention.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 404 NOT_FOUND.
   */
  async get(id: string, options: CallOptions = {}): Promise<Fiche> {
    return dataOf(
      await this.http.GET('/api/v1/fiches-intervention/{id}', { params: { path: { id } }, ...init(options) }),
    );
  }

  /**
   * Fiches d’intervention, newest first.
   *
   * Right: SIGNED_IN.
   */
  async list(query: QueryOf<'Fiches_list'> = {}, options: CallOptions = {}): Promise<FichePage> {
    return dataOf(await this.http.GET('/api/v1/fiches-intervention', { params: { query }, ...init(options) }));
  }

  /**
   * Takes a fiche out of the lists; the documents that list it keep it.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 404 NOT_FOUND · 409 FICHE_ON_TRACKDECHETS.
   */
  async remove(id: string, options: MatchedOptions = {}): Promise<void> {
    return dataOf(
      await this.http.DELETE('/api/v1/fiches-intervention/{id}', { params: { path: { id } }, ...init(options) }),
    );
  }
}

export class HealthCalls {
  constructor(private readonly http: Http) {}

  /**
   * Le processus répond / The process answers.
   *
   * Right: PUBLIC.
   */
  async live(
    options: CallOptions = {},
  ): Promise<operations['Health_live']['responses'][200]['content']['application/json']> {
    return dataOf(await this.http.GET('/health/live', { ...init(options) }));
  }

  /**
   * Le connecteur peut servir des demandes / It can serve requests.
   *
   * Otherwise 503, and `code` says why: DATABASE_AWAITED, MIGRATIONS_RUNNING, SCHEMA_AWAITED or STARTING during a start, DATABASE_UNAVAILABLE or DATABASE_READ_ONLY (a failover), STOPPING.
   *
   * Right: PUBLIC.
   *
   * Refusals: 503 DATABASE_UNAVAILABLE, DATABASE_READ_ONLY, STOPPING.
   */
  async ready(
    options: CallOptions = {},
  ): Promise<operations['Health_ready']['responses'][200]['content']['application/json']> {
    return dataOf(await this.http.GET('/health/ready', { ...init(options) }));
  }
}

export class InvitationsCalls {
  constructor(private readonly http: Http) {}

  /**
   * Chooses a password with an invitation, once.
   *
   * Right: PUBLIC.
   *
   * Refusals: 404 NOT_FOUND · 410 INVITATION_GONE.
   */
  async accept(token: string, body: AcceptInvitation, options: CallOptions = {}): Promise<void> {
    return dataOf(
      await this.http.POST('/api/v1/invitations/{token}', { params: { path: { token } }, body, ...init(options) }),
    );
  }
}

export class MeCalls {
  constructor(private readonly http: Http) {}

  /**
   * Changes one’s own password; ends the other sessions.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 422 PASSWORD_WRONG · 429 TOO_MANY_ATTEMPTS · 503 SIGN_IN_BUSY.
   */
  async changePassword(body: Password, options: CallOptions = {}): Promise<void> {
    return dataOf(await this.http.PUT('/api/v1/me/password', { body, ...init(options) }));
  }

  /**
   * Who is signed in.
   *
   * Right: SIGNED_IN.
   */
  async get(options: CallOptions = {}): Promise<User> {
    return dataOf(await this.http.GET('/api/v1/me', { ...init(options) }));
  }

  /**
   * Begins: the address of Trackdéchets’ consent page; a browser (Accept: text/html) is sent there.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 422 TRACKDECHETS_OAUTH_NOT_CONFIGURED.
   */
  async startTrackdechetsConnection(
    query: QueryOf<'Connection_start'> = {},
    options: CallOptions = {},
  ): Promise<StartedConnection> {
    return dataOf(await this.http.GET('/api/v1/me/trackdechets-connection', { params: { query }, ...init(options) }));
  }

  /**
   * Changes one’s own name or phone.
   *
   * Right: SIGNED_IN.
   */
  async update(body: UpdateProfile = {}, options: MatchedOptions = {}): Promise<User> {
    return dataOf(await this.http.PATCH('/api/v1/me', { body, ...init(options) }));
  }
}

export class MyTokenCalls {
  constructor(private readonly http: Http) {}

  /**
   * What is known of one’s own token; the token itself never comes back.
   *
   * Right: SIGNED_IN.
   */
  async get(options: CallOptions = {}): Promise<TokenStatus> {
    return dataOf(await this.http.GET('/api/v1/me/trackdechets-token', { ...init(options) }));
  }

  /**
   * Gives one’s token: checked with Trackdéchets, then kept encrypted.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 422 TRACKDECHETS_TOKEN_REJECTED, TRACKDECHETS_EMAIL_MISMATCH: nothing stored, the one before stays.
   */
  async paste(body: PastedToken, options: CallOptions = {}): Promise<TokenStatus> {
    return dataOf(await this.http.PUT('/api/v1/me/trackdechets-token', { body, ...init(options) }));
  }

  /**
   * Removes one’s token from here; only Trackdéchets can revoke it.
   *
   * Right: SIGNED_IN.
   */
  async remove(options: CallOptions = {}): Promise<void> {
    return dataOf(await this.http.DELETE('/api/v1/me/trackdechets-token', { ...init(options) }));
  }

  /**
   * Checks one’s token again, now.
   *
   * Right: SIGNED_IN.
   */
  async verify(options: KeyedOptions = {}): Promise<TokenStatus> {
    return dataOf(await this.http.POST('/api/v1/me/trackdechets-token/verification', { ...init(options, true) }));
  }
}

export class PartnersCalls {
  constructor(private readonly http: Http) {}

  /**
   * Changes a partner (JSON merge patch); documents already sent keep what they had.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 404 NOT_FOUND.
   */
  async change(id: string, body: PartnerChange = {}, options: MatchedOptions = {}): Promise<Partner> {
    return dataOf(await this.http.PATCH('/api/v1/partners/{id}', { params: { path: { id } }, body, ...init(options) }));
  }

  /**
   * Asks Trackdéchets again about the partner.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 404 NOT_FOUND · 422 PARTNER_WITHOUT_NUMBER · 502 TRACKDECHETS_ERROR · 503 TRACKDECHETS_UNAVAILABLE.
   */
  async check(id: string, options: KeyedOptions = {}): Promise<Partner> {
    return dataOf(
      await this.http.POST('/api/v1/partners/{id}/check', { params: { path: { id } }, ...init(options, true) }),
    );
  }

  /**
   * Adds a partner; Trackdéchets is asked about its number in the background.
   *
   * Right: SIGNED_IN.
   */
  async create(body: NewPartner, options: KeyedOptions = {}): Promise<Partner> {
    return dataOf(await this.http.POST('/api/v1/partners', { body, ...init(options, true) }));
  }

  /** The same, item by item: pages are read as they are needed. */
  each(
    query: QueryOf<'Partners_list'> = {},
    options: CallOptions = {},
  ): AsyncGenerator<PartnerPage['items'][number], void> {
    return eachItem((cursor) => this.list({ ...query, ...(cursor === undefined ? {} : { cursor }) }, options));
  }

  /**
   * One partner.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 404 NOT_FOUND.
   */
  async get(id: string, options: CallOptions = {}): Promise<Partner> {
    return dataOf(await this.http.GET('/api/v1/partners/{id}', { params: { path: { id } }, ...init(options) }));
  }

  /**
   * Transporters, destinations and holders, by name.
   *
   * Right: SIGNED_IN.
   */
  async list(query: QueryOf<'Partners_list'> = {}, options: CallOptions = {}): Promise<PartnerPage> {
    return dataOf(await this.http.GET('/api/v1/partners', { params: { query }, ...init(options) }));
  }

  /**
   * Takes a partner out of the lists; the documents that name it keep it.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 404 NOT_FOUND.
   */
  async remove(id: string, options: MatchedOptions = {}): Promise<void> {
    return dataOf(await this.http.DELETE('/api/v1/partners/{id}', { params: { path: { id } }, ...init(options) }));
  }
}

export class PullsCalls {
  constructor(private readonly http: Http) {}

  /**
   * How far a pull is, and what it brought.
   *
   * Right: EXPORT_BSFF.
   *
   * Refusals: 404 NOT_FOUND.
   */
  async get(id: string, options: CallOptions = {}): Promise<Pull> {
    return dataOf(await this.http.GET('/api/v1/pulls/{id}', { params: { path: { id } }, ...init(options) }));
  }

  /**
   * Brings the changes back from Trackdéchets, in the background.
   *
   * Right: EXPORT_BSFF.
   */
  async request(body: PullInput = {}, options: KeyedOptions = {}): Promise<Pull> {
    return dataOf(await this.http.POST('/api/v1/pulls', { body, ...init(options, true) }));
  }
}

export class RefrigerantsCalls {
  constructor(private readonly http: Http) {}

  /** The same, item by item: pages are read as they are needed. */
  each(
    query: QueryOf<'Refrigerants_list'> = {},
    options: CallOptions = {},
  ): AsyncGenerator<RefrigerantPage['items'][number], void> {
    return eachItem((cursor) => this.list({ ...query, ...(cursor === undefined ? {} : { cursor }) }, options));
  }

  /**
   * One refrigerant, however its number is written.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 404 REFRIGERANT_UNKNOWN.
   */
  async get(name: string, query: QueryOf<'Refrigerants_get'> = {}, options: CallOptions = {}): Promise<Refrigerant> {
    return dataOf(
      await this.http.GET('/api/v1/refrigerants/{name}', { params: { path: { name }, query }, ...init(options) }),
    );
  }

  /**
   * Refrigerants: composition, GWP, safety class, ADR wording, waste code, with their sources.
   *
   * Right: SIGNED_IN.
   */
  async list(query: QueryOf<'Refrigerants_list'> = {}, options: CallOptions = {}): Promise<RefrigerantPage> {
    return dataOf(await this.http.GET('/api/v1/refrigerants', { params: { query }, ...init(options) }));
  }
}

export class SessionsCalls {
  constructor(private readonly http: Http) {}

  /** The same, item by item: pages are read as they are needed. */
  each(
    query: QueryOf<'Sessions_list'> = {},
    options: CallOptions = {},
  ): AsyncGenerator<SessionPage['items'][number], void> {
    return eachItem((cursor) => this.list({ ...query, ...(cursor === undefined ? {} : { cursor }) }, options));
  }

  /**
   * Ends one of one’s own sessions.
   *
   * Right: SIGNED_IN.
   *
   * Refusals: 404 NOT_FOUND.
   */
  async end(id: string, options: CallOptions = {}): Promise<void> {
    return dataOf(await this.http.DELETE('/api/v1/sessions/{id}', { params: { path: { id } }, ...init(options) }));
  }

  /**
   * Signs out.
   *
   * Right: SIGNED_IN.
   */
  async endCurrent(options: CallOptions = {}): Promise<void> {
    return dataOf(await this.http.DELETE('/api/v1/sessions/current', { ...init(options) }));
  }

  /**
   * One’s own open sessions, newest first.
   *
   * Right: SIGNED_IN.
   */
  async list(query: QueryOf<'Sessions_list'> = {}, options: CallOptions = {}): Promise<SessionPage> {
    return dataOf(await this.http.GET('/api/v1/sessions', { params: { query }, ...init(options) }));
  }

  /**
   * Signs in: a token for Authorization: Bearer, and the same as a cookie.
   *
   * Right: PUBLIC.
   *
   * Refusals: 401 INVALID_CREDENTIALS · 429 TOO_MANY_ATTEMPTS · 503 SIGN_IN_BUSY.
   */
  async open(body: SignIn, options: CallOptions = {}): Promise<SignedIn> {
    return dataOf(await this.http.POST('/api/v1/sessions', { body, ...init(options) }));
  }
}

export class UsersCalls {
  constructor(private readonly http: Http) {}

  /**
   * Adds a collaborator; without a password, an invitation link is made and shown once.
   *
   * Right: ADMINISTRATOR.
   *
   * Refusals: 409 EMAIL_TAKEN.
   */
  async create(body: CreateUser, options: KeyedOptions = {}): Promise<CreatedUser> {
    return dataOf(await this.http.POST('/api/v1/users', { body, ...init(options, true) }));
  }

  /** The same, item by item: pages are read as they are needed. */
  each(query: QueryOf<'Users_list'> = {}, options: CallOptions = {}): AsyncGenerator<UserPage['items'][number], void> {
    return eachItem((cursor) => this.list({ ...query, ...(cursor === undefined ? {} : { cursor }) }, options));
  }

  /**
   * One collaborator.
   *
   * Right: ADMINISTRATOR.
   *
   * Refusals: 404 NOT_FOUND.
   */
  async get(id: string, options: CallOptions = {}): Promise<User> {
    return dataOf(await this.http.GET('/api/v1/users/{id}', { params: { path: { id } }, ...init(options) }));
  }

  /**
   * Lists collaborators, oldest first.
   *
   * Right: ADMINISTRATOR.
   */
  async list(query: QueryOf<'Users_list'> = {}, options: CallOptions = {}): Promise<UserPage> {
    return dataOf(await this.http.GET('/api/v1/users', { params: { query }, ...init(options) }));
  }

  /**
   * Removes the Trackdéchets token of somebody who leaves; it can be neither read nor set.
   *
   * Right: ADMINISTRATOR.
   *
   * Refusals: 404 NOT_FOUND.
   */
  async removeTrackdechetsToken(id: string, options: CallOptions = {}): Promise<void> {
    return dataOf(
      await this.http.DELETE('/api/v1/users/{id}/trackdechets-token', { params: { path: { id } }, ...init(options) }),
    );
  }

  /**
   * Resets the password: ends the old one and the sessions, gives a new link, shown once.
   *
   * Right: ADMINISTRATOR.
   *
   * Refusals: 404 NOT_FOUND · 409 USER_INACTIVE, OWN_PASSWORD.
   */
  async resetPassword(id: string, options: KeyedOptions = {}): Promise<Invitation> {
    return dataOf(
      await this.http.POST('/api/v1/users/{id}/invitation', { params: { path: { id } }, ...init(options, true) }),
    );
  }

  /**
   * Replaces the rights of a collaborator.
   *
   * Right: ADMINISTRATOR.
   *
   * Refusals: 404 NOT_FOUND.
   */
  async setRights(id: string, body: Rights, options: MatchedOptions = {}): Promise<User> {
    return dataOf(
      await this.http.PUT('/api/v1/users/{id}/rights', { params: { path: { id } }, body, ...init(options) }),
    );
  }

  /**
   * Changes, deactivates or activates a collaborator.
   *
   * Another e-mail and a deactivation end the invitation links of this person: `POST /users/{id}/invitation` gives another to whoever has no password yet.
   *
   * Right: ADMINISTRATOR.
   *
   * Refusals: 404 NOT_FOUND · 409 EMAIL_TAKEN, LAST_ADMINISTRATOR.
   */
  async update(id: string, body: UpdateUser = {}, options: MatchedOptions = {}): Promise<User> {
    return dataOf(await this.http.PATCH('/api/v1/users/{id}', { params: { path: { id } }, body, ...init(options) }));
  }
}

export class WebhooksCalls {
  constructor(private readonly http: Http) {}

  /**
   * Le webhook de Trackdéchets pour cet établissement / Trackdéchets’ webhook of it.
   *
   * Right: EXPORT_BSFF.
   *
   * Refusals: 404 NOT_FOUND.
   */
  async get(id: string, options: CallOptions = {}): Promise<Webhook> {
    return dataOf(
      await this.http.GET('/api/v1/establishments/{id}/trackdechets-webhook', {
        params: { path: { id } },
        ...init(options),
      }),
    );
  }

  /**
   * L’inscrire, ou renouveler ses secrets / Registers it, or renews its secrets.
   *
   * With the caller’s token, who must be ADMIN of the establishment on Trackdéchets. Needs PUBLIC_URL.
   *
   * Right: EXPORT_BSFF.
   *
   * Refusals: 404 NOT_FOUND · 422 PUBLIC_URL_MISSING, NO_VALID_TOKEN, TRACKDECHETS_ROLE_MISSING, WEBHOOK_REFUSED · 503 TRACKDECHETS_UNAVAILABLE.
   */
  async register(id: string, options: CallOptions = {}): Promise<Webhook> {
    return dataOf(
      await this.http.PUT('/api/v1/establishments/{id}/trackdechets-webhook', {
        params: { path: { id } },
        ...init(options),
      }),
    );
  }

  /**
   * Le supprimer, ici et sur Trackdéchets / Deletes it, here and on Trackdéchets.
   *
   * Right: EXPORT_BSFF.
   *
   * Refusals: 404 NOT_FOUND · 422 NO_VALID_TOKEN · 503 TRACKDECHETS_UNAVAILABLE.
   */
  async remove(id: string, options: CallOptions = {}): Promise<void> {
    return dataOf(
      await this.http.DELETE('/api/v1/establishments/{id}/trackdechets-webhook', {
        params: { path: { id } },
        ...init(options),
      }),
    );
  }
}

/** Every operation of the connector, by what it is about. */
export class Calls {
  readonly alerts: AlertsCalls;
  readonly auditEvents: AuditEventsCalls;
  readonly bsffs: BsffsCalls;
  readonly companies: CompaniesCalls;
  readonly contact: ContactCalls;
  readonly establishments: EstablishmentsCalls;
  readonly exports: ExportsCalls;
  readonly ficheConflicts: FicheConflictsCalls;
  readonly fiches: FichesCalls;
  readonly health: HealthCalls;
  readonly invitations: InvitationsCalls;
  readonly me: MeCalls;
  readonly myToken: MyTokenCalls;
  readonly partners: PartnersCalls;
  readonly pulls: PullsCalls;
  readonly refrigerants: RefrigerantsCalls;
  readonly sessions: SessionsCalls;
  readonly users: UsersCalls;
  readonly webhooks: WebhooksCalls;

  constructor(http: Http) {
    this.alerts = new AlertsCalls(http);
    this.auditEvents = new AuditEventsCalls(http);
    this.bsffs = new BsffsCalls(http);
    this.companies = new CompaniesCalls(http);
    this.contact = new ContactCalls(http);
    this.establishments = new EstablishmentsCalls(http);
    this.exports = new ExportsCalls(http);
    this.ficheConflicts = new FicheConflictsCalls(http);
    this.fiches = new FichesCalls(http);
    this.health = new HealthCalls(http);
    this.invitations = new InvitationsCalls(http);
    this.me = new MeCalls(http);
    this.myToken = new MyTokenCalls(http);
    this.partners = new PartnersCalls(http);
    this.pulls = new PullsCalls(http);
    this.refrigerants = new RefrigerantsCalls(http);
    this.sessions = new SessionsCalls(http);
    this.users = new UsersCalls(http);
    this.webhooks = new WebhooksCalls(http);
  }
}
