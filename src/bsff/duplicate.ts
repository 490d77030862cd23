import { type BsffBody } from './bsff-body';

/**
 * What a duplicate starts with (facts: bsff-lifecycle 3.14): the parties, waste and weight of its source; neither containers,
 * fiches nor previous packagings, no free text, and of the transporters the first, without what belongs to one journey.
 */
export function duplicateOf(source: BsffBody): BsffBody {
  const { type, emitter, waste, weight, transporters, destination, establishmentId } = source;
  const first = transporters?.[0];
  const destinationCompany = destination?.partnerId ? undefined : destination?.company;
  return JSON.parse(
    JSON.stringify({
      ...{ type, waste, weight, establishmentId },
      emitter: emitter && { company: emitter.company },
      transporters: first && [
        {
          partnerId: first.partnerId,
          company: first.partnerId ? undefined : first.company,
          recepisse: first.recepisse && { isExempted: first.recepisse.isExempted },
          transport: first.transport && { mode: first.transport.mode },
        },
      ],
      destination: destination && {
        partnerId: destination.partnerId,
        company: destinationCompany,
        cap: destination.cap,
        plannedOperationCode: destination.plannedOperationCode,
      },
    }),
  ) as BsffBody;
}
