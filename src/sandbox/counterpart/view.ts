/** What the counterpart looks at before it acts. */
export const VIEW_QUERY = `query View($id: ID!) { bsff(id: $id) {
  id status isDraft waste { code description }
  transporters { id company { orgId siret vatNumber } transport { mode plates signature { date } } }
  destination { plannedOperationCode company { siret } reception { date signature { date } } }
  packagings { id weight acceptation { status signature { date } } operation { code signature { date } } }
} }`;

interface Signed {
  signature: { date: string } | null;
}

export interface View {
  id: string;
  status: string;
  isDraft: boolean;
  waste: { code: string; description: string | null } | null;
  transporters: {
    id: string;
    company: { orgId: string | null; siret: string | null; vatNumber: string | null } | null;
    transport: (Signed & { mode: string | null; plates: string[] | null }) | null;
  }[];
  destination: {
    plannedOperationCode: string | null;
    company: { siret: string | null } | null;
    reception: (Signed & { date: string | null }) | null;
  } | null;
  packagings: {
    id: string;
    weight: number;
    acceptation: (Signed & { status: string | null }) | null;
    operation: (Signed & { code: string | null }) | null;
  }[];
}

/** What somebody else than the emitter does next, in this order. */
export const STAGES = ['TRANSPORT', 'RECEPTION', 'ACCEPTATION', 'OPERATION'] as const;
export type Stage = (typeof STAGES)[number];

/** The stage a BSFF waits for from its transporters and destination; null when it is not their turn, or no longer. */
export function nextStage(view: View): Stage | null {
  if (view.isDraft || view.status === 'INITIAL') return null;
  if (!view.destination?.reception?.signature) {
    return view.transporters.some(({ transport }) => !transport?.signature) ? 'TRANSPORT' : 'RECEPTION';
  }
  if (view.packagings.some(({ acceptation }) => !acceptation?.signature)) return 'ACCEPTATION';
  const toTreat = view.packagings.some(({ acceptation, operation }) => {
    return acceptation?.status === 'ACCEPTED' && !operation?.signature;
  });
  return toTreat ? 'OPERATION' : null;
}
