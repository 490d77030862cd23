/* Written by `npm run client` from the OpenAPI document: do not edit. */

export interface paths {
  '/api/v1/alerts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Ce qui demande un administrateur / What calls for an administrator
     * @description As long as it lasts, the newest first: an establishment that nobody’s token can read, a webhook that Trackdéchets keeps switching off, an instance that lost its contact. Each beginning and end is also an `alert` event, for administrators alone.
     */
    get: operations['Alerts_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit-events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who did what, on whom or what, when and from where; newest first */
    get: operations['Audit_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/bsffs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Documents, newest first */
    get: operations['Bsffs_list'];
    put?: never;
    /** Creates a local document, complete or not */
    post: operations['Bsffs_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/bsffs/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A document, with what may be done with it now */
    get: operations['Bsffs_get'];
    put?: never;
    post?: never;
    /** Deletes a document; an exported one also on Trackdéchets, which needs EXPORT_BSFF */
    delete: operations['Bsffs_remove'];
    options?: never;
    head?: never;
    /** JSON merge patch: absent keeps, null clears, a list replaces the list */
    patch: operations['Bsffs_change'];
    trace?: never;
  };
  '/api/v1/bsffs/{id}/conflict-resolution': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Choisir entre deux valeurs, champ par champ / Choose between two values, field by field
     * @description LOCAL leaves the value here as a change still to be exported; REMOTE takes that of Trackdéchets.
     */
    post: operations['DocumentPulls_resolve'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/bsffs/{id}/duplicates': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A local copy without containers nor fiches */
    post: operations['Bsffs_duplicate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/bsffs/{id}/exports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Envoyer un bordereau à Trackdéchets / Send a slip to Trackdéchets */
    post: operations['Exports_export'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/bsffs/{id}/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Qui a fait quoi, et chaque champ qui a changé / Who did what, and each field that changed */
    get: operations['DocumentPulls_historyOf'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/bsffs/{id}/pdf': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Le PDF de Trackdéchets / Trackdéchets’ PDF
     * @description Passed on as Trackdéchets sends it, up to 100 MB, kept nowhere. When it fails in the middle the connection is broken: what is cut short never looks whole.
     */
    get: operations['Signatures_pdf'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/bsffs/{id}/publication': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Publier un bordereau exporté en brouillon / Publish a slip that was exported as a draft */
    post: operations['Exports_publish'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/bsffs/{id}/pull': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Relire un bordereau sur Trackdéchets / Read a slip again on Trackdéchets */
    post: operations['DocumentPulls_pull'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/bsffs/{id}/readiness': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All that Trackdéchets would refuse at a step, and what a person would regret */
    get: operations['Bsffs_readiness'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/bsffs/{id}/signatures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Signer sur Trackdéchets / Sign on Trackdéchets
     * @description With the token of who signs, or the establishment’s signature code. The data of the step may come along: it is written just before. The document answers as Trackdéchets has it afterwards.
     */
    post: operations['Signatures_sign'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/bsffs/summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Bilan d’une année par fluide, statut, destination et opération / A year by fluid, status, destination, operation */
    get: operations['Summary_of'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/companies/{siretOrVatNumber}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Looks a company up on Trackdéchets, to fill a form */
    get: operations['Companies_lookUp'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/establishments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The instance's own establishments, oldest first */
    get: operations['Establishments_list'];
    put?: never;
    /** Adds an establishment; the first one becomes the default */
    post: operations['Establishments_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/establishments/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One establishment */
    get: operations['Establishments_get'];
    put?: never;
    post?: never;
    /** Removes an establishment that no document names */
    delete: operations['Establishments_remove'];
    options?: never;
    head?: never;
    /** Changes an establishment; making it the default takes that from the other one */
    patch: operations['Establishments_change'];
    trace?: never;
  };
  '/api/v1/establishments/{id}/trackdechets-webhook': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Le webhook de Trackdéchets pour cet établissement / Trackdéchets’ webhook of it */
    get: operations['Webhooks_get'];
    /**
     * L’inscrire, ou renouveler ses secrets / Registers it, or renews its secrets
     * @description With the caller’s token, who must be ADMIN of the establishment on Trackdéchets. Needs PUBLIC_URL.
     */
    put: operations['Webhooks_register'];
    post?: never;
    /** Le supprimer, ici et sur Trackdéchets / Deletes it, here and on Trackdéchets */
    delete: operations['Webhooks_remove'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Server-sent events: `export`, `pull`, `bsff`, `token`, `contact`, `fiche`, `alert`
     * @description Each event carries an `id`; the same in `Last-Event-ID` resumes after it, on any replica, up to 7 days later. The first frame and the pings carry one without an event, so that nothing is missed when the stream breaks before its first. Events repeat at most around a reconnection. The stream ends with the session, and listening alone is no use that prolongs it. `alert` is for administrators alone: see `GET /alerts`. `data` is an `ExportEvent`, `PullView`, `BsffEvent`, `TokenEvent`, `ContactEvent`, `FicheEvent` or `AlertEvent`.
     */
    get: operations['Events_listen'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/exports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Les exports, du plus récent au plus ancien / Exports, newest first */
    get: operations['Exports_list'];
    put?: never;
    /** Envoyer jusqu’à 1 000 bordereaux / Send up to 1,000 slips */
    post: operations['Exports_exportMany'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/exports/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Où en est un export / Where an export stands */
    get: operations['Exports_get'];
    put?: never;
    post?: never;
    /** Annuler un export qui n’est pas parti / Cancel an export that has not left */
    delete: operations['Exports_cancel'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/fiches-intervention': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Fiches d’intervention, newest first */
    get: operations['Fiches_list'];
    put?: never;
    /** Adds a fiche; it is created on Trackdéchets before the first BSFF that lists it */
    post: operations['Fiches_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/fiches-intervention/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One fiche d’intervention */
    get: operations['Fiches_get'];
    put?: never;
    post?: never;
    /** Takes a fiche out of the lists; the documents that list it keep it */
    delete: operations['Fiches_remove'];
    options?: never;
    head?: never;
    /** Changes a fiche (JSON merge patch); one that is on Trackdéchets is changed there too */
    patch: operations['Fiches_change'];
    trace?: never;
  };
  '/api/v1/fiches-intervention/{id}/conflict-resolution': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Choisir entre deux valeurs d’une fiche / Choose between two values of a fiche
     * @description LOCAL keeps the value here, which then goes to Trackdéchets; REMOTE takes that of Trackdéchets. As long as a conflict lasts the fiche is not sent.
     */
    post: operations['FicheConflicts_resolve'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/hooks/trackdechets/{key}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Où Trackdéchets poste ses webhooks / Where Trackdéchets posts its webhooks */
    post: operations['Hooks_receive'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/invitations/{token}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The page behind an invitation’s link, where no front end shows its own */
    get: operations['Invitations_page'];
    put?: never;
    /** Chooses a password with an invitation, once */
    post: operations['Invitations_accept'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who is signed in */
    get: operations['Me_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Changes one’s own name or phone */
    patch: operations['Me_update'];
    trace?: never;
  };
  '/api/v1/me/password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Changes one’s own password; ends the other sessions */
    put: operations['Sessions_changePassword'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/me/trackdechets-connection': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Begins: the address of Trackdéchets’ consent page; a browser (Accept: text/html) is sent there */
    get: operations['Connection_start'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/me/trackdechets-token': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is known of one’s own token; the token itself never comes back */
    get: operations['MyToken_read'];
    /** Gives one’s token: checked with Trackdéchets, then kept encrypted */
    put: operations['MyToken_paste'];
    post?: never;
    /** Removes one’s token from here; only Trackdéchets can revoke it */
    delete: operations['MyToken_remove'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/me/trackdechets-token/verification': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Checks one’s token again, now */
    post: operations['MyToken_verify'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/partners': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Transporters, destinations and holders, by name */
    get: operations['Partners_list'];
    put?: never;
    /** Adds a partner; Trackdéchets is asked about its number in the background */
    post: operations['Partners_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/partners/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One partner */
    get: operations['Partners_get'];
    put?: never;
    post?: never;
    /** Takes a partner out of the lists; the documents that name it keep it */
    delete: operations['Partners_remove'];
    options?: never;
    head?: never;
    /** Changes a partner (JSON merge patch); documents already sent keep what they had */
    patch: operations['Partners_change'];
    trace?: never;
  };
  '/api/v1/partners/{id}/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Asks Trackdéchets again about the partner */
    post: operations['Partners_check'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/pulls': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Brings the changes back from Trackdéchets, in the background */
    post: operations['Pulls_request'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/pulls/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How far a pull is, and what it brought */
    get: operations['Pulls_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/refrigerants': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Refrigerants: composition, GWP, safety class, ADR wording, waste code, with their sources */
    get: operations['Refrigerants_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/refrigerants/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One refrigerant, however its number is written */
    get: operations['Refrigerants_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One’s own open sessions, newest first */
    get: operations['Sessions_list'];
    put?: never;
    /** Signs in: a token for Authorization: Bearer, and the same as a cookie */
    post: operations['Sessions_open'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sessions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Ends one of one’s own sessions */
    delete: operations['Sessions_end'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sessions/current': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Signs out */
    delete: operations['Sessions_endCurrent'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trackdechets-connection/callback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where Trackdéchets sends the browser back, once, within ten minutes: the token is kept as a pasted one is */
    get: operations['Connection_finish'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trackdechets-contact': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who the contact is */
    get: operations['Contact_read'];
    /** Designates the contact, in the place of the one before */
    put: operations['Contact_designate'];
    post?: never;
    /** Leaves the instance without a contact: exports then wait */
    delete: operations['Contact_remove'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trackdechets-contact/candidates': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who could be the contact, with every reason against each */
    get: operations['Contact_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Lists collaborators, oldest first */
    get: operations['Users_list'];
    put?: never;
    /** Adds a collaborator; without a password, an invitation link is made and shown once */
    post: operations['Users_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One collaborator */
    get: operations['Users_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Changes, deactivates or activates a collaborator
     * @description Another e-mail and a deactivation end the invitation links of this person: `POST /users/{id}/invitation` gives another to whoever has no password yet.
     */
    patch: operations['Users_update'];
    trace?: never;
  };
  '/api/v1/users/{id}/invitation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Resets the password: ends the old one and the sessions, gives a new link, shown once */
    post: operations['Users_resetPassword'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{id}/rights': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Replaces the rights of a collaborator */
    put: operations['Users_setRights'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{id}/trackdechets-token': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Removes the Trackdéchets token of somebody who leaves; it can be neither read nor set */
    delete: operations['Users_removeToken'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Le processus répond / The process answers */
    get: operations['Health_live'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Le connecteur peut servir des demandes / It can serve requests
     * @description Otherwise 503, and `code` says why: DATABASE_AWAITED, MIGRATIONS_RUNNING, SCHEMA_AWAITED or STARTING during a start, DATABASE_UNAVAILABLE or DATABASE_READ_ONLY (a failover), STOPPING.
     */
    get: operations['Health_ready'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Mesures au format Prometheus / Prometheus metrics */
    get: operations['Metrics_prometheus'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    AcceptationData: {
      /**
       * @description The date of the signature when left out
       * @example 2026-11-22T08:00:00.000Z
       */
      date?: string | null;
      /**
       * @description Called for by a refusal
       * @example Contenant percé
       */
      refusalReason?: string | null;
      /**
       * @description Where it stands
       * @enum {string}
       */
      status: 'ACCEPTED' | 'REFUSED';
      /**
       * @description Code of the European list of wastes
       * @enum {string|null}
       */
      wasteCode?: '14 06 01*' | '14 06 02*' | '14 06 03*' | '16 05 04*' | '13 03 10*' | null;
      /**
       * @description The waste in words, as the destination found it
       * @example R410A
       */
      wasteDescription?: string | null;
      /**
       * @description kg; 0 for a refusal
       * @example 7.5
       */
      weight: number;
    };
    AcceptationView: {
      /**
       * Format: date-time
       * @description When it was done; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      date: string | null;
      /**
       * @description Why the destination refused it
       * @example Contenant percé
       */
      refusalReason: string | null;
      /** @description Null: typed there and not signed yet */
      signature: components['schemas']['SignatureView'] | null;
      /**
       * @description Where it stands
       * @enum {string|null}
       */
      status: 'ACCEPTED' | 'REFUSED' | null;
      /**
       * @description Code of the European list of wastes
       * @example 14 06 01*
       */
      wasteCode: string | null;
      /**
       * @description The waste in words, as the destination found it
       * @example R-410A
       */
      wasteDescription: string | null;
      /**
       * @description Kilograms, as weighed there
       * @example 5.2
       */
      weight: number | null;
    };
    AcceptInvitationDto: {
      /**
       * @description At least 12 characters, not a common one, not the e-mail
       * @example un mot de passe à moi seul
       */
      password: string;
    };
    AlertEvent: {
      /**
       * @description A code of `AlertView`
       * @example ESTABLISHMENT_UNREAD
       */
      code: string;
      /**
       * Format: uuid
       * @description Its id here
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      id: string;
      /**
       * @description Name
       * @example THERMO LITTORAL
       */
      name?: string;
      /**
       * @description A reason of `AlertView`
       * @example TOKEN_REFUSED
       */
      reason: string | null;
      /**
       * Format: date-time
       * @description When it began
       * @example 2026-11-22T08:00:00.000Z
       */
      since: string;
      /**
       * @description SIRET, 14 digits
       * @example 00000021000013
       */
      siret?: string;
      /**
       * @description Where it stands
       * @enum {string}
       */
      state: 'RAISED' | 'CLEARED';
      /**
       * Format: uuid
       * @description The establishment it is about, or who was the contact
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      subjectId: string;
    };
    AlertList: {
      /** @description This page of the list */
      items: components['schemas']['AlertView'][];
    };
    AlertView: {
      /**
       * @description Stable code, for programs
       * @enum {string}
       */
      code: 'ESTABLISHMENT_UNREAD' | 'WEBHOOK_SWITCHED_OFF' | 'CONTACT_LOST';
      /**
       * Format: uuid
       * @description Its id here
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      id: string;
      /**
       * @description For people: what is wrong and what to do
       * @example Plus personne ici ne peut lire THERMO LITTORAL (SIRET 00000021000013) sur Trackdéchets.
       */
      message: string;
      /**
       * @description Why, for programs
       * @enum {string|null}
       */
      reason:
        | 'NO_TOKEN'
        | 'TOKEN_REFUSED'
        | 'TOKEN_UNVERIFIED'
        | 'KEY_LOST'
        | 'NO_EXPORT_RIGHT'
        | 'REMOVED'
        | 'NOT_ELIGIBLE'
        | null;
      /**
       * Format: date-time
       * @description When it began
       * @example 2026-11-22T08:00:00.000Z
       */
      since: string;
      /**
       * Format: uuid
       * @description The establishment it is about, or who was the contact
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      subjectId: string;
    };
    AllowedAction: {
      /**
       * @description What was done, or may be done
       * @enum {string}
       */
      action:
        | 'edit'
        | 'export'
        | 'publish'
        | 'signEmission'
        | 'signTransport'
        | 'signReception'
        | 'signAcceptation'
        | 'signOperation'
        | 'delete'
        | 'pull'
        | 'pdf';
      /** @description True when it would be done now */
      allowed: boolean;
      /**
       * @description Why not, or what it will ask for
       * @example NOT_EXPORTED
       */
      code: string | null;
      /**
       * @description Why, for people
       * @example Ce bordereau n’est pas encore sur Trackdéchets : exportez-le d’abord.
       */
      reason: string | null;
    };
    AuditEventDto: {
      /**
       * @description What was done, or may be done
       * @example user.updated
       */
      action: string;
      /**
       * Format: uuid
       * @description null: the connector itself
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      actorId: string | null;
      /**
       * @description Value after, without secrets
       * @example {
       *       "active": false
       *     }
       */
      after: {
        [key: string]: unknown;
      } | null;
      /**
       * Format: date-time
       * @description When it happened; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      at: string;
      /**
       * @description never a secret
       * @example null
       */
      before: {
        [key: string]: unknown;
      } | null;
      /**
       * Format: uuid
       * @description Its id here
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      id: string;
      /**
       * @description empty for the connector itself
       * @example 192.0.2.7
       */
      ip: string;
      /**
       * @description X-Request-Id of the request
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      requestId: string;
      /**
       * @description On what
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      subjectId: string;
      /**
       * @description On what kind of thing
       * @enum {string}
       */
      subjectType:
        | 'user'
        | 'session'
        | 'credential'
        | 'establishment'
        | 'partner'
        | 'fiche'
        | 'bsff'
        | 'export'
        | 'pull'
        | 'audit'
        | 'database';
    };
    AuditPageDto: {
      /** @description This page of the list */
      items: components['schemas']['AuditEventDto'][];
      /**
       * @description `cursor` of the next page; null at the end
       * @example WyIyMDI2LTExLTIyIl0
       */
      nextCursor: string | null;
    };
    BatchInput: {
      /**
       * @description Documents, by their ids here
       * @example [
       *       "0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70"
       *     ]
       */
      bsffIds: string[];
      /**
       * @description Brouillon ou publié / draft or published
       * @example PUBLISHED
       * @enum {string}
       */
      mode: 'DRAFT' | 'PUBLISHED';
    };
    BatchView: {
      /** @description Exports that are queued */
      accepted: components['schemas']['ExportView'][];
      /**
       * Format: uuid
       * @description The request that the export came with, when it named several documents
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      batchId: string;
      /** @description Documents that were not queued, and why */
      refused: components['schemas']['RefusedView'][];
    };
    BsffEvent: {
      /** @description Somebody edited it here */
      changed?: boolean;
      /** @description Whether both sides changed the same field */
      conflict?: boolean;
      /** @description It is new here */
      created?: boolean;
      /** @description It left the lists */
      deleted?: boolean;
      /**
       * @description How far the document’s last export is; LOCAL while there is none
       * @example QUEUED
       */
      exportState?: string;
      /**
       * Format: uuid
       * @description Its id here
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      id: string;
      /**
       * @description Why it is no longer seen on Trackdéchets
       * @example DELETED
       */
      removed?: string;
      /**
       * @description On Trackdéchets
       * @example SENT
       */
      status?: string;
    };
    BsffInputBody: {
      /** @description Who receives and treats the waste */
      destination?: components['schemas']['DestinationPart'] | null;
      /** @description Who hands the waste over; left out, the establishment with the designated contact */
      emitter?: components['schemas']['EmitterPart'] | null;
      /**
       * Format: uuid
       * @description Emitter when `emitter.company` is left out; once exported, one that is on the document
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      establishmentId?: string | null;
      /**
       * @description Fiches of this instance (COLLECTE_PETITES_QUANTITES only)
       * @example [
       *       "0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70"
       *     ]
       */
      ficheInterventionIds?: string[] | null;
      /**
       * @description Ids on Trackdéchets of fiches that are not held here
       * @example [
       *       "cm3x9u6hg000108l5g0ax7y2d"
       *     ]
       */
      ficheInterventions?: string[] | null;
      /**
       * @description Ids on Trackdéchets of the packagings that are forwarded (REEXPEDITION)
       * @example [
       *       "cm3x9u6hg000208l5b1rd9c4f"
       *     ]
       */
      forwarding?: string[] | null;
      /**
       * @description Ids on Trackdéchets of the packagings that are grouped (GROUPEMENT)
       * @example [
       *       "cm3x9u6hg000308l5f7kq2w8n"
       *     ]
       */
      grouping?: string[] | null;
      /** @description Containers; weights in kilograms, volumes in litres */
      packagings?: components['schemas']['PackagingPart'][] | null;
      /**
       * @description The front end’s own number, unique when given
       * @example FI-2026-0042
       */
      reference?: string | null;
      /**
       * @description Ids on Trackdéchets of the packagings poured (RECONDITIONNEMENT)
       * @example [
       *       "cm3x9u6hg000408l5c3jv8t1s"
       *     ]
       */
      repackaging?: string[] | null;
      /** @description The first transporter */
      transporter?: components['schemas']['TransporterPart'] | null;
      /** @description All the transporters in the order of the journey, instead of `transporter` */
      transporters?: components['schemas']['TransporterPart'][] | null;
      /**
       * @description Kind, in Trackdéchets’ codes
       * @example COLLECTE_PETITES_QUANTITES
       * @enum {string|null}
       */
      type?:
        'COLLECTE_PETITES_QUANTITES' | 'TRACER_FLUIDE' | 'GROUPEMENT' | 'RECONDITIONNEMENT' | 'REEXPEDITION' | null;
      /** @description What is removed */
      waste?: components['schemas']['WastePart'] | null;
      /** @description Kilograms */
      weight?: components['schemas']['WeightPart'] | null;
    };
    BsffPage: {
      /** @description This page of the list */
      items: components['schemas']['BsffView'][];
      /**
       * @description `cursor` of the next page; null at the end
       * @example WyIyMDI2LTExLTIyIl0
       */
      nextCursor: string | null;
    };
    BsffView: {
      /** @description What the person who asks may do with the document now: draw the buttons from it */
      allowedActions: components['schemas']['AllowedAction'][];
      /** @description Fields changed on both sides: both values are kept until someone chooses */
      conflict: components['schemas']['ConflictView'] | null;
      /**
       * Format: date-time
       * @description When it was created here; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: uuid
       * @description Null: it was born on Trackdéchets
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      createdBy: string | null;
      /** @description Who receives and treats the waste */
      destination: components['schemas']['DestinationView'] | null;
      /** @description Who hands the waste over; left out, the establishment with the designated contact */
      emitter: components['schemas']['EmitterView'] | null;
      /**
       * Format: uuid
       * @description Establishment of this instance
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      establishmentId: string | null;
      /**
       * @description How far the document’s last export is; LOCAL while there is none
       * @enum {string}
       */
      exportState: 'LOCAL' | 'QUEUED' | 'SENDING' | 'UNCERTAIN' | 'EXPORTED' | 'REFUSED' | 'WAITING';
      /**
       * @description Fiches d’intervention, by their ids here
       * @example [
       *       "0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70"
       *     ]
       */
      ficheInterventionIds: string[];
      /**
       * @description Fiches that are not held here, by their ids on Trackdéchets
       * @example [
       *       "cm3x9u6hg000108l5g0ax7y2d"
       *     ]
       */
      ficheInterventions: string[];
      /**
       * @description Containers sent on, by their ids on Trackdéchets
       * @example [
       *       "cm3x9u6hg000208l5b1rd9c4f"
       *     ]
       */
      forwarding: string[];
      /**
       * @description Containers grouped, by their ids on Trackdéchets
       * @example [
       *       "cm3x9u6hg000308l5f7kq2w8n"
       *     ]
       */
      grouping: string[];
      /**
       * Format: uuid
       * @description Its id here
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      id: string;
      /** @description Containers; weights in kilograms, volumes in litres */
      packagings: components['schemas']['PackagingView'][];
      /**
       * @description The front end’s own number
       * @example FI-2026-0042
       */
      reference: string | null;
      /** @description Of the fluid that waste.description names */
      refrigerant: components['schemas']['RefrigerantProposal'] | null;
      /**
       * @description Containers poured into others, by their ids on Trackdéchets
       * @example [
       *       "cm3x9u6hg000408l5c3jv8t1s"
       *     ]
       */
      repackaging: string[];
      /** @description What is known of it on Trackdéchets */
      trackdechets: components['schemas']['TrackdechetsState'] | null;
      /** @description The first of `transporters` */
      transporter: components['schemas']['TransporterView'] | null;
      /** @description All transporters, in the order of the journey */
      transporters: components['schemas']['TransporterView'][];
      /**
       * @description Kind, in Trackdéchets’ codes
       * @enum {string|null}
       */
      type: 'COLLECTE_PETITES_QUANTITES' | 'TRACER_FLUIDE' | 'GROUPEMENT' | 'RECONDITIONNEMENT' | 'REEXPEDITION' | null;
      /**
       * Format: date-time
       * @description When it last changed; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      updatedAt: string;
      /**
       * @description Number of the version: the ETag holds it
       * @example 3
       */
      version: number;
      /** @description What is removed */
      waste: components['schemas']['WasteShown'] | null;
      /** @description Total, in kilograms */
      weight: components['schemas']['WeightShown'] | null;
    };
    CandidateDto: {
      /** @description True when nothing is against it */
      eligible: boolean;
      /** @description Everything that is against it */
      reasons: (
        | 'INACTIVE'
        | 'NO_EXPORT_RIGHT'
        | 'MISSING_LAST_NAME'
        | 'MISSING_FIRST_NAME'
        | 'MISSING_EMAIL'
        | 'ALREADY_CONTACT'
      )[];
      /** @description Whom it is about */
      user: components['schemas']['ContactUserDto'];
    };
    CandidatePageDto: {
      /** @description This page of the list */
      items: components['schemas']['CandidateDto'][];
      /**
       * @description `cursor` of the next page; null at the end
       * @example WyIyMDI2LTExLTIyIl0
       */
      nextCursor: string | null;
    };
    ChainDestination: {
      /**
       * @description Name
       * @example THERMO LITTORAL
       */
      name: string | null;
      /**
       * @description SIRET, 14 digits
       * @example 00000021000013
       */
      siret: string | null;
    };
    ChainItem: {
      /**
       * Format: uuid
       * @description Null: this instance does not hold it
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      bsffId: string | null;
      /** @description Who receives and treats the waste */
      destination: components['schemas']['ChainDestination'] | null;
      /**
       * @description Null until the operation is signed
       * @example R2
       */
      operationCode: string | null;
      /**
       * Format: date-time
       * @description When it was signed; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      signedAt: string | null;
      /**
       * @description Where it stands
       * @enum {string}
       */
      status:
        | 'INITIAL'
        | 'SIGNED_BY_EMITTER'
        | 'SENT'
        | 'RECEIVED'
        | 'ACCEPTED'
        | 'REFUSED'
        | 'PARTIALLY_REFUSED'
        | 'INTERMEDIATELY_PROCESSED'
        | 'PROCESSED';
      /**
       * @description Its id on Trackdéchets
       * @example FF-20261120-ABCDEFGHJ
       */
      trackdechetsId: string;
      /**
       * @description Kind, in Trackdéchets’ codes
       * @enum {string}
       */
      type: 'COLLECTE_PETITES_QUANTITES' | 'TRACER_FLUIDE' | 'GROUPEMENT' | 'RECONDITIONNEMENT' | 'REEXPEDITION';
    };
    CompanyPart: {
      /**
       * @description Postal address
       * @example 12 rue des Glaciers 73000 Chambéry
       */
      address?: string | null;
      /**
       * @description Person to ask for
       * @example Claire Vasseur
       */
      contact?: string | null;
      /**
       * @description Ignored by Trackdéchets for a BSFF
       * @example FR
       */
      country?: string | null;
      /**
       * @description Ignored by Trackdéchets for a BSFF
       * @example null
       */
      extraEuropeanId?: string | null;
      /**
       * @description E-mail address
       * @example contact@frigo-alpes.test
       */
      mail?: string | null;
      /**
       * @description Name
       * @example FRIGO ALPES
       */
      name?: string | null;
      /**
       * @description Ignored by Trackdéchets for a BSFF
       * @example null
       */
      omiNumber?: string | null;
      /**
       * @description Telephone
       * @example 04 79 00 00 01
       */
      phone?: string | null;
      /**
       * @description SIRET, 14 digits
       * @example 00000010002012
       */
      siret?: string | null;
      /**
       * @description Foreign transporters only
       * @example BE0541696005
       */
      vatNumber?: string | null;
    };
    CompanyShown: {
      /**
       * @description Postal address
       * @example 12 rue des Glaciers 73000 Chambéry
       */
      address?: string | null;
      /**
       * @description Person to ask for
       * @example Claire Vasseur
       */
      contact?: string | null;
      /**
       * @description Ignored by Trackdéchets for a BSFF
       * @example FR
       */
      country?: string | null;
      /**
       * @description Ignored by Trackdéchets for a BSFF
       * @example null
       */
      extraEuropeanId?: string | null;
      /**
       * @description E-mail address
       * @example contact@frigo-alpes.test
       */
      mail?: string | null;
      /**
       * @description Name
       * @example FRIGO ALPES
       */
      name?: string | null;
      /**
       * @description Ignored by Trackdéchets for a BSFF
       * @example null
       */
      omiNumber?: string | null;
      /**
       * @description Telephone
       * @example 04 79 00 00 01
       */
      phone?: string | null;
      /**
       * @description SIRET, 14 digits
       * @example 00000010002012
       */
      siret?: string | null;
      /**
       * @description Foreign transporters only
       * @example BE0541696005
       */
      vatNumber?: string | null;
    };
    CompanyStanding: {
      /**
       * Format: date-time
       * @description When Trackdéchets said so
       * @example 2026-11-22T08:00:00.000Z
       */
      checkedAt: string;
      /** @description Closed in the national register of companies */
      closed: boolean;
      /**
       * @description Profiles declared on Trackdéchets
       * @example [
       *       "TRANSPORTER"
       *     ]
       */
      companyTypes: string[];
      /** @description Put to sleep on Trackdéchets: nothing may be sent to it */
      dormant: boolean;
      /** @description The transporter’s receipt, as Trackdéchets has it */
      receipt: components['schemas']['ReceiptView'] | null;
      /** @description Has an account on Trackdéchets */
      registered: boolean;
    };
    CompanyView: {
      /**
       * @description Postal address
       * @example 14 quai des Salines 17000 La Rochelle
       */
      address: string | null;
      /**
       * Format: date-time
       * @description When Trackdéchets said so
       * @example 2026-11-22T08:00:00.000Z
       */
      checkedAt: string;
      /** @description Closed in the national register of companies */
      closed: boolean;
      /**
       * @description Profiles declared on Trackdéchets
       * @example [
       *       "TRANSPORTER"
       *     ]
       */
      companyTypes: string[];
      /**
       * @description Person to ask for
       * @example Claire Vasseur
       */
      contact: string | null;
      /** @description Put to sleep on Trackdéchets: nothing may be sent to it */
      dormant: boolean;
      /**
       * @description E-mail address
       * @example contact@thermo-littoral.test
       */
      mail: string | null;
      /**
       * @description Name
       * @example THERMO LITTORAL
       */
      name: string | null;
      /**
       * @description SIRET or VAT number, as Trackdéchets names a company
       * @example 00000010002012
       */
      orgId: string;
      /**
       * @description Telephone
       * @example 05 46 00 00 11
       */
      phone: string | null;
      /** @description The transporter’s receipt, as Trackdéchets has it */
      receipt: components['schemas']['ReceiptView'] | null;
      /** @description Has an account on Trackdéchets */
      registered: boolean;
      /**
       * @description SIRET, 14 digits
       * @example 00000021000013
       */
      siret: string | null;
      /**
       * @description VAT number of a foreign company
       * @example BE0541696005
       */
      vatNumber: string | null;
    };
    ComponentView: {
      /**
       * @description ASHRAE number of the component
       * @example R-32
       */
      code: string;
      /**
       * @description Fraction of the mass
       * @example 0.5
       */
      massFraction: number;
    };
    ConflictFieldView: {
      /**
       * @description The value here
       * @example 4
       */
      local:
        | (
            | string
            | number
            | boolean
            | {
                [key: string]: unknown;
              }
            | unknown[]
          )
        | null;
      /**
       * @description The field: dotted, 0-based
       * @example weight.value
       */
      path: string;
      /**
       * @description The value on Trackdéchets
       * @example 5
       */
      remote:
        | (
            | string
            | number
            | boolean
            | {
                [key: string]: unknown;
              }
            | unknown[]
          )
        | null;
    };
    ConflictResolutionInput: {
      /** @description One choice for each field */
      fields: components['schemas']['FieldChoice'][];
    };
    ConflictView: {
      /** @description Both values of each field that both sides changed */
      fields: components['schemas']['ConflictFieldView'][];
    };
    ContactDto: {
      /** @description Whom it is about */
      user: components['schemas']['ContactUserDto'] | null;
    };
    ContactEvent: {
      /**
       * Format: uuid
       * @description The contact from now on
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      contactUserId: string | null;
    };
    ContactUserDto: {
      /**
       * Format: email
       * @description E-mail, compared whatever its case
       * @example camille.durand@froid-service.fr
       */
      email: string;
      /**
       * @description First name
       * @example Camille
       */
      firstName: string;
      /**
       * Format: uuid
       * @description Its id here
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      id: string;
      /**
       * @description Last name
       * @example Durand
       */
      lastName: string;
      /**
       * @description Telephone
       * @example 04 76 00 00 00
       */
      phone: string;
    };
    ContainerHistory: {
      /** @description Later documents, nearest first; the last is where the fluid ended */
      chain: components['schemas']['ChainItem'][];
      /**
       * @description Number, as people read it
       * @example FI-2026-0042
       */
      numero: string;
      /**
       * @description Id on Trackdéchets
       * @example FF-20261122-AB12CD34E
       */
      trackdechetsId: string;
    };
    CreatedUserDto: {
      /** @description False: the person can no longer sign in */
      active: boolean;
      /** @description Manages people, rights and establishments, and reads the audit; gives none of the three rights */
      administrator: boolean;
      /**
       * Format: date-time
       * @description When it was created here; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: email
       * @description E-mail, compared whatever its case
       * @example camille.durand@froid-service.fr
       */
      email: string;
      /**
       * @description First name
       * @example Camille
       */
      firstName: string;
      /**
       * Format: uuid
       * @description Its id here
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      id: string;
      /** @description when no password was given */
      invitation?: components['schemas']['InvitationDto'];
      /**
       * @description Last name
       * @example Durand
       */
      lastName: string;
      /**
       * @description Telephone
       * @example 04 76 00 00 00
       */
      phone: string;
      /** @description as granted; FULL_ACCESS implies the two others */
      rights: ('FULL_ACCESS' | 'EXPORT_BSFF' | 'DEFINE_CONTACT')[];
      /** @description The person’s token, without the token */
      trackdechets: components['schemas']['TokenStatusDto'];
      /** @description whether this person is the Trackdéchets contact of the instance */
      trackdechetsContact: boolean;
      /**
       * Format: date-time
       * @description When it last changed; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      updatedAt: string;
      /**
       * @description the ETag, without its quotes
       * @example 3
       */
      version: number;
    };
    CreateUserDto: {
      /**
       * @description Manages people, rights and establishments, and reads the audit; gives none of the three rights
       * @default false
       */
      administrator?: boolean;
      /**
       * Format: email
       * @description E-mail, compared whatever its case
       * @example camille.durand@froid-service.fr
       */
      email: string;
      /**
       * @description First name
       * @example Camille
       */
      firstName?: string | null;
      /**
       * @description Last name
       * @example Durand
       */
      lastName?: string | null;
      /**
       * @description left out: an invitation is made instead
       * @example la nuit tous les chats sont gris
       */
      password?: string;
      /**
       * @description Telephone
       * @example 04 76 00 00 00
       */
      phone?: string | null;
      /**
       * @description FULL_ACCESS implies the two others
       * @default []
       */
      rights?: ('FULL_ACCESS' | 'EXPORT_BSFF' | 'DEFINE_CONTACT')[];
    };
    DesignateContactDto: {
      /**
       * Format: uuid
       * @description A person of this instance
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      userId: string;
    };
    DestinationPart: {
      /**
       * @description Certificat d’acceptation préalable
       * @example CAP-2026-117
       */
      cap?: string | null;
      /** @description Name, numbers and people of a company, under Trackdéchets’ own field names */
      company?: components['schemas']['CompanyPart'] | null;
      /**
       * @description Free text, shown on the document
       * @example Quai nord
       */
      customInfo?: string | null;
      /**
       * Format: uuid
       * @description A partner, instead of `company`; copied onto the document at export
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      partnerId?: string | null;
      /**
       * @description Planned treatment (code of directive 2008/98/EC)
       * @enum {string|null}
       */
      plannedOperationCode?: 'R1' | 'R2' | 'R3' | 'R5' | 'D10' | 'R12' | 'R13' | 'D13' | 'D14' | 'D15' | null;
      /** @description What the destination received */
      reception?: components['schemas']['ReceptionPart'] | null;
    };
    DestinationView: {
      /**
       * @description Certificat d’acceptation préalable
       * @example CAP-2026-117
       */
      cap?: string | null;
      /** @description Name, numbers and people of a company, under Trackdéchets’ own field names */
      company?: components['schemas']['CompanyShown'] | null;
      /**
       * @description Free text, shown on the document
       * @example Quai nord
       */
      customInfo?: string | null;
      /**
       * Format: uuid
       * @description A partner, instead of `company`; copied onto the document at export
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      partnerId?: string | null;
      /**
       * @description Planned treatment (code of directive 2008/98/EC)
       * @enum {string|null}
       */
      plannedOperationCode?: 'R1' | 'R2' | 'R3' | 'R5' | 'D10' | 'R12' | 'R13' | 'D13' | 'D14' | 'D15' | null;
      /** @description What the destination received */
      reception?: components['schemas']['ReceptionShown'] | null;
      /** @description Once exported */
      signature?: components['schemas']['SignatureView'] | null;
    };
    DetenteurCompanyInput: {
      /**
       * @description Postal address
       * @example 14 quai des Salines 17000 La Rochelle
       */
      address?: string | null;
      /**
       * @description Person to speak to
       * @example Claire Vasseur
       */
      contact?: string | null;
      /**
       * Format: email
       * @description E-mail address
       * @example contact@thermo-littoral.test
       */
      mail?: string | null;
      /**
       * @description Name
       * @example Supermarché du Mont
       */
      name?: string | null;
      /**
       * @description Telephone
       * @example 05 46 00 00 11
       */
      phone?: string | null;
      /**
       * @description 14 digits; spaces are ignored
       * @example 00000010002012
       */
      siret?: string | null;
      /**
       * @description VAT number of a foreign company, 20 characters at most; spaces are ignored
       * @example BE0541696005
       */
      vatNumber?: string | null;
    };
    DetenteurCompanyShown: {
      /**
       * @description Postal address
       * @example 14 quai des Salines 17000 La Rochelle
       */
      address?: string | null;
      /**
       * @description Person to speak to
       * @example Claire Vasseur
       */
      contact?: string | null;
      /**
       * Format: email
       * @description E-mail address
       * @example contact@thermo-littoral.test
       */
      mail?: string | null;
      /**
       * @description Name
       * @example Supermarché du Mont
       */
      name?: string | null;
      /**
       * @description Telephone
       * @example 05 46 00 00 11
       */
      phone?: string | null;
      /**
       * @description 14 digits; spaces are ignored
       * @example 00000010002012
       */
      siret?: string | null;
      /**
       * @description VAT number of a foreign company, 20 characters at most; spaces are ignored
       * @example BE0541696005
       */
      vatNumber?: string | null;
    };
    DetenteurInput: {
      /** @description Name, numbers and people of a company, under Trackdéchets’ own field names */
      company?: components['schemas']['DetenteurCompanyInput'] | null;
      /** @description A private person; a partner says it by itself */
      isPrivateIndividual?: boolean | null;
      /**
       * Format: uuid
       * @description A partner with the role DETENTEUR
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      partnerId?: string | null;
    };
    DetenteurView: {
      /** @description Name, numbers and people of a company, under Trackdéchets’ own field names */
      company: components['schemas']['DetenteurCompanyShown'];
      /** @description A private person, without SIRET */
      isPrivateIndividual: boolean;
      /**
       * Format: uuid
       * @description A partner of this instance
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      partnerId: string | null;
    };
    EmitterPart: {
      /** @description Left out: the establishment, with the designated contact taken at export */
      company?: components['schemas']['CompanyPart'] | null;
      /**
       * @description Free text; beyond 236 characters its end gives way to the mark of the export
       * @example Quai nord
       */
      customInfo?: string | null;
    };
    EmitterView: {
      /** @description Left out: the establishment, with the designated contact taken at export */
      company?: components['schemas']['CompanyShown'] | null;
      /**
       * @description Free text; beyond 236 characters its end gives way to the mark of the export
       * @example Quai nord
       */
      customInfo?: string | null;
      /** @description Once exported */
      signature?: components['schemas']['SignatureView'] | null;
    };
    EstablishmentChange: {
      /**
       * @description Postal address
       * @example 14 quai des Salines 17000 La Rochelle
       */
      address?: string | null;
      /** @description true takes the place of the present default */
      default?: boolean;
      /**
       * @description Name
       * @example Frigo Alpes
       */
      name?: string;
      /**
       * @description Telephone
       * @example 05 46 00 00 11
       */
      phone?: string | null;
      /**
       * @description 14 digits; spaces are ignored
       * @example 73282932000074
       */
      siret?: string;
    };
    EstablishmentPage: {
      /** @description This page of the list */
      items: components['schemas']['EstablishmentView'][];
      /**
       * @description `cursor` of the next page; null at the end
       * @example WyIyMDI2LTExLTIyIl0
       */
      nextCursor: string | null;
    };
    EstablishmentView: {
      /**
       * @description Postal address
       * @example 12 rue des Glaciers 73000 Chambéry
       */
      address: string;
      /**
       * Format: date-time
       * @description When it was created here; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      createdAt: string;
      /** @description The establishment of documents that name none */
      default: boolean;
      /**
       * Format: uuid
       * @description Its id here
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      id: string;
      /**
       * @description Name
       * @example Frigo Alpes
       */
      name: string;
      /**
       * @description Telephone
       * @example 04 79 00 00 01
       */
      phone: string;
      /**
       * @description SIRET, 14 digits
       * @example 73282932000074
       */
      siret: string;
      /** @description Whether anybody here can read it on Trackdéchets */
      trackdechetsAccess: components['schemas']['TrackdechetsAccessView'];
      /** @description Users whose valid token has a role there on Trackdéchets */
      trackdechetsRoles: components['schemas']['TrackdechetsRole'][];
      /**
       * Format: date-time
       * @description When it last changed; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      updatedAt: string;
      /**
       * @description Number of the version: the ETag holds it
       * @example 1
       */
      version: number;
    };
    ExportErrorView: {
      /**
       * @description Stable code, for programs
       * @example REQUIRED
       */
      code: string;
      /**
       * @description What is wrong with the field, for people
       * @example Contenant n° 1, volume en litres : à renseigner.
       */
      message: string;
      /**
       * @description The field: dotted, 0-based
       * @example packagings.0.volume
       */
      path: string;
      /**
       * @description La phrase de Trackdéchets / Trackdéchets’ own sentence
       * @example Le SIRET est obligatoire
       */
      trackdechetsMessage?: string;
    };
    ExportEvent: {
      /**
       * Format: uuid
       * @description The request that the export came with, when it named several documents
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      batchId: string | null;
      /**
       * Format: uuid
       * @description The document, by its id here
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      bsffId: string;
      /**
       * Format: uuid
       * @description Its id here
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      id: string;
      /**
       * @description Why it waits or was refused
       * @example null
       */
      reason: string | null;
      /**
       * @description A state of `Export`
       * @example SUCCEEDED
       */
      state: string;
      /**
       * @description Its id on Trackdéchets
       * @example FF-20261122-AB12CD34E
       */
      trackdechetsId: string | null;
    };
    ExportInput: {
      /**
       * @description Brouillon ou publié / draft or published
       * @example PUBLISHED
       * @enum {string}
       */
      mode: 'DRAFT' | 'PUBLISHED';
    };
    ExportPage: {
      /** @description This page of the list */
      items: components['schemas']['ExportView'][];
      /**
       * @description `cursor` of the next page; null at the end
       * @example WyIyMDI2LTExLTIyIl0
       */
      nextCursor: string | null;
    };
    ExportView: {
      /**
       * @description Requêtes parties vers Trackdéchets / requests that left for Trackdéchets
       * @example 1
       */
      attempts: number;
      /**
       * Format: uuid
       * @description The request that the export came with, when it named several documents
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      batchId: string | null;
      /**
       * Format: uuid
       * @description The document, by its id here
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      bsffId: string;
      /** @description What is wrong, field by field, all at once */
      errors: components['schemas']['ExportErrorView'][];
      /**
       * Format: date-time
       * @description When it ended; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      finishedAt: string | null;
      /**
       * Format: uuid
       * @description Its id here
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      id: string;
      /**
       * @description Création, modification, publication ou suppression
       * @enum {string}
       */
      kind: 'CREATE' | 'UPDATE' | 'DELETE';
      /**
       * @description Draft or published
       * @enum {string|null}
       */
      mode: 'DRAFT' | 'PUBLISHED' | null;
      /**
       * @description Why it waits or was refused, for programs
       * @example NO_TRACKDECHETS_CONTACT
       */
      reason: string | null;
      /**
       * Format: date-time
       * @description When it was asked for; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      requestedAt: string;
      /**
       * Format: uuid
       * @description Who asked for it, and whose token carries it
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      requestedBy: string;
      /**
       * @description Where it stands
       * @enum {string}
       */
      state: 'QUEUED' | 'SENDING' | 'UNCERTAIN' | 'SUCCEEDED' | 'REFUSED' | 'WAITING' | 'CANCELLED';
      /**
       * @description Its id on Trackdéchets
       * @example FF-20261122-0A1B2C3D4
       */
      trackdechetsId: string | null;
    };
    FicheChange: {
      /** @description Who owns the equipment that the fluid comes from */
      detenteur?: components['schemas']['DetenteurInput'] | null;
      /**
       * Format: uuid
       * @description The operator’s establishment; the default one when left out
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      establishmentId?: string | null;
      /**
       * @description Number, as people read it
       * @example FI-2026-0042
       */
      numero?: string | null;
      /**
       * @description Where the intervention took place
       * @example 73000
       */
      postalCode?: string | null;
      /**
       * @description kg
       * @example 4.2
       */
      weight?: number | null;
    };
    FicheConflictField: {
      /**
       * @description The value here
       * @example 4.2
       */
      local:
        | (
            | string
            | number
            | boolean
            | {
                [key: string]: unknown;
              }
            | unknown[]
          )
        | null;
      /**
       * @description The field: dotted, 0-based
       * @example weight
       */
      path: string;
      /**
       * @description The value on Trackdéchets
       * @example 4.5
       */
      remote:
        | (
            | string
            | number
            | boolean
            | {
                [key: string]: unknown;
              }
            | unknown[]
          )
        | null;
    };
    FicheConflictView: {
      /** @description One choice for each field */
      fields: components['schemas']['FicheConflictField'][];
    };
    FicheEvent: {
      /** @description Whether what it says here changed */
      changed: boolean;
      /** @description Whether both sides changed the same field */
      conflict: boolean;
      /**
       * Format: uuid
       * @description Its id here
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      id: string;
    };
    FichePage: {
      /** @description This page of the list */
      items: components['schemas']['FicheView'][];
      /**
       * @description `cursor` of the next page; null at the end
       * @example WyIyMDI2LTExLTIyIl0
       */
      nextCursor: string | null;
    };
    FicheSyncErrorView: {
      /**
       * @description Stable code, for programs
       * @example NO_VALID_TOKEN
       */
      code: string;
      /**
       * @description Trackdéchets’ own sentence
       * @example Le SIRET est obligatoire
       */
      trackdechetsMessage: string | null;
    };
    FicheView: {
      /** @description Fields changed on both sides: the fiche is not sent until somebody chooses */
      conflict: components['schemas']['FicheConflictView'] | null;
      /**
       * Format: date-time
       * @description When it was created here; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      createdAt: string;
      /** @description Who owns the equipment that the fluid comes from */
      detenteur: components['schemas']['DetenteurView'];
      /**
       * Format: uuid
       * @description Establishment of this instance
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      establishmentId: string | null;
      /**
       * Format: uuid
       * @description Its id here
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      id: string;
      /** @description It was edited here and not yet on Trackdéchets */
      needsSync: boolean;
      /**
       * @description Number, as people read it
       * @example FI-2026-0042
       */
      numero: string;
      /**
       * @description Where the equipment is
       * @example 73000
       */
      postalCode: string;
      /** @description Why the edit is not there yet */
      syncError: components['schemas']['FicheSyncErrorView'] | null;
      /**
       * @description Null until it is created there
       * @example FI-20261122-ABCDEF
       */
      trackdechetsId: string | null;
      /**
       * Format: date-time
       * @description When it last changed; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      updatedAt: string;
      /**
       * @description Number of the version: the ETag holds it
       * @example 1
       */
      version: number;
      /**
       * @description kg
       * @example 5.2
       */
      weight: number | null;
    };
    FieldChoice: {
      /**
       * @description LOCAL keeps the value here, to be sent by the next export; REMOTE takes the one of Trackdéchets
       * @enum {string}
       */
      keep: 'LOCAL' | 'REMOTE';
      /**
       * @description A path of `conflict.fields`
       * @example destination.cap
       */
      path: string;
    };
    FindingView: {
      /**
       * @description Stable code, for programs
       * @example REQUIRED
       */
      code: string;
      /**
       * @description What is wrong with the field, for people
       * @example Contenant 1, volume : à renseigner.
       */
      message: string;
      /**
       * @description Dotted, 0-based
       * @example packagings.0.volume
       */
      path: string;
    };
    GwpView: {
      /** @description The mass-weighted mean of the components */
      computed: boolean;
      /**
       * @description Text or report that the value is from
       * @enum {string}
       */
      edition: 'EU_2024_573' | 'EU_517_2014' | 'AR4' | 'AR5' | 'AR6';
      /**
       * @description Why there is no value
       * @example Ce bordereau n’est pas encore sur Trackdéchets : exportez-le d’abord.
       */
      reason: string | null;
      /**
       * @description Where the value is from
       * @example Règlement (UE) 2024/573, annexe I
       */
      source: string;
      /**
       * @description Over 100 years, kg of CO2 equivalent by kg
       * @example 2087.5
       */
      value: number | null;
    };
    HistoryActor: {
      /**
       * Format: uuid
       * @description Its id here
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      id: string;
      /**
       * @description Name
       * @example Claire Vasseur
       */
      name: string;
    };
    HistoryItem: {
      /**
       * @description An act; null for a field
       * @example bsff.signed
       */
      action: string | null;
      /** @description Null: the connector, or somebody on Trackdéchets */
      actor: components['schemas']['HistoryActor'] | null;
      /** @description Value after, of any JSON type */
      after:
        | (
            | string
            | number
            | boolean
            | {
                [key: string]: unknown;
              }
            | unknown[]
          )
        | null;
      /**
       * Format: date-time
       * @description When it happened; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      at: string;
      /** @description Value before, of any JSON type */
      before:
        | (
            | string
            | number
            | boolean
            | {
                [key: string]: unknown;
              }
            | unknown[]
          )
        | null;
      /**
       * @description Typed or done here, read on Trackdéchets, or written by an export
       * @enum {string}
       */
      origin: 'LOCAL' | 'TRACKDECHETS' | 'EXPORT';
      /**
       * @description The field: dotted, 0-based
       * @example packagings.0.acceptation.weight
       */
      path: string | null;
    };
    HistoryPage: {
      /** @description Each container of the document as Trackdéchets holds it */
      containers: components['schemas']['ContainerHistory'][];
      /** @description This page of the list */
      items: components['schemas']['HistoryItem'][];
      /**
       * @description `cursor` of the next page; null at the end
       * @example WyIyMDI2LTExLTIyIl0
       */
      nextCursor: string | null;
    };
    InvitationDto: {
      /**
       * Format: date-time
       * @description Until when it can be used; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      expiresAt: string;
      /**
       * @description shown once
       * @example Qm9uam91ci1sZS1tb25kZQ
       */
      token: string;
      /**
       * @description Link to send to the person, shown once
       * @example https://connecteur.exemple.fr/api/v1/invitations/…
       */
      url: string;
    };
    NewEstablishment: {
      /**
       * @description Postal address
       * @example 12 rue des Glaciers 73000 Chambéry
       */
      address?: string | null;
      /** @description The establishment of documents that name none; the first one always is */
      default?: boolean;
      /**
       * @description Name
       * @example Frigo Alpes
       */
      name: string;
      /**
       * @description Telephone
       * @example 04 79 00 00 01
       */
      phone?: string | null;
      /**
       * @description 14 digits; spaces are ignored
       * @example 73282932000074
       */
      siret: string;
    };
    NewFiche: {
      /** @description Who owns the equipment that the fluid comes from */
      detenteur?: components['schemas']['DetenteurInput'] | null;
      /**
       * Format: uuid
       * @description The operator’s establishment; the default one when left out
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      establishmentId?: string | null;
      /**
       * @description Number, as people read it
       * @example FI-2026-0042
       */
      numero?: string | null;
      /**
       * @description Where the intervention took place
       * @example 73000
       */
      postalCode?: string | null;
      /**
       * @description kg
       * @example 4.2
       */
      weight?: number | null;
    };
    NewPartner: {
      /**
       * @description Postal address
       * @example 14 quai des Salines 17000 La Rochelle
       */
      address?: string | null;
      /**
       * @description Person to speak to
       * @example Claire Vasseur
       */
      contact?: string | null;
      /** @description What is proposed on the next document that names the partner */
      defaults?: components['schemas']['PartnerDefaultsInput'] | null;
      /** @description A private person: neither SIRET nor VAT number, and only as DETENTEUR */
      isPrivateIndividual?: boolean;
      /**
       * Format: email
       * @description E-mail address
       * @example contact@thermo-littoral.test
       */
      mail?: string | null;
      /**
       * @description Name
       * @example Transports des Cimes
       */
      name: string;
      /**
       * @description Telephone
       * @example 05 46 00 00 11
       */
      phone?: string | null;
      /** @description Parts that the partner plays */
      roles: ('TRANSPORTER' | 'DESTINATION' | 'DETENTEUR')[];
      /**
       * @description 14 digits; spaces are ignored
       * @example 00000010002012
       */
      siret?: string | null;
      /**
       * @description VAT number of a foreign company, 20 characters at most; spaces are ignored
       * @example BE0541696005
       */
      vatNumber?: string | null;
    };
    NextCompanyData: {
      /**
       * @description Postal address
       * @example 14 quai des Salines 17000 La Rochelle
       */
      address?: string | null;
      /**
       * @description Person to ask for
       * @example Claire Vasseur
       */
      contact?: string | null;
      /**
       * @description E-mail address
       * @example contact@thermo-littoral.test
       */
      mail?: string | null;
      /**
       * @description Name
       * @example THERMO LITTORAL
       */
      name?: string | null;
      /**
       * @description Telephone
       * @example 05 46 00 00 11
       */
      phone?: string | null;
      /**
       * @description SIRET, 14 digits
       * @example 00000021000013
       */
      siret?: string | null;
      /**
       * @description VAT number of a foreign company
       * @example BE0541696005
       */
      vatNumber?: string | null;
    };
    NextDestinationData: {
      /**
       * @description Certificat d’acceptation préalable of the destination
       * @example CAP-2026-117
       */
      cap?: string | null;
      /** @description Name, numbers and people of a company, under Trackdéchets’ own field names */
      company?: components['schemas']['NextCompanyData'] | null;
      /**
       * @description Planned treatment (code of directive 2008/98/EC)
       * @enum {string|null}
       */
      plannedOperationCode?: 'R1' | 'R2' | 'R3' | 'R5' | 'D10' | 'R12' | 'R13' | 'D13' | 'D14' | 'D15' | null;
    };
    NextDestinationView: {
      /**
       * @description Certificat d’acceptation préalable of the destination
       * @example CAP-2026-117
       */
      cap: string | null;
      /** @description Name, numbers and people of a company, under Trackdéchets’ own field names */
      company: components['schemas']['RemoteCompanyView'] | null;
      /**
       * @description Planned treatment (code of directive 2008/98/EC)
       * @enum {string|null}
       */
      plannedOperationCode: 'R1' | 'R2' | 'R3' | 'R5' | 'D10' | 'R12' | 'R13' | 'D13' | 'D14' | 'D15' | null;
    };
    OperationData: {
      /**
       * @description Stable code, for programs
       * @example R2
       * @enum {string}
       */
      code: 'R1' | 'R2' | 'R3' | 'R5' | 'D10' | 'R12' | 'R13' | 'D13' | 'D14' | 'D15';
      /**
       * @description The date of the signature when left out
       * @example 2026-11-22T08:00:00.000Z
       */
      date?: string | null;
      /**
       * @description In words
       * @example Régénération
       */
      description: string;
      /**
       * @description Mode of treatment
       * @example REUTILISATION
       * @enum {string|null}
       */
      mode?: 'VALORISATION_ENERGETIQUE' | 'REUTILISATION' | 'RECYCLAGE' | 'AUTRES_VALORISATIONS' | 'ELIMINATION' | null;
      /** @description Called for by a code that is not final */
      nextDestination?: components['schemas']['NextDestinationData'] | null;
      /** @description Traceability ends here, by derogation */
      noTraceability?: boolean | null;
    };
    OperationView: {
      /**
       * @description Stable code, for programs
       * @enum {string|null}
       */
      code: 'R1' | 'R2' | 'R3' | 'R5' | 'D10' | 'R12' | 'R13' | 'D13' | 'D14' | 'D15' | null;
      /**
       * Format: date-time
       * @description When it was done; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      date: string | null;
      /**
       * @description In words
       * @example Régénération
       */
      description: string | null;
      /**
       * @description Mode of treatment
       * @enum {string|null}
       */
      mode: 'VALORISATION_ENERGETIQUE' | 'REUTILISATION' | 'RECYCLAGE' | 'AUTRES_VALORISATIONS' | 'ELIMINATION' | null;
      /** @description Where it goes on to, after R12, R13, D13… */
      nextDestination: components['schemas']['NextDestinationView'] | null;
      /** @description Traceability ends here, by derogation */
      noTraceability: boolean | null;
      /** @description Null: typed there and not signed yet */
      signature: components['schemas']['SignatureView'] | null;
    };
    PackagingPart: {
      /**
       * @description Number written on the container
       * @example B-145843
       */
      numero?: string | null;
      /**
       * @description What it is, when its type is AUTRE
       * @example Fût palette
       */
      other?: string | null;
      /**
       * @description Kind, in Trackdéchets’ codes
       * @enum {string|null}
       */
      type?: 'BOUTEILLE' | 'CONTENEUR' | 'CITERNE' | 'AUTRE' | null;
      /**
       * @description Litres
       * @example 12
       */
      volume?: number | null;
      /**
       * @description Kilograms
       * @example 8.5
       */
      weight?: number | null;
    };
    PackagingView: {
      /** @description The destination’s acceptation, once exported; weight in kilograms */
      acceptation?: components['schemas']['AcceptationView'] | null;
      /**
       * @description Number written on the container
       * @example B-145843
       */
      numero?: string | null;
      /** @description The destination’s operation, once exported */
      operation?: components['schemas']['OperationView'] | null;
      /**
       * @description What it is, when its type is AUTRE
       * @example Fût palette
       */
      other?: string | null;
      /**
       * @description Once exported
       * @example FF-20261122-AB12CD34E
       */
      trackdechetsId?: string | null;
      /**
       * @description Kind, in Trackdéchets’ codes
       * @enum {string|null}
       */
      type?: 'BOUTEILLE' | 'CONTENEUR' | 'CITERNE' | 'AUTRE' | null;
      /**
       * @description Litres
       * @example 12
       */
      volume?: number | null;
      /**
       * @description Kilograms
       * @example 8.5
       */
      weight?: number | null;
    };
    PartnerChange: {
      /**
       * @description Postal address
       * @example 14 quai des Salines 17000 La Rochelle
       */
      address?: string | null;
      /**
       * @description Person to speak to
       * @example Claire Vasseur
       */
      contact?: string | null;
      /** @description What is proposed on the next document that names the partner */
      defaults?: components['schemas']['PartnerDefaultsInput'] | null;
      /** @description A private person; null: not one */
      isPrivateIndividual?: boolean | null;
      /**
       * Format: email
       * @description E-mail address
       * @example contact@thermo-littoral.test
       */
      mail?: string | null;
      /**
       * @description Name
       * @example THERMO LITTORAL
       */
      name?: string;
      /**
       * @description Telephone
       * @example 05 46 00 00 11
       */
      phone?: string | null;
      /** @description Parts that the partner plays */
      roles?: ('TRANSPORTER' | 'DESTINATION' | 'DETENTEUR')[];
      /**
       * @description 14 digits; spaces are ignored
       * @example 00000010002012
       */
      siret?: string | null;
      /**
       * @description VAT number of a foreign company, 20 characters at most; spaces are ignored
       * @example BE0541696005
       */
      vatNumber?: string | null;
    };
    PartnerDefaultsInput: {
      /**
       * @description Certificat d’acceptation préalable
       * @example CAP-2026-117
       */
      cap?: string | null;
      /** @description Exempted from the transporter’s receipt (R. 541-50 of the code de l’environnement) */
      isExempted?: boolean | null;
      /**
       * @description Mode of transport
       * @enum {string|null}
       */
      mode?: 'ROAD' | 'RAIL' | 'AIR' | 'RIVER' | 'SEA' | 'OTHER' | 'UNKNOWN' | null;
      /**
       * @description Planned treatment (code of directive 2008/98/EC)
       * @enum {string|null}
       */
      plannedOperationCode?: 'R1' | 'R2' | 'R3' | 'R5' | 'D10' | 'R12' | 'R13' | 'D13' | 'D14' | 'D15' | null;
      /**
       * @description Number plates, two at most on Trackdéchets
       * @example [
       *       "AB-123-CD"
       *     ]
       */
      plates?: string[] | null;
    };
    PartnerDefaultsShown: {
      /**
       * @description Certificat d’acceptation préalable
       * @example CAP-2026-117
       */
      cap?: string | null;
      /** @description Exempted from the transporter’s receipt (R. 541-50 of the code de l’environnement) */
      isExempted?: boolean | null;
      /**
       * @description Mode of transport
       * @enum {string|null}
       */
      mode?: 'ROAD' | 'RAIL' | 'AIR' | 'RIVER' | 'SEA' | 'OTHER' | 'UNKNOWN' | null;
      /**
       * @description Planned treatment (code of directive 2008/98/EC)
       * @enum {string|null}
       */
      plannedOperationCode?: 'R1' | 'R2' | 'R3' | 'R5' | 'D10' | 'R12' | 'R13' | 'D13' | 'D14' | 'D15' | null;
      /**
       * @description Number plates, two at most on Trackdéchets
       * @example [
       *       "AB-123-CD"
       *     ]
       */
      plates?: string[] | null;
    };
    PartnerPage: {
      /** @description This page of the list */
      items: components['schemas']['PartnerView'][];
      /**
       * @description `cursor` of the next page; null at the end
       * @example WyIyMDI2LTExLTIyIl0
       */
      nextCursor: string | null;
    };
    PartnerView: {
      /**
       * @description Postal address
       * @example 14 quai des Salines 17000 La Rochelle
       */
      address: string;
      /**
       * @description Person to ask for
       * @example Claire Vasseur
       */
      contact: string;
      /**
       * Format: date-time
       * @description When it was created here; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      createdAt: string;
      /** @description What is proposed on the next document that names the partner */
      defaults: components['schemas']['PartnerDefaultsShown'];
      /**
       * Format: uuid
       * @description Its id here
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      id: string;
      /** @description A private person, without SIRET */
      isPrivateIndividual: boolean;
      /**
       * @description E-mail address
       * @example contact@thermo-littoral.test
       */
      mail: string;
      /**
       * @description Name
       * @example THERMO LITTORAL
       */
      name: string;
      /**
       * @description Telephone
       * @example 05 46 00 00 11
       */
      phone: string;
      /** @description Parts that the partner plays */
      roles: ('TRANSPORTER' | 'DESTINATION' | 'DETENTEUR')[];
      /**
       * @description SIRET, 14 digits
       * @example 00000021000013
       */
      siret: string | null;
      /** @description Null until Trackdéchets was asked, or without number */
      trackdechets: components['schemas']['CompanyStanding'] | null;
      /**
       * Format: date-time
       * @description When it last changed; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      updatedAt: string;
      /**
       * @description VAT number of a foreign company
       * @example BE0541696005
       */
      vatNumber: string | null;
      /**
       * @description Number of the version: the ETag holds it
       * @example 1
       */
      version: number;
    };
    PasswordDto: {
      /**
       * @description The password until now
       * @example la nuit tous les chats sont gris
       */
      currentPassword: string;
      /**
       * @description The password from now on
       * @example un autre mot de passe à moi
       */
      newPassword: string;
    };
    PastedTokenDto: {
      /**
       * @description as it was copied: spaces, line ends, quotes and « Bearer » around it are taken off
       * @example Xk3vTq8LmZbN5RdWcY1sHfJp7GaUe2iQo6KtVxBn
       */
      token: string;
    };
    /** @description RFC 9457. Some codes carry more: `reasons` (NOT_ELIGIBLE), `company` (TRACKDECHETS_UNAVAILABLE of a look-up)… */
    Problem: {
      /**
       * @description Stable code, for programs
       * @example VALIDATION_FAILED
       */
      code: string;
      /**
       * @description What is wrong and what to do, for people
       * @example Certains champs ne sont pas valides : corrigez-les et renvoyez la demande.
       */
      detail: string;
      /**
       * @description For invalid input: what is wrong, field by field, all at once
       * @example [
       *       {
       *         "path": "packagings.0.volume",
       *         "code": "FIELD_REQUIRED",
       *         "message": "Ce champ est obligatoire."
       *       }
       *     ]
       */
      errors?: {
        /** @example FIELD_REQUIRED */
        code: string;
        /** @example Ce champ est obligatoire. */
        message: string;
        /**
         * @description dotted, 0-based
         * @example packagings.0.volume
         */
        path: string;
        /** @description Trackdéchets’ own sentence, when the fault comes from there */
        trackdechetsMessage?: string;
      }[];
      /**
       * @description X-Request-Id of the request: give it to whoever helps you
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      requestId: string;
      /**
       * @description The HTTP status
       * @example 400
       */
      status: number;
      /**
       * @description Kind of problem, for people
       * @example Demande invalide
       */
      title: string;
      /**
       * @description Always about:blank: `code` tells problems apart
       * @example about:blank
       */
      type: string;
    } & {
      [key: string]: unknown;
    };
    PullInput: {
      /**
       * @description Reads every document again in full: also finds what moves no date on Trackdéchets (acceptance typed but not signed, edited fiches)
       * @default false
       */
      complete?: boolean;
    };
    PullView: {
      /**
       * @description Documents where both sides changed the same field
       * @example 0
       */
      conflicts: number;
      /**
       * @description Documents born on Trackdéchets that came in
       * @example 0
       */
      created: number;
      /**
       * @description NO_VALID_TOKEN, ESTABLISHMENTS_UNREAD (some establishments that no token can list), DOCUMENTS_REFUSED (some documents could not be read or written; all others were), TRACKDECHETS_UNAVAILABLE, TRACKDECHETS_RATE_LIMITED…
       * @example TRACKDECHETS_UNAVAILABLE
       */
      error: string | null;
      /**
       * Format: date-time
       * @description When it ended; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      finishedAt: string | null;
      /**
       * Format: uuid
       * @description Its id here
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      id: string;
      /**
       * @description Documents deleted there, or out of reach
       * @example 0
       */
      removed: number;
      /**
       * @description Documents looked at
       * @example 12
       */
      seen: number;
      /**
       * Format: date-time
       * @description When it began; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      startedAt: string | null;
      /**
       * @description Where it stands
       * @enum {string}
       */
      state: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED';
      /**
       * @description Documents that had not changed
       * @example 12
       */
      unchanged: number;
      /**
       * @description Documents with at least one change
       * @example 1
       */
      updated: number;
    };
    ReadinessView: {
      /** @description What Trackdéchets would refuse at that step, all at once */
      errors: components['schemas']['FindingView'][];
      /** @description No error */
      ready: boolean;
      /**
       * @description The step that is prepared
       * @enum {string}
       */
      step: 'DRAFT' | 'PUBLICATION' | 'EMISSION' | 'TRANSPORT';
      /** @description What it accepts and a person would regret, or what is not known */
      warnings: components['schemas']['FindingView'][];
    };
    ReceiptPart: {
      /**
       * @description Ignored by Trackdéchets, like the number
       * @example 17
       */
      department?: string | null;
      /** @description Exempted from the receipt (R. 541-50 of the code de l’environnement) */
      isExempted?: boolean | null;
      /**
       * @description Ignored by Trackdéchets, which keeps the one recorded by the transporter
       * @example REC-17-2025-0108
       */
      number?: string | null;
      /**
       * @description Ignored by Trackdéchets, like the number
       * @example 2026-11-22T08:00:00.000Z
       */
      validityLimit?: string | null;
    };
    ReceiptShown: {
      /**
       * @description Ignored by Trackdéchets, like the number
       * @example 17
       */
      department?: string | null;
      /** @description Exempted from the receipt (R. 541-50 of the code de l’environnement) */
      isExempted?: boolean | null;
      /**
       * @description Ignored by Trackdéchets, which keeps the one recorded by the transporter
       * @example REC-17-2025-0108
       */
      number?: string | null;
      /**
       * Format: date-time
       * @description Ignored by Trackdéchets, like the number
       * @example 2026-11-22T08:00:00.000Z
       */
      validityLimit?: string | null;
    };
    ReceiptView: {
      /**
       * @description Department that gave the receipt
       * @example 73
       */
      department: string;
      /** @description It ends within 30 days, or is over */
      endsSoon: boolean;
      /** @description It is over */
      expired: boolean;
      /**
       * @description Number of the receipt
       * @example REC-73-2024-0042
       */
      number: string;
      /**
       * Format: date-time
       * @description Until when the receipt holds; ISO 8601, UTC
       * @example 2029-12-31T00:00:00.000Z
       */
      validityLimit: string;
    };
    ReceptionData: {
      /**
       * @description When it was done; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      date?: string | null;
    };
    ReceptionPart: {
      /**
       * @description When it was done; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      date?: string | null;
    };
    ReceptionShown: {
      /**
       * Format: date-time
       * @description When it was done; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      date?: string | null;
    };
    RefrigerantPage: {
      /** @description This page of the list */
      items: components['schemas']['RefrigerantView'][];
      /**
       * @description `cursor` of the next page; null at the end
       * @example WyIyMDI2LTExLTIyIl0
       */
      nextCursor: string | null;
    };
    RefrigerantProposal: {
      /**
       * @description ADR statement of the waste
       * @example UN 1078, GAZ FRIGORIFIQUE, N.S.A., 2.2, (C/E)
       */
      adr: string | null;
      /**
       * @description Tonnes of CO2 equivalent of the total weight
       * @example 10.855
       */
      co2EquivalentTonnes: number | null;
      /**
       * @description ASHRAE number of the fluid
       * @example R-410A
       */
      code: string;
      /**
       * @description Code of the European list of wastes
       * @example 14 06 01*
       */
      wasteCode: string | null;
    };
    RefrigerantReasons: {
      /**
       * @description Why there is none
       * @example null
       */
      adr: string | null;
      /**
       * @description Why there is none
       * @example null
       */
      safetyClass: string | null;
      /**
       * @description Why there is none
       * @example null
       */
      wasteCode: string | null;
    };
    RefrigerantSources: {
      /**
       * @description Where it is from
       * @example ADR 2025, tableau A
       */
      adr: string;
      /**
       * @description Where it is from
       * @example ASHRAE 34-2022
       */
      composition: string;
      /**
       * @description Where it is from
       * @example ISO 817:2014
       */
      safetyClass: string;
      /**
       * @description Where it is from
       * @example Décision 2000/532/CE
       */
      wasteCode: string;
    };
    RefrigerantView: {
      /**
       * @description For waste.adr
       * @example UN 1078 DÉCHET GAZ FRIGORIFIQUE, N.S.A. (R 410A), 2.2, (C/E)
       */
      adr: string | null;
      /**
       * @description Kind of blend; null for a pure substance
       * @enum {string|null}
       */
      blend: 'ZEOTROPE' | 'AZEOTROPE' | null;
      /**
       * @description Tonnes, for the weight of the query
       * @example 10.855
       */
      co2EquivalentTonnes?: number | null;
      /**
       * @description ASHRAE number
       * @example R-410A
       */
      code: string;
      /** @description Components, by mass */
      composition: components['schemas']['ComponentView'][];
      /**
       * @description Chemical family
       * @enum {string}
       */
      family: 'CFC' | 'HCFC' | 'HFC' | 'HFC_HFO' | 'HFO' | 'HCFO' | 'PFC' | 'HALON' | 'HC' | 'NATURAL';
      /**
       * @description Chemical formula of a pure substance
       * @example null
       */
      formula: string | null;
      /** @description Global warming potentials, by edition */
      gwp: components['schemas']['GwpView'][];
      /**
       * @description Name
       * @example R-32 50 %, R-125 50 %
       */
      name: string;
      /** @description Why a value is null */
      reasons: components['schemas']['RefrigerantReasons'];
      /** @description The value by which CO2 equivalents are counted */
      referenceGwp: components['schemas']['GwpView'] | null;
      /**
       * @description Safety class of ISO 817
       * @example A1
       */
      safetyClass: string | null;
      /** @description Where each value is from */
      sources: components['schemas']['RefrigerantSources'];
      /**
       * @description Number of the United Nations for dangerous goods
       * @example 1078
       */
      unNumber: string | null;
      /**
       * @description For waste.code
       * @enum {string|null}
       */
      wasteCode: '14 06 01*' | '14 06 02*' | '14 06 03*' | '16 05 04*' | '13 03 10*' | null;
    };
    RefusedView: {
      /**
       * Format: uuid
       * @description The document, by its id here
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      bsffId: string;
      /**
       * @description Stable code, for programs
       * @example NOT_READY
       */
      code: string;
      /** @description What is wrong, field by field, all at once */
      errors?: components['schemas']['ExportErrorView'][];
    };
    RemoteCompanyView: {
      /**
       * @description Postal address
       * @example 12 rue des Glaciers 73000 Chambéry
       */
      address?: string | null;
      /**
       * @description Person to ask for
       * @example Claire Vasseur
       */
      contact?: string | null;
      /**
       * @description Ignored by Trackdéchets for a BSFF
       * @example FR
       */
      country?: string | null;
      /**
       * @description Ignored by Trackdéchets for a BSFF
       * @example null
       */
      extraEuropeanId?: string | null;
      /**
       * @description E-mail address
       * @example contact@frigo-alpes.test
       */
      mail?: string | null;
      /**
       * @description Name
       * @example FRIGO ALPES
       */
      name?: string | null;
      /**
       * @description Ignored by Trackdéchets for a BSFF
       * @example null
       */
      omiNumber?: string | null;
      /**
       * @description SIRET or VAT number, as Trackdéchets names a company
       * @example 00000010002012
       */
      orgId: string | null;
      /**
       * @description Telephone
       * @example 04 79 00 00 01
       */
      phone?: string | null;
      /**
       * @description SIRET, 14 digits
       * @example 00000010002012
       */
      siret?: string | null;
      /**
       * @description Foreign transporters only
       * @example BE0541696005
       */
      vatNumber?: string | null;
    };
    RightsDto: {
      /**
       * @description replaces those before
       * @example [
       *       "EXPORT_BSFF"
       *     ]
       */
      rights: ('FULL_ACCESS' | 'EXPORT_BSFF' | 'DEFINE_CONTACT')[];
    };
    SessionDto: {
      /**
       * Format: date-time
       * @description When it was created here; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      createdAt: string;
      /** @description the session of this very request */
      current: boolean;
      /**
       * Format: date-time
       * @description Until when it can be used; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      expiresAt: string;
      /**
       * Format: uuid
       * @description Its id here
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      id: string;
      /**
       * @description Address that the request came from
       * @example 192.0.2.7
       */
      ip: string;
      /**
       * Format: date-time
       * @description to the minute
       * @example 2026-11-22T08:00:00.000Z
       */
      lastSeenAt: string;
      /**
       * @description Program that opened it
       * @example Mozilla/5.0 …
       */
      userAgent: string;
    };
    SessionPageDto: {
      /** @description This page of the list */
      items: components['schemas']['SessionDto'][];
      /**
       * @description `cursor` of the next page; null at the end
       * @example WyIyMDI2LTExLTIyIl0
       */
      nextCursor: string | null;
    };
    SignatureInput: {
      /** @description ACCEPTATION: written on the container before the signature */
      acceptation?: components['schemas']['AcceptationData'] | null;
      /**
       * @description The full name of the signed-in person when left out
       * @example Bastien Morel
       */
      author?: string;
      /**
       * @description Now when left out; at most a day ahead
       * @example 2026-11-22T08:00:00.000Z
       */
      date?: string | null;
      /** @description OPERATION: written on the container before the signature */
      operation?: components['schemas']['OperationData'] | null;
      /**
       * @description ACCEPTATION and OPERATION: one container (`packagings[].trackdechetsId`)
       * @example cmwrc6roo000mreytohb52ccp
       */
      packagingId?: string;
      /** @description RECEPTION: its date; that of the signature when left out */
      reception?: components['schemas']['ReceptionData'] | null;
      /**
       * @description The establishment’s signature code, to sign in its place; passed on, never stored nor logged
       * @example 4231
       */
      securityCode?: number;
      /** @description TRANSPORT: written on the next transporter before the signature */
      transport?: components['schemas']['TransportData'] | null;
      /**
       * @description Kind, in Trackdéchets’ codes
       * @enum {string}
       */
      type: 'EMISSION' | 'TRANSPORT' | 'RECEPTION' | 'ACCEPTATION' | 'OPERATION';
    };
    SignatureView: {
      /**
       * @description Name of who signs or signed
       * @example Anne Mercier
       */
      author: string | null;
      /**
       * Format: date-time
       * @description When it was done; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      date: string | null;
    };
    SignedInDto: {
      /**
       * Format: date-time
       * @description at the latest; a session also ends once unused for as long as SESSION_IDLE_HOURS says, 12 hours unless set
       * @example 2026-11-22T08:00:00.000Z
       */
      expiresAt: string;
      /**
       * @description to send back as `Authorization: Bearer …`; shown once
       * @example Qm9uam91ci1sZS1tb25kZQ
       */
      token: string;
      /** @description Whom it is about */
      user: components['schemas']['UserDto'];
    };
    SignInDto: {
      /**
       * Format: email
       * @description E-mail, compared whatever its case
       * @example camille.durand@froid-service.fr
       */
      email: string;
      /**
       * @description At least 12 characters, not a common one, not the e-mail
       * @example un mot de passe à moi seul
       */
      password: string;
    };
    StartedConnectionDto: {
      /**
       * Format: date-time
       * @description the person must be back before: ten minutes
       * @example 2026-11-22T08:00:00.000Z
       */
      expiresAt: string;
      /**
       * @description open it in the browser that is signed in here
       * @example https://app.trackdechets.beta.gouv.fr/oauth2/authorize/dialog?response_type=code&client_id=…
       */
      url: string;
    };
    SummaryRow: {
      /**
       * @description Tonnes of CO2 equivalent
       * @example 10.855
       */
      co2EquivalentTonnes: number | null;
      /**
       * @description Number of containers
       * @example 2
       */
      containers: number;
      /**
       * @description Who receives and treats the waste
       * @example RECYCLAGE GAZ GARONNE
       */
      destination: string | null;
      /**
       * @description Null when no fluid is recognised
       * @example R-410A
       */
      fluid: string | null;
      /**
       * @description kg: accepted where the acceptance is signed, typed before
       * @example 124.5
       */
      kilograms: number;
      /**
       * @description Operation of the container, once signed
       * @example R2
       */
      operation: string | null;
      /**
       * @description On Trackdéchets; LOCAL before the export
       * @example PROCESSED
       */
      status: string;
    };
    SummaryView: {
      /** @description This page of the list */
      items: components['schemas']['SummaryRow'][];
      /**
       * @description Calendar year
       * @example 2026
       */
      year: number;
    };
    TokenAccountDto: {
      /**
       * @description E-mail, compared whatever its case
       * @example camille.durand@froid-service.fr
       */
      email: string;
      /**
       * @description Name
       * @example Camille Durand
       */
      name: string;
    };
    TokenCompanyDto: {
      /**
       * @description Name
       * @example Froid Service
       */
      name: string;
      /**
       * @description SIRET or VAT number, as Trackdéchets names a company
       * @example 00000000000016
       */
      orgId: string;
      /**
       * @description What the role allows, in Trackdéchets’ codes
       * @example [
       *       "BSD_CAN_READ",
       *       "BSD_CAN_LIST",
       *       "BSD_CAN_CREATE"
       *     ]
       */
      permissions: string[];
      /**
       * @description Role in the establishment on Trackdéchets, or part that a partner plays
       * @enum {string|null}
       */
      role: 'READER' | 'DRIVER' | 'MEMBER' | 'ADMIN' | null;
      /**
       * @description SIRET, 14 digits
       * @example 00000000000016
       */
      siret: string | null;
      /**
       * @description VAT number of a foreign company
       * @example null
       */
      vatNumber: string | null;
    };
    TokenEvent: {
      /**
       * @description A status of `TokenStatus`
       * @example VALID
       */
      status: string;
    };
    TokenStatusDto: {
      /** @description Whose token it is on Trackdéchets */
      account: components['schemas']['TokenAccountDto'] | null;
      /**
       * Format: date-time
       * @description when Trackdéchets last answered
       * @example 2026-11-22T08:00:00.000Z
       */
      checkedAt: string | null;
      /** @description Establishments of the account on Trackdéchets, with the role it has in each */
      companies: components['schemas']['TokenCompanyDto'][];
      /**
       * @description Last four characters of the token, to tell it from another
       * @example x7Kq
       */
      lastFour: string | null;
      /**
       * @description for people: what it means and what to do
       * @example Votre clé est valide
       */
      message: string;
      /**
       * @description Where it stands
       * @enum {string}
       */
      status: 'NONE' | 'UNVERIFIED' | 'VALID' | 'REJECTED' | 'EMAIL_MISMATCH';
      /**
       * Format: date-time
       * @description when it was last found good
       * @example 2026-11-22T08:00:00.000Z
       */
      verifiedAt: string | null;
    };
    TrackdechetsAccessView: {
      /**
       * @description Why there is none, for programs
       * @enum {string|null}
       */
      reason: 'TOKEN_REFUSED' | 'KEY_LOST' | 'TOKEN_UNVERIFIED' | 'NO_EXPORT_RIGHT' | 'NO_TOKEN' | null;
      /**
       * Format: date-time
       * @description Since when there is none
       * @example 2026-11-22T08:00:00.000Z
       */
      since: string | null;
      /**
       * @description Valid tokens that may list its documents; 0: no updates
       * @example 2
       */
      usableTokens: number;
    };
    TrackdechetsRole: {
      /**
       * @description Name
       * @example Anne Mercier
       */
      name: string;
      /**
       * @description Role in the establishment on Trackdéchets, or part that a partner plays
       * @example MEMBER
       * @enum {string}
       */
      role: 'READER' | 'DRIVER' | 'MEMBER' | 'ADMIN';
      /**
       * Format: uuid
       * @description A person of this instance
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      userId: string;
    };
    TrackdechetsState: {
      /**
       * Format: date-time
       * @description When it first reached Trackdéchets; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      exportedAt: string | null;
      /**
       * Format: uuid
       * @description Who had it exported
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      exportedBy: string | null;
      /**
       * @description Its id on Trackdéchets
       * @example FF-20261122-AB12CD34E
       */
      id: string;
      /** @description True while Trackdéchets holds it as a draft */
      isDraft: boolean;
      /**
       * @description Changed here since both sides last agreed
       * @example [
       *       "destination.cap"
       *     ]
       */
      localChanges: string[];
      /**
       * Format: date-time
       * @description When it was last read on Trackdéchets; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      pulledAt: string | null;
      /**
       * @description Why it is no longer seen on Trackdéchets
       * @enum {string|null}
       */
      removal: 'DELETED' | 'ACCESS_LOST' | null;
      /** @description Deleted there, or out of everyone’s reach */
      removed: boolean;
      /**
       * @description Kept from changing by a signature
       * @example [
       *       "waste.code"
       *     ]
       */
      sealedFields: string[];
      /**
       * @description Where it stands
       * @enum {string}
       */
      status:
        | 'INITIAL'
        | 'SIGNED_BY_EMITTER'
        | 'SENT'
        | 'RECEIVED'
        | 'ACCEPTED'
        | 'REFUSED'
        | 'PARTIALLY_REFUSED'
        | 'INTERMEDIATELY_PROCESSED'
        | 'PROCESSED';
      /**
       * Format: date-time
       * @description When it last changed; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      updatedAt: string;
    };
    TransportData: {
      /**
       * @description Draft or published
       * @example ROAD
       * @enum {string|null}
       */
      mode?: 'ROAD' | 'RAIL' | 'AIR' | 'RIVER' | 'SEA' | 'OTHER' | 'UNKNOWN' | null;
      /**
       * @description Number plates, two at most on Trackdéchets
       * @example [
       *       "AB-123-CD"
       *     ]
       */
      plates?: string[] | null;
      /**
       * @description When the transporter took it over; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      takenOverAt?: string | null;
    };
    TransporterCompanyPart: {
      /**
       * @description Postal address
       * @example 8 route de Lyon 73200 Albertville
       */
      address?: string | null;
      /**
       * @description Person to ask for
       * @example Marc Roux
       */
      contact?: string | null;
      /**
       * @description Ignored by Trackdéchets for a BSFF
       * @example FR
       */
      country?: string | null;
      /**
       * @description Ignored by Trackdéchets for a BSFF
       * @example null
       */
      extraEuropeanId?: string | null;
      /**
       * @description E-mail address
       * @example exploitation@transports-cimes.test
       */
      mail?: string | null;
      /**
       * @description Name
       * @example TRANSPORTS DES CIMES
       */
      name?: string | null;
      /**
       * @description Ignored by Trackdéchets for a BSFF
       * @example null
       */
      omiNumber?: string | null;
      /**
       * @description Telephone
       * @example 04 79 00 00 20
       */
      phone?: string | null;
      /**
       * @description SIRET, 14 digits
       * @example 00000010002012
       */
      siret?: string | null;
      /**
       * @description Foreign transporters only
       * @example BE0541696005
       */
      vatNumber?: string | null;
    };
    TransporterCompanyShown: {
      /**
       * @description Postal address
       * @example 8 route de Lyon 73200 Albertville
       */
      address?: string | null;
      /**
       * @description Person to ask for
       * @example Marc Roux
       */
      contact?: string | null;
      /**
       * @description Ignored by Trackdéchets for a BSFF
       * @example FR
       */
      country?: string | null;
      /**
       * @description Ignored by Trackdéchets for a BSFF
       * @example null
       */
      extraEuropeanId?: string | null;
      /**
       * @description E-mail address
       * @example exploitation@transports-cimes.test
       */
      mail?: string | null;
      /**
       * @description Name
       * @example TRANSPORTS DES CIMES
       */
      name?: string | null;
      /**
       * @description Ignored by Trackdéchets for a BSFF
       * @example null
       */
      omiNumber?: string | null;
      /**
       * @description Telephone
       * @example 04 79 00 00 20
       */
      phone?: string | null;
      /**
       * @description SIRET, 14 digits
       * @example 00000010002012
       */
      siret?: string | null;
      /**
       * @description Foreign transporters only
       * @example BE0541696005
       */
      vatNumber?: string | null;
    };
    TransporterPart: {
      /** @description Name, numbers and people of a company, under Trackdéchets’ own field names */
      company?: components['schemas']['TransporterCompanyPart'] | null;
      /**
       * @description Free text, shown on the document
       * @example Quai nord
       */
      customInfo?: string | null;
      /**
       * Format: uuid
       * @description A partner, instead of `company`; copied onto the document at export
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      partnerId?: string | null;
      /** @description The transporter’s receipt */
      recepisse?: components['schemas']['ReceiptPart'] | null;
      /** @description Mode, plates and date of the journey */
      transport?: components['schemas']['TransportPart'] | null;
    };
    TransporterView: {
      /** @description Name, numbers and people of a company, under Trackdéchets’ own field names */
      company?: components['schemas']['TransporterCompanyShown'] | null;
      /**
       * @description Free text, shown on the document
       * @example Quai nord
       */
      customInfo?: string | null;
      /**
       * Format: uuid
       * @description A partner, instead of `company`; copied onto the document at export
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      partnerId?: string | null;
      /** @description The transporter’s receipt */
      recepisse?: components['schemas']['ReceiptShown'] | null;
      /** @description Once exported */
      signature?: components['schemas']['SignatureView'] | null;
      /** @description Mode, plates and date of the journey */
      transport?: components['schemas']['TransportShown'] | null;
    };
    TransportPart: {
      /**
       * @description Left out: ROAD
       * @enum {string|null}
       */
      mode?: 'ROAD' | 'RAIL' | 'AIR' | 'RIVER' | 'SEA' | 'OTHER' | 'UNKNOWN' | null;
      /**
       * @description At most 2 on Trackdéchets, 4 to 12 characters each
       * @example [
       *       "AB-123-CD"
       *     ]
       */
      plates?: string[] | null;
      /**
       * @description Taken over at
       * @example 2026-11-22T08:00:00.000Z
       */
      takenOverAt?: string | null;
    };
    TransportShown: {
      /**
       * @description Left out: ROAD
       * @enum {string|null}
       */
      mode?: 'ROAD' | 'RAIL' | 'AIR' | 'RIVER' | 'SEA' | 'OTHER' | 'UNKNOWN' | null;
      /**
       * @description At most 2 on Trackdéchets, 4 to 12 characters each
       * @example [
       *       "AB-123-CD"
       *     ]
       */
      plates?: string[] | null;
      /**
       * Format: date-time
       * @description Taken over at
       * @example 2026-11-22T08:00:00.000Z
       */
      takenOverAt?: string | null;
    };
    UpdateProfileDto: {
      /**
       * @description First name
       * @example Camille
       */
      firstName?: string | null;
      /**
       * @description Last name
       * @example Durand
       */
      lastName?: string | null;
      /**
       * @description Telephone
       * @example 04 76 00 00 00
       */
      phone?: string | null;
    };
    UpdateUserDto: {
      /** @description false ends the sessions and invitation links of this person at once */
      active?: boolean;
      /** @description manages users, rights and establishments; gives none of the three rights */
      administrator?: boolean;
      /**
       * Format: email
       * @description E-mail, compared whatever its case
       * @example camille.durand@froid-service.fr
       */
      email?: string;
      /**
       * @description First name
       * @example Camille
       */
      firstName?: string | null;
      /**
       * @description Last name
       * @example Durand
       */
      lastName?: string | null;
      /**
       * @description Telephone
       * @example 04 76 00 00 00
       */
      phone?: string | null;
    };
    UserDto: {
      /** @description False: the person can no longer sign in */
      active: boolean;
      /** @description Manages people, rights and establishments, and reads the audit; gives none of the three rights */
      administrator: boolean;
      /**
       * Format: date-time
       * @description When it was created here; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: email
       * @description E-mail, compared whatever its case
       * @example camille.durand@froid-service.fr
       */
      email: string;
      /**
       * @description First name
       * @example Camille
       */
      firstName: string;
      /**
       * Format: uuid
       * @description Its id here
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      id: string;
      /**
       * @description Last name
       * @example Durand
       */
      lastName: string;
      /**
       * @description Telephone
       * @example 04 76 00 00 00
       */
      phone: string;
      /** @description as granted; FULL_ACCESS implies the two others */
      rights: ('FULL_ACCESS' | 'EXPORT_BSFF' | 'DEFINE_CONTACT')[];
      /** @description The person’s token, without the token */
      trackdechets: components['schemas']['TokenStatusDto'];
      /** @description whether this person is the Trackdéchets contact of the instance */
      trackdechetsContact: boolean;
      /**
       * Format: date-time
       * @description When it last changed; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      updatedAt: string;
      /**
       * @description the ETag, without its quotes
       * @example 3
       */
      version: number;
    };
    UserPageDto: {
      /** @description This page of the list */
      items: components['schemas']['UserDto'][];
      /**
       * @description `cursor` of the next page; null at the end
       * @example WyIyMDI2LTExLTIyIl0
       */
      nextCursor: string | null;
    };
    WastePart: {
      /**
       * @description Wording for the transport of dangerous goods
       * @example UN 1078, GAZ FRIGORIFIQUE, N.S.A., 2.2, (C/E)
       */
      adr?: string | null;
      /**
       * @description One of 14 06 01*, 14 06 02*, 14 06 03*, 16 05 04*, 13 03 10*
       * @example 14 06 01*
       */
      code?: string | null;
      /**
       * @description In words
       * @example R-410A
       */
      description?: string | null;
    };
    WasteShown: {
      /**
       * @description Wording for the transport of dangerous goods
       * @example UN 1078, GAZ FRIGORIFIQUE, N.S.A., 2.2, (C/E)
       */
      adr?: string | null;
      /**
       * @description One of 14 06 01*, 14 06 02*, 14 06 03*, 16 05 04*, 13 03 10*
       * @example 14 06 01*
       */
      code?: string | null;
      /**
       * @description In words
       * @example R-410A
       */
      description?: string | null;
    };
    WebhookView: {
      /** @description False once Trackdéchets switched it off; it is switched on again within the hour */
      activated: boolean;
      /**
       * Format: date-time
       * @description When Trackdéchets was last asked; ISO 8601, UTC
       * @example 2026-11-22T08:00:00.000Z
       */
      checkedAt: string;
      /**
       * @description How many times Trackdéchets had switched it off
       * @example 0
       */
      reactivations: number;
      /**
       * Format: date-time
       * @description Last one received
       * @example 2026-11-22T08:00:00.000Z
       */
      receivedAt: string | null;
      /**
       * Format: uuid
       * @description Whose Trackdéchets token watches over it
       * @example 0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70
       */
      registeredBy: string;
    };
    WeightPart: {
      /** @description Estimated rather than weighed */
      isEstimate?: boolean | null;
      /**
       * @description Total, in kilograms
       * @example 12.5
       */
      value?: number | null;
    };
    WeightShown: {
      /** @description Estimated rather than weighed */
      isEstimate?: boolean | null;
      /**
       * @description Total, in kilograms
       * @example 12.5
       */
      value?: number | null;
    };
  };
  responses: {
    /** @description RFC 9457 */
    Problem: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  Alerts_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AlertList'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Audit_list: {
    parameters: {
      query?: {
        /** @description whole, or its beginning with a dot: `user.` */
        action?: string;
        /** @description who acted */
        actorId?: string;
        /** @description nextCursor of the page before */
        cursor?: string;
        /** @description How many at most */
        limit?: number;
        /** @description from this moment on */
        since?: string;
        /** @description on whom or what; for a token, its owner */
        subjectId?: string;
        /** @description On what kind of thing */
        subjectType?:
          | 'user'
          | 'session'
          | 'credential'
          | 'establishment'
          | 'partner'
          | 'fiche'
          | 'bsff'
          | 'export'
          | 'pull'
          | 'audit'
          | 'database';
        /** @description before this moment */
        until?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditPageDto'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Bsffs_list: {
    parameters: {
      query?: {
        /** @description nextCursor of the page before */
        cursor?: string;
        /** @description Establishment of this instance */
        establishmentId?: string;
        /** @description How far the document’s last export is; LOCAL while there is none */
        exportState?: 'LOCAL' | 'QUEUED' | 'SENDING' | 'UNCERTAIN' | 'EXPORTED' | 'REFUSED' | 'WAITING';
        /** @description How many at most */
        limit?: number;
        /** @description Words, or their beginnings, of a number, container, partner, fiche or other text */
        query?: string;
        /** @description Status on Trackdéchets */
        status?:
          | 'INITIAL'
          | 'SIGNED_BY_EMITTER'
          | 'SENT'
          | 'RECEIVED'
          | 'ACCEPTED'
          | 'REFUSED'
          | 'PARTIALLY_REFUSED'
          | 'INTERMEDIATELY_PROCESSED'
          | 'PROCESSED';
        /** @description Changed at this instant or later */
        updatedSince?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BsffPage'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Bsffs_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within 24 h returns the first answer; another body gets 422 IDEMPOTENCY_KEY_REUSED */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BsffInputBody'];
      };
    };
    responses: {
      201: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          /** @description Where what was created, or left to be done, can be read */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BsffView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      422: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Bsffs_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BsffView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      404: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Bsffs_remove: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag that was read: 412 and nothing changed when the resource was changed since */
        'If-Match'?: string;
      };
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Its deletion on Trackdéchets is under way: an `Export` */
      202: {
        headers: {
          /** @description Where what was created, or left to be done, can be read */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ExportView'];
        };
      };
      /** @description Deleted */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      412: components['responses']['Problem'];
      422: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Bsffs_change: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag that was read: 412 and nothing changed when the resource was changed since */
        'If-Match'?: string;
      };
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BsffInputBody'];
      };
    };
    responses: {
      200: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BsffView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      412: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      422: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  DocumentPulls_resolve: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within 24 h returns the first answer; another body gets 422 IDEMPOTENCY_KEY_REUSED */
        'Idempotency-Key'?: string;
        /** @description The ETag that was read: 412 and nothing changed when the resource was changed since */
        'If-Match'?: string;
      };
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConflictResolutionInput'];
      };
    };
    responses: {
      200: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BsffView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      412: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      422: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Bsffs_duplicate: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within 24 h returns the first answer; another body gets 422 IDEMPOTENCY_KEY_REUSED */
        'Idempotency-Key'?: string;
        /** @description The ETag that was read: 412 and nothing changed when the resource was changed since */
        'If-Match'?: string;
      };
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      201: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          /** @description Where what was created, or left to be done, can be read */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BsffView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      412: components['responses']['Problem'];
      422: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Exports_export: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within 24 h returns the first answer; another body gets 422 IDEMPOTENCY_KEY_REUSED */
        'Idempotency-Key'?: string;
        /** @description The ETag that was read: 412 and nothing changed when the resource was changed since */
        'If-Match'?: string;
      };
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ExportInput'];
      };
    };
    responses: {
      202: {
        headers: {
          /** @description Where what was created, or left to be done, can be read */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ExportView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      412: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      422: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  DocumentPulls_historyOf: {
    parameters: {
      query?: {
        /** @description nextCursor of the page before */
        cursor?: string;
        /** @description How many at most */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HistoryPage'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      404: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Signatures_pdf: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/pdf': string;
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      422: components['responses']['Problem'];
      502: components['responses']['Problem'];
      503: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Exports_publish: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within 24 h returns the first answer; another body gets 422 IDEMPOTENCY_KEY_REUSED */
        'Idempotency-Key'?: string;
        /** @description The ETag that was read: 412 and nothing changed when the resource was changed since */
        'If-Match'?: string;
      };
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BsffView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      412: components['responses']['Problem'];
      422: components['responses']['Problem'];
      503: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  DocumentPulls_pull: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within 24 h returns the first answer; another body gets 422 IDEMPOTENCY_KEY_REUSED */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BsffView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      422: components['responses']['Problem'];
      502: components['responses']['Problem'];
      503: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Bsffs_readiness: {
    parameters: {
      query: {
        /** @description The step that is prepared */
        step: 'DRAFT' | 'PUBLICATION' | 'EMISSION' | 'TRANSPORT';
      };
      header?: never;
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReadinessView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      404: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Signatures_sign: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within 24 h returns the first answer; another body gets 422 IDEMPOTENCY_KEY_REUSED */
        'Idempotency-Key'?: string;
        /** @description The ETag that was read: 412 and nothing changed when the resource was changed since */
        'If-Match'?: string;
      };
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SignatureInput'];
      };
    };
    responses: {
      200: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BsffView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      412: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      422: components['responses']['Problem'];
      429: components['responses']['Problem'];
      502: components['responses']['Problem'];
      503: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Summary_of: {
    parameters: {
      query: {
        /** @description Form of the answer */
        format?: 'json' | 'csv';
        /** @description Year of creation of the documents, Paris time */
        year: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SummaryView'];
          'text/csv': string;
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Companies_lookUp: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Spaces are ignored */
        siretOrVatNumber: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CompanyView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      404: components['responses']['Problem'];
      502: components['responses']['Problem'];
      503: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Establishments_list: {
    parameters: {
      query?: {
        /** @description nextCursor of the page before */
        cursor?: string;
        /** @description How many at most */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EstablishmentPage'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Establishments_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within 24 h returns the first answer; another body gets 422 IDEMPOTENCY_KEY_REUSED */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewEstablishment'];
      };
    };
    responses: {
      201: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          /** @description Where what was created, or left to be done, can be read */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EstablishmentView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      422: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Establishments_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EstablishmentView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      404: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Establishments_remove: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag that was read: 412 and nothing changed when the resource was changed since */
        'If-Match'?: string;
      };
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      412: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Establishments_change: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag that was read: 412 and nothing changed when the resource was changed since */
        'If-Match'?: string;
      };
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EstablishmentChange'];
      };
    };
    responses: {
      200: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EstablishmentView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      412: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Webhooks_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Webhooks_register: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      422: components['responses']['Problem'];
      503: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Webhooks_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      422: components['responses']['Problem'];
      503: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Events_listen: {
    parameters: {
      query?: never;
      header?: {
        /** @description id of the last event received */
        'Last-Event-ID'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      503: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Exports_list: {
    parameters: {
      query?: {
        /** @description The request that the export came with, when it named several documents */
        batchId?: string;
        /** @description nextCursor of the page before */
        cursor?: string;
        /** @description How many at most */
        limit?: number;
        /** @description Where it stands */
        state?: 'QUEUED' | 'SENDING' | 'UNCERTAIN' | 'SUCCEEDED' | 'REFUSED' | 'WAITING' | 'CANCELLED';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ExportPage'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Exports_exportMany: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within 24 h returns the first answer; another body gets 422 IDEMPOTENCY_KEY_REUSED */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BatchInput'];
      };
    };
    responses: {
      202: {
        headers: {
          /** @description Where what was created, or left to be done, can be read */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BatchView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      422: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Exports_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ExportView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Exports_cancel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ExportView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Fiches_list: {
    parameters: {
      query?: {
        /** @description nextCursor of the page before */
        cursor?: string;
        /** @description Establishment of this instance */
        establishmentId?: string;
        /** @description How many at most */
        limit?: number;
        /** @description The holder */
        partnerId?: string;
        /** @description Start of the number */
        query?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FichePage'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Fiches_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within 24 h returns the first answer; another body gets 422 IDEMPOTENCY_KEY_REUSED */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewFiche'];
      };
    };
    responses: {
      201: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          /** @description Where what was created, or left to be done, can be read */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FicheView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      422: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Fiches_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FicheView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      404: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Fiches_remove: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag that was read: 412 and nothing changed when the resource was changed since */
        'If-Match'?: string;
      };
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      412: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Fiches_change: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag that was read: 412 and nothing changed when the resource was changed since */
        'If-Match'?: string;
      };
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['FicheChange'];
      };
    };
    responses: {
      200: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FicheView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      412: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  FicheConflicts_resolve: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within 24 h returns the first answer; another body gets 422 IDEMPOTENCY_KEY_REUSED */
        'Idempotency-Key'?: string;
        /** @description The ETag that was read: 412 and nothing changed when the resource was changed since */
        'If-Match'?: string;
      };
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConflictResolutionInput'];
      };
    };
    responses: {
      200: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FicheView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      412: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      422: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Hooks_receive: {
    parameters: {
      query?: never;
      header?: {
        /** @description Literally `Bearer: TOKEN`, as Trackdéchets writes it */
        Authorization?: string;
      };
      path: {
        /** @description Key in the address that Trackdéchets was given */
        key: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          [key: string]: unknown;
        }[];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @example 1 */
            received: number;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Invitations_page: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Opaque; shown here and never again */
        token: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description a page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      400: components['responses']['Problem'];
      /** @description NOT_FOUND, told on a page */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description INVITATION_GONE, told on a page */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Invitations_accept: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Opaque; shown here and never again */
        token: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AcceptInvitationDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      404: components['responses']['Problem'];
      410: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Me_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserDto'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Me_update: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag that was read: 412 and nothing changed when the resource was changed since */
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdateProfileDto'];
      };
    };
    responses: {
      200: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserDto'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      412: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Sessions_changePassword: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PasswordDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      422: components['responses']['Problem'];
      429: components['responses']['Problem'];
      503: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Connection_start: {
    parameters: {
      query?: {
        /** @description the page to come back to, a path of PUBLIC_URL or an address of an origin of CORS_ORIGINS; `trackdechets=connected | unverified | refused | mismatch | rejected | expired | unavailable | failed` is added to it. Without it, the connector shows a page of its own. */
        returnTo?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StartedConnectionDto'];
        };
      };
      /** @description to Trackdéchets, for a browser */
      302: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      422: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  MyToken_read: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TokenStatusDto'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  MyToken_paste: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PastedTokenDto'];
      };
    };
    responses: {
      /** @description VALID */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TokenStatusDto'];
        };
      };
      /** @description UNVERIFIED: Trackdéchets is away, the token is kept */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TokenStatusDto'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      422: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  MyToken_remove: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  MyToken_verify: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within 24 h returns the first answer; another body gets 422 IDEMPOTENCY_KEY_REUSED */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TokenStatusDto'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      409: components['responses']['Problem'];
      422: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Partners_list: {
    parameters: {
      query?: {
        /** @description nextCursor of the page before */
        cursor?: string;
        /** @description How many at most */
        limit?: number;
        /** @description Part of the name, or the start of the SIRET or VAT number */
        query?: string;
        /** @description Role in the establishment on Trackdéchets, or part that a partner plays */
        role?: 'TRANSPORTER' | 'DESTINATION' | 'DETENTEUR';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PartnerPage'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Partners_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within 24 h returns the first answer; another body gets 422 IDEMPOTENCY_KEY_REUSED */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewPartner'];
      };
    };
    responses: {
      201: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          /** @description Where what was created, or left to be done, can be read */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PartnerView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      422: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Partners_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PartnerView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      404: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Partners_remove: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag that was read: 412 and nothing changed when the resource was changed since */
        'If-Match'?: string;
      };
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      412: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Partners_change: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag that was read: 412 and nothing changed when the resource was changed since */
        'If-Match'?: string;
      };
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PartnerChange'];
      };
    };
    responses: {
      200: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PartnerView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      412: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Partners_check: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within 24 h returns the first answer; another body gets 422 IDEMPOTENCY_KEY_REUSED */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PartnerView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      422: components['responses']['Problem'];
      502: components['responses']['Problem'];
      503: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Pulls_request: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within 24 h returns the first answer; another body gets 422 IDEMPOTENCY_KEY_REUSED */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PullInput'];
      };
    };
    responses: {
      202: {
        headers: {
          /** @description Where what was created, or left to be done, can be read */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PullView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      422: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Pulls_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PullView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Refrigerants_list: {
    parameters: {
      query?: {
        /** @description nextCursor of the page before */
        cursor?: string;
        /** @description How many at most */
        limit?: number;
        /** @description Part of the number or of the name, such as 134a or propane */
        query?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RefrigerantPage'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Refrigerants_get: {
    parameters: {
      query?: {
        /** @description kg, to have its CO2 equivalent */
        weight?: number;
      };
      header?: never;
      path: {
        /** @description Name */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RefrigerantView'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      404: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Sessions_list: {
    parameters: {
      query?: {
        /** @description nextCursor of the page before */
        cursor?: string;
        /** @description How many at most */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SessionPageDto'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Sessions_open: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SignInDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignedInDto'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      503: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Sessions_end: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Sessions_endCurrent: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Connection_finish: {
    parameters: {
      query: {
        /** @description Stable code, for programs */
        code?: string;
        /** @description Why it failed, for programs; null when it did not */
        error?: string;
        /** @description Where it stands */
        state: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description VALID */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TokenStatusDto'];
          'text/html': string;
        };
      };
      /** @description UNVERIFIED: Trackdéchets went away, the token is kept */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TokenStatusDto'];
          'text/html': string;
        };
      };
      /** @description to `returnTo`, with `?trackdechets=…`, when the beginning gave one */
      302: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      422: components['responses']['Problem'];
      502: components['responses']['Problem'];
      503: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Contact_read: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ContactDto'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Contact_designate: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DesignateContactDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ContactDto'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      422: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Contact_remove: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Contact_list: {
    parameters: {
      query?: {
        /** @description nextCursor of the page before */
        cursor?: string;
        /** @description How many at most */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CandidatePageDto'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Users_list: {
    parameters: {
      query?: {
        /** @description False: the person can no longer sign in */
        active?: boolean;
        /** @description nextCursor of the page before */
        cursor?: string;
        /** @description How many at most */
        limit?: number;
        /** @description part of a name or of an e-mail */
        query?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserPageDto'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Users_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within 24 h returns the first answer; another body gets 422 IDEMPOTENCY_KEY_REUSED */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateUserDto'];
      };
    };
    responses: {
      201: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          /** @description Where what was created, or left to be done, can be read */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreatedUserDto'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      422: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Users_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserDto'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Users_update: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag that was read: 412 and nothing changed when the resource was changed since */
        'If-Match'?: string;
      };
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdateUserDto'];
      };
    };
    responses: {
      200: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserDto'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      412: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Users_resetPassword: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within 24 h returns the first answer; another body gets 422 IDEMPOTENCY_KEY_REUSED */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InvitationDto'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      422: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Users_setRights: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag that was read: 412 and nothing changed when the resource was changed since */
        'If-Match'?: string;
      };
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RightsDto'];
      };
    };
    responses: {
      200: {
        headers: {
          /** @description The version, for If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserDto'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      412: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Users_removeToken: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Its id here */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Health_live: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ok';
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Health_ready: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ok';
          };
        };
      };
      503: components['responses']['Problem'];
      default: components['responses']['Problem'];
    };
  };
  Metrics_prometheus: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
}
