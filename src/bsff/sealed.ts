import { emptyBsff, emptyTransporter, type Signature } from '../trackdechets/rules/document';
import { firstTransporterIsSealed, sealedBsffFields } from '../trackdechets/rules/sealed';
import { type RemoteBsff } from './bsff-body';
import { type FieldChange } from './changes';

function signature(given: { date: string | null; author: string | null } | null | undefined): Signature | null {
  return given?.date ? { date: given.date, author: given.author ?? '' } : null;
}

/** The fields that signatures on Trackdéchets keep from changing; `ofEmitter` tells whether the person belongs to the emitter. */
export function sealedFieldsOf(remote: RemoteBsff, ofEmitter: boolean): string[] {
  const blank = emptyBsff();
  const document = {
    ...blank,
    type: remote.type,
    emitter: { ...blank.emitter, emission: { signature: signature(remote.emitter?.emission?.signature) } },
    transporters: remote.transporters.map(({ transport }) => {
      const transporter = emptyTransporter();
      return { ...transporter, transport: { ...transporter.transport, signature: signature(transport?.signature) } };
    }),
    destination: {
      ...blank.destination,
      reception: { date: null, signature: signature(remote.destination?.reception?.signature) },
    },
  };
  const sealed = sealedBsffFields(document, ofEmitter).map(({ field }) => field);
  return firstTransporterIsSealed(document) ? [...sealed, 'transporter'] : sealed;
}

/** Of these changes, the paths that are sealed. The API's `transporter` is the first of the list. */
export function sealedChanges(changes: readonly FieldChange[], sealed: readonly string[]): string[] {
  const listSealed = sealed.includes('transporters');
  return changes
    .map(({ path }) =>
      path.replace(/^transporters\.0(?=\.|$)/, 'transporter').replace('ficheInterventionIds', 'ficheInterventions'),
    )
    .filter((path) => {
      if (listSealed && /^transporters?(\.|$)/.test(path)) return true;
      return sealed.some((field) => path === field || path.startsWith(`${field}.`) || field.startsWith(`${path}.`));
    });
}
