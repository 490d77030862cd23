import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { type Establishment } from '../establishments/establishment.entity';
import { Establishments } from '../establishments/establishments.service';
import { Problem } from '../http/problem';
import { type Partner, partnerCompany } from '../partners/partner.entity';
import { Partners } from '../partners/partners.service';
import { type Company, emptyCompany } from '../trackdechets/rules/document';
import { type FicheDocument, ficheIssues } from '../trackdechets/rules/fiche';
import { type Issue } from '../trackdechets/rules/issues';
import { type BsffFicheInterventionInput } from '../trackdechets/generated';
import { contentOf } from './fiche-content';
import { Fiche, type FicheSyncError, needsSync } from './fiche.entity';

/** The designated contact, whose name and details the operator's company carries. */
export interface OperatorContact {
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
}

/** A fiche that Trackdéchets must still be told about, in the version that `input` holds. */
export interface FicheToSend {
  id: string;
  version: number;
  /** Null: it has to be created there. */
  trackdechetsId: string | null;
  input: BsffFicheInterventionInput;
}

/** What was on its way in that version is there; a reading asked for before this moment may not show it. */
const agreedOn = (version: '$2' | '$3'): string => `synced_at = now(),
  base = CASE WHEN (sending->>'version')::integer = ${version} THEN sending->'content' ELSE base END`;

/** What exports may do with fiches; nothing here goes to the network. */
@Injectable()
export class FicheExchange {
  constructor(
    private readonly establishments: Establishments,
    private readonly partners: Partners,
  ) {}

  /** The document of a fiche as Trackdéchets' rules see it. @throws Problem NOT_FOUND */
  async documentOf(em: EntityManager, id: string, contact: OperatorContact | null): Promise<FicheDocument> {
    const fiche = await em.findOneBy(Fiche, { id });
    if (!fiche) throw new Problem('NOT_FOUND');
    return this.document(em, fiche, contact);
  }

  /** The documents of several fiches, by id, read together. @throws Problem NOT_FOUND when one does not exist */
  async documentsOf(
    em: EntityManager,
    ids: readonly string[],
    contact: OperatorContact | null,
  ): Promise<Map<string, FicheDocument>> {
    const fiches = ids.length === 0 ? [] : await em.findBy(Fiche, { id: In([...ids]) });
    if (fiches.length < new Set(ids).size) throw new Problem('NOT_FOUND');
    const followed = fiches.flatMap((fiche) => (fiche.trackdechetsId === null ? (fiche.partnerId ?? []) : []));
    const partners = await this.partners.findAll(em, [...new Set(followed)]);
    const establishments = new Map<string | null, Establishment | null>();
    for (const id of new Set(fiches.map(({ establishmentId }) => establishmentId))) {
      establishments.set(id, await this.establishmentOf(em, id));
    }
    return new Map(
      fiches.map((fiche) => {
        const partner = fiche.trackdechetsId === null ? partners.get(fiche.partnerId ?? '') : undefined;
        const establishment = establishments.get(fiche.establishmentId) ?? null;
        return [fiche.id, documentFrom(fiche, { partner: partner ?? null, establishment, contact })];
      }),
    );
  }

  /** All that Trackdéchets would refuse of these fiches, by id; those that are complete are absent. */
  async issuesOf(
    em: EntityManager,
    ids: readonly string[],
    contact: OperatorContact | null,
  ): Promise<Map<string, Issue[]>> {
    const found = new Map<string, Issue[]>();
    for (const id of new Set(ids)) {
      const issues = ficheIssues(await this.documentOf(em, id, contact));
      if (issues.length > 0) found.set(id, issues);
    }
    return found;
  }

  /**
   * Of these fiches, those that Trackdéchets does not have as they are now, in the order given, with what to send (kg).
   * A partner is copied onto its fiche at that moment.
   */
  async toSend(em: EntityManager, ids: readonly string[], contact: OperatorContact | null): Promise<FicheToSend[]> {
    if (ids.length === 0) return [];
    const rows = await em.find(Fiche, {
      where: { id: In([...ids]) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    const pending = [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
    const sent: FicheToSend[] = [];
    for (const fiche of pending.filter((row) => row.trackdechetsId === null || (needsSync(row) && !row.conflict))) {
      await this.copyPartner(em, fiche);
      const { id, version, trackdechetsId } = fiche;
      await em.update(Fiche, { id }, { sending: { version, content: contentOf(fiche) } });
      sent.push({ id, version, trackdechetsId, input: inputOf(await this.document(em, fiche, contact)) });
    }
    return sent;
  }

  /**
   * Keeps the id that Trackdéchets gave, and which version it got; the first id stays when two creations crossed. Returns the
   * id to link from now on.
   */
  async recordTrackdechetsId(em: EntityManager, id: string, trackdechetsId: string, version: number): Promise<string> {
    await em.query(
      `UPDATE fiches SET trackdechets_id = $2, synced_version = $3, ${agreedOn('$3')} WHERE id = $1 AND trackdechets_id IS NULL`,
      [id, trackdechetsId, version],
    );
    const fiche = await em.findOneByOrFail(Fiche, { id });
    return fiche.trackdechetsId ?? trackdechetsId;
  }

  /** Trackdéchets now has this version; an edit made since still waits. */
  async markSynced(em: EntityManager, id: string, version: number): Promise<void> {
    await em.query(`UPDATE fiches SET synced_version = greatest(synced_version, $2), ${agreedOn('$2')} WHERE id = $1`, [
      id,
      version,
    ]);
  }

  /** Edited fiches whose turn has come, leased for two minutes, with who edited them; `toSend` says what to send. */
  async claimEdited(em: EntityManager, limit: number): Promise<{ id: string; editedBy: string | null }[]> {
    const [rows] = await em.query<[{ id: string; edited_by: string | null }[], number]>(
      `UPDATE fiches SET sync_after = now() + interval '2 minutes'
       WHERE id IN (
         SELECT id FROM fiches
         WHERE trackdechets_id IS NOT NULL AND synced_version < version AND sync_after <= now() AND conflict IS NULL
         ORDER BY sync_after LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING id, edited_by`,
      [limit],
    );
    return rows.map(({ id, edited_by: editedBy }) => ({ id, editedBy }));
  }

  /** Keeps why an edit could not be brought, for the next try: in 30 s, then twice as late each time, up to an hour. */
  async postponeSync(em: EntityManager, id: string, error: FicheSyncError): Promise<void> {
    await em.query(
      `UPDATE fiches SET sync_error = $2, sync_failures = sync_failures + 1,
         sync_after = now() + least(interval '30 seconds' * 2 ^ least(sync_failures, 10), interval '1 hour')
       WHERE id = $1`,
      [id, JSON.stringify(error)],
    );
  }

  /** Until it is on Trackdéchets, a fiche follows its partner. */
  private async copyPartner(em: EntityManager, fiche: Fiche): Promise<void> {
    if (!fiche.partnerId || fiche.trackdechetsId) return;
    const partner = await this.partners.find(em, fiche.partnerId);
    if (!partner) return;
    fiche.detenteur = partnerCompany(partner);
    fiche.isPrivateIndividual = partner.isPrivateIndividual;
    await em.save(fiche);
  }

  private async document(em: EntityManager, fiche: Fiche, contact: OperatorContact | null): Promise<FicheDocument> {
    const followed = fiche.trackdechetsId === null ? fiche.partnerId : null;
    const partner = followed === null ? null : await this.partners.find(em, followed);
    return documentFrom(fiche, {
      partner,
      establishment: await this.establishmentOf(em, fiche.establishmentId),
      contact,
    });
  }

  private establishmentOf(em: EntityManager, id: string | null): Promise<Establishment | null> {
    return id ? this.establishments.find(em, id) : this.establishments.findDefault(em);
  }
}

interface FicheReferences {
  /** The holder that the fiche still follows. */
  partner: Partner | null;
  establishment: Establishment | null;
  contact: OperatorContact | null;
}

function documentFrom(fiche: Fiche, { partner, establishment, contact }: FicheReferences): FicheDocument {
  const company = partner ? partnerCompany(partner) : fiche.detenteur;
  const { isPrivateIndividual } = partner ?? fiche;
  return {
    numero: fiche.numero || null,
    weight: fiche.weight,
    postalCode: fiche.postalCode || null,
    detenteur: { isPrivateIndividual, company: { ...emptyCompany(), ...company } },
    operateur: {
      company: {
        ...emptyCompany(),
        siret: establishment?.siret ?? null,
        name: establishment?.name ?? null,
        address: establishment?.address || null,
        contact: contact ? `${contact.firstName} ${contact.lastName}`.trim() || null : null,
        phone: contact?.phone || establishment?.phone || null,
        mail: contact?.email || null,
      },
    },
  };
}

function inputOf(fiche: FicheDocument): BsffFicheInterventionInput {
  return {
    numero: fiche.numero ?? '',
    weight: fiche.weight ?? 0,
    postalCode: fiche.postalCode ?? '',
    detenteur: {
      isPrivateIndividual: fiche.detenteur.isPrivateIndividual,
      company: filledOf(fiche.detenteur.company),
    },
    operateur: { company: filledOf(fiche.operateur.company) },
  };
}

function filledOf(company: Company): Partial<Company> {
  return Object.fromEntries(Object.entries(company).filter(([, text]) => text));
}
