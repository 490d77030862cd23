import { type BsffRecord } from '../records';

/** A BSFF as a mutation answers it, which is not always what is stored. */
export interface BsffAnswer {
  bsff: BsffRecord;
  /** The moment before a last write that the answer does not know of (facts: bsff-api 4.3). */
  updatedAt?: string;
  /** By transporter id: the place each had before this mutation, 0 for a new one. The answer lists them in that order. */
  formerNumbers?: Map<string, number>;
}
