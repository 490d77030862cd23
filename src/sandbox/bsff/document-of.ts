import { type BsffDocument } from '../../trackdechets/rules/document';
import { PREVIOUS_LIST } from '../../trackdechets/rules/codes';
import { type Platform } from '../platform';
import { type BsffRecord } from '../records';

/** A stored BSFF as the rules see it. Its parts are copies: completing or merging them changes nothing stored. */
export function documentOf(platform: Platform, bsff: BsffRecord): BsffDocument {
  const { emitter, waste, weight, destination, transporters, packagings } = bsff;
  return {
    ...viewOf(platform, bsff),
    ...structuredClone({ emitter, waste, weight, destination, transporters, packagings }),
  };
}

/** The same without copying, for those who only look. */
export function viewOf({ store }: Platform, bsff: BsffRecord): BsffDocument {
  const { type, isDraft, emitter, waste, weight, destination, transporters, packagings } = bsff;
  const own = PREVIOUS_LIST[type];
  const previous = own === null ? [] : store.previousOf(bsff).map(({ id }) => id);
  return {
    type,
    isDraft,
    emitter,
    waste,
    weight,
    destination,
    transporters,
    packagings,
    ficheInterventions: store.fichesOf(bsff),
    forwarding: own === 'forwarding' ? previous : [],
    grouping: own === 'grouping' ? previous : [],
    repackaging: own === 'repackaging' ? previous : [],
  };
}
