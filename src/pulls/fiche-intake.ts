import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type JsonObject, same } from '../bsff/merge/canonical';
import { type Merged } from '../bsff/merge/three-way';
import { type FicheContent, contentOf } from '../interventions/fiche-content';
import { type Fiche, needsSync } from '../interventions/fiche.entity';
import { type FicheReturn, FicheReturns } from '../interventions/fiche-returns';
import { type TrackdechetsBsff } from '../trackdechets/trackdechets.bsffs';
import { mergeFiche } from './fiche-merge';

type RemoteFiche = TrackdechetsBsff['ficheInterventions'][number];

/** Takes fiches as they were just read, on the documents that name them, into the local ones. */
@Injectable()
export class FicheIntake {
  constructor(private readonly returns: FicheReturns) {}

  /** One statement when nothing of them changed; `askedAt` as in PageRead. */
  async apply(em: EntityManager, documents: readonly TrackdechetsBsff[], askedAt: Date): Promise<void> {
    const there = new Map(
      documents.flatMap(({ ficheInterventions }) => ficheInterventions.map((fiche) => [fiche.id, contentThere(fiche)])),
    );
    const held = await this.returns.held(em, [...there.keys()]);
    const news = held.filter((fiche) => returnOf(fiche, there, askedAt) !== null).map(({ id }) => id);
    for (const fiche of await this.returns.lock(em, news)) {
      const taken = returnOf(fiche, there, askedAt);
      if (taken) await this.returns.take(em, null, fiche, taken);
    }
  }
}

/** What the reading makes of the fiche; null when it holds all of that already. */
function returnOf(fiche: Fiche, readings: ReadonlyMap<string, FicheContent>, askedAt: Date): FicheReturn | null {
  const remote = readings.get(fiche.trackdechetsId ?? '');
  if (!remote || mayBeFromBeforeOurEdit(fiche, askedAt)) return null;
  const merged = mergeFiche({
    base: asJson(fiche.base ?? earlierBase(fiche, remote)),
    local: asJson(contentOf(fiche)),
    remote: asJson(remote),
  });
  const taken = ficheReturn(merged, remote);
  const known =
    same(asJson(fiche.base), asJson(taken.base)) &&
    same(asJson(contentOf(fiche)), asJson(taken.input)) &&
    same(asJson(fiche.conflict), asJson(taken.conflict));
  return known ? null : taken;
}

/** A merge as it is written on the fiche. */
export function ficheReturn({ input, base, conflicts }: Merged, remote: FicheContent): FicheReturn {
  return {
    input: input as unknown as FicheContent,
    base: base as unknown as FicheContent,
    remote,
    conflict: conflicts.length > 0 ? { fields: conflicts } : null,
    unsent: !same(input, base),
  };
}

/** Of a fiche that went there before bases were kept: what was sent is what is here, unless it was edited since. */
function earlierBase(fiche: Fiche, remote: FicheContent): FicheContent {
  return needsSync(fiche) ? remote : contentOf(fiche);
}

/** Asked for before Trackdéchets had our last edit: what it shows of the fiche may be what the edit replaced. */
function mayBeFromBeforeOurEdit({ syncedAt }: Fiche, askedAt: Date): boolean {
  return syncedAt !== null && askedAt <= syncedAt;
}

function contentThere({ numero, weight, postalCode, detenteur }: RemoteFiche): FicheContent {
  const { siret, vatNumber, name, address, contact, phone, mail } = detenteur?.company ?? {};
  const company = Object.entries({ siret, vatNumber, name, address, contact, phone, mail }).filter(([, text]) => text);
  return {
    numero,
    weight,
    postalCode,
    detenteur: {
      isPrivateIndividual: detenteur?.isPrivateIndividual ?? false,
      company: Object.fromEntries(company),
    },
  };
}

export function asJson(content: object | null): JsonObject {
  return (content ?? {}) as JsonObject;
}
