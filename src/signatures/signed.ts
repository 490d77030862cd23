import { type SignatureType } from '../trackdechets/rules/codes';
import { type TrackdechetsBsff } from '../trackdechets/trackdechets.bsffs';

type Packaging = TrackdechetsBsff['packagings'][number];
type Transporter = TrackdechetsBsff['transporters'][number];

/** The transporter whose turn it is: the first that has not signed. */
export function nextTransporter(remote: TrackdechetsBsff): Transporter | undefined {
  return remote.transporters.find(({ transport }) => !transport?.signature?.date);
}

/** The containers that a signature is about: the one named, or those that it would still be put on. */
export function packagingsToSign(
  remote: TrackdechetsBsff,
  type: 'ACCEPTATION' | 'OPERATION',
  packagingId: string | undefined,
): Packaging[] {
  if (packagingId !== undefined) return remote.packagings.filter(({ id }) => id === packagingId);
  return remote.packagings.filter((packaging) => !signatureOf(packaging, type));
}

function signatureOf({ acceptation, operation }: Packaging, type: 'ACCEPTATION' | 'OPERATION'): string | null {
  return (type === 'ACCEPTATION' ? acceptation : operation)?.signature?.date ?? null;
}

/** How many signatures of this type the document, or the container named, bears: one more tells that one was made. */
export function countSignatures(remote: TrackdechetsBsff, type: SignatureType, packagingId?: string): number {
  switch (type) {
    case 'EMISSION':
      return Number(!!remote.emitter?.emission?.signature?.date);
    case 'TRANSPORT':
      return remote.transporters.filter(({ transport }) => transport?.signature?.date).length;
    case 'RECEPTION':
      return Number(!!remote.destination?.reception?.signature?.date);
    default:
      return remote.packagings.filter(
        (packaging) => (packagingId === undefined || packaging.id === packagingId) && signatureOf(packaging, type),
      ).length;
  }
}
