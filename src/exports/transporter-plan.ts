import { type Json, same } from '../bsff/merge/canonical';
import { type BsffTransporterInput } from '../trackdechets/generated';
import { type TrackdechetsBsff } from '../trackdechets/trackdechets.bsffs';

type Held = TrackdechetsBsff['transporters'][number];

/** One place of the journey: a transporter that is there, or one to be created. */
export interface JourneyStep {
  id: string | null;
  /** What it is to say, null when it says so already. */
  input: BsffTransporterInput | null;
}

/** What to do about the transporters of a document that changes hands. */
export interface TransporterPlan {
  /** In the order of the journey. */
  steps: JourneyStep[];
  /** The list itself changes: it is sent whole, once each of its transporters exists. */
  relisted: boolean;
  /** Dotted, 0-based paths of what a signature keeps from changing. */
  sealed: string[];
}

/**
 * Compares the transporters of a document with several with those that Trackdéchets holds; null when nothing differs, and for
 * documents with one, which travels in the document itself. Each is told by its number, first where it stands, then elsewhere;
 * one that has not signed may become another establishment where it stands. `current` are `held` in the form of inputs.
 */
export function transporterPlan(
  desired: readonly BsffTransporterInput[],
  current: readonly BsffTransporterInput[],
  held: readonly Held[],
): TransporterPlan | null {
  if (desired.length === 0 || (desired.length === 1 && held.length <= 1)) return null;
  const places = placesOf(desired, held);
  const steps = desired.map((input, index): JourneyStep => {
    const place = places[index] ?? -1;
    return { id: held[place]?.id ?? null, input: agrees(input, current[place]) ? null : input };
  });
  const relisted = places.length !== held.length || places.some((place, index) => place !== index);
  if (!relisted && steps.every(({ input }) => input === null)) return null;
  return { steps, relisted, sealed: sealedPaths(steps, places, held) };
}

/** Where each desired transporter stands on Trackdéchets, -1 for one that is not there. */
function placesOf(desired: readonly BsffTransporterInput[], held: readonly Held[]): number[] {
  const free = new Set(held.keys());
  const places = desired.map(() => -1);
  const take = (test: (input: BsffTransporterInput, index: number, place: number) => boolean): void =>
    desired.forEach((input, index) => {
      if (places[index] !== -1) return;
      const place = [...free].find((candidate) => test(input, index, candidate));
      if (place === undefined) return;
      places[index] = place;
      free.delete(place);
    });
  const isSame = (input: BsffTransporterInput, place: number): boolean =>
    numberOf(input) === numberOf(held[place]) && numberOf(input) !== '';
  take((input, index, place) => place === index && isSame(input, place));
  take((input, _, place) => isSame(input, place));
  take((_, index, place) => place === index && !signed(held[place]));
  return places;
}

function sealedPaths(steps: readonly JourneyStep[], places: readonly number[], held: readonly Held[]): string[] {
  const rewritten = steps.flatMap(({ input }, index) =>
    input && signed(held[places[index] ?? -1]) ? [`transporters.${index}`] : [],
  );
  // Those that have signed stay, before all others.
  const displaced = held.some((one, place) => signed(one) && places[place] !== place);
  return displaced ? ['transporters', ...rewritten] : rewritten;
}

/** Only what is said counts: a key that is absent is left as it is. */
function agrees(desired: unknown, current: unknown): boolean {
  if (desired === undefined || same(desired as Json, current as Json)) return true;
  if (typeof desired !== 'object' || desired === null || Array.isArray(desired)) return false;
  return Object.entries(desired).every(([key, value]) => agrees(value, (current as Record<string, unknown>)?.[key]));
}

function numberOf(
  transporter: { company?: { siret?: string | null; vatNumber?: string | null } | null } | undefined,
): string {
  return transporter?.company?.siret || transporter?.company?.vatNumber || '';
}

function signed(transporter: Held | undefined): boolean {
  return Boolean(transporter?.transport?.signature?.date);
}
