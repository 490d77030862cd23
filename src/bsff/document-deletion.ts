import { type EntityManager } from 'typeorm';
import { type Caller } from '../auth/access/caller';
import { type Bsff } from './bsff.entity';

/** Deletes on Trackdéchets what a person deletes here; `exports` provides it, since this room sends nothing. */
export abstract class DocumentDeletion {
  /**
   * Asks for the deletion of a locked, exported document, in the caller's transaction; the document leaves the lists once
   * Trackdéchets has deleted it. Returns what the API answers (202). Throws Problem when it cannot be asked for.
   */
  abstract request(em: EntityManager, caller: Caller, bsff: Bsff): Promise<object>;
}
