import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type RemoteBsff } from '../bsff/bsff-body';
import { type DownstreamFragment } from '../trackdechets/generated';
import { operationRule } from '../trackdechets/rules/codes';

type NextBsff = DownstreamFragment['packagings'][number]['nextBsffs'][number];

/** One later document of a container. */
export interface ChainLink {
  trackdechetsId: string;
  type: string;
  status: string;
  destination: { name: string | null; siret: string | null } | null;
  /** Of the signed operation there; null while it is awaited. */
  operationCode: string | null;
  signedAt: string | null;
}

/** Containers by their ids on Trackdéchets. */
type Chains = Record<string, ChainLink[]>;

/** A container whose operation there was not the last: another document takes it over, or will. */
export function isPassedOn({ packagings }: Pick<RemoteBsff, 'packagings'>): boolean {
  return packagings.some(({ operation }) => operation?.signature && operationRule(operation.code)?.final === false);
}

/** The later documents of each container, as Trackdéchets gives them: nearest first. */
export function chainsOf({ packagings }: DownstreamFragment): Chains {
  return Object.fromEntries(packagings.map(({ id, numero, nextBsffs }) => [id, linksOf(numero, nextBsffs)]));
}

function linksOf(numero: string, nextBsffs: readonly NextBsff[]): ChainLink[] {
  let current = numero;
  return nextBsffs.map(({ id, type, status, destination, packagings }) => {
    const container = containerIn(packagings, current);
    current = container?.numero ?? current;
    const signedAt = container?.operation?.signature?.date ?? null;
    const company = destination?.company;
    return {
      trackdechetsId: id,
      type,
      status,
      destination: company ? { name: company.name, siret: company.siret ?? company.orgId } : null,
      operationCode: signedAt ? (container?.operation?.code ?? null) : null,
      signedAt,
    };
  });
}

/**
 * The container that holds the fluid in a later document: that of the same number, or else any when all had the same operation.
 * Trackdéchets names the document only, and a grouping or repackaging has containers of its own.
 */
function containerIn(packagings: NextBsff['packagings'], numero: string): NextBsff['packagings'][number] | undefined {
  const codes = new Set(packagings.map(({ operation }) => (operation?.signature ? operation.code : null)));
  return packagings.find((packaging) => packaging.numero === numero) ?? (codes.size === 1 ? packagings[0] : undefined);
}

/** What is known of where containers went after the documents held here. */
@Injectable()
export class ContainerChains {
  /** Replaces what was known, for the documents that this instance holds. */
  async save(em: EntityManager, read: readonly DownstreamFragment[]): Promise<void> {
    if (read.length === 0) return;
    const rows = read.map((document) => ({ trackdechetsId: document.id, containers: chainsOf(document) }));
    await em.query(
      `INSERT INTO bsff_chains (bsff_id, containers)
       SELECT b.id, new.containers
       FROM jsonb_to_recordset($1) AS new ("trackdechetsId" text, containers jsonb)
       JOIN bsffs b ON b.trackdechets_id = new."trackdechetsId"
       ON CONFLICT (bsff_id) DO UPDATE SET containers = excluded.containers, read_at = now()`,
      [JSON.stringify(rows)],
    );
  }

  /** Chains of the document's containers by their ids, and the local ids of the later documents that this instance holds. */
  async of(em: EntityManager, bsffId: string): Promise<{ chains: Chains; local: Map<string, string> }> {
    const [row] = await em.query<{ containers: Chains }[]>('SELECT containers FROM bsff_chains WHERE bsff_id = $1', [
      bsffId,
    ]);
    const chains = row?.containers ?? {};
    const later = Object.values(chains).flatMap((links) => links.map(({ trackdechetsId }) => trackdechetsId));
    if (later.length === 0) return { chains, local: new Map() };
    const held = await em.query<{ id: string; trackdechetsId: string }[]>(
      'SELECT id, trackdechets_id AS "trackdechetsId" FROM bsffs WHERE trackdechets_id = ANY($1) AND deleted_at IS NULL',
      [later],
    );
    return { chains, local: new Map(held.map(({ id, trackdechetsId }) => [trackdechetsId, id])) };
  }
}
