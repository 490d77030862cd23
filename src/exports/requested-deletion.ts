import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Caller } from '../auth/access/caller';
import { type Bsff } from '../bsff/bsff.entity';
import { DocumentDeletion } from '../bsff/document-deletion';
import { ExportRequests } from './export-requests';
import { exportView } from './export.view';

/** Deletes on Trackdéchets by a queued export, as everything that is sent there. */
@Injectable()
export class RequestedDeletion extends DocumentDeletion {
  constructor(private readonly requests: ExportRequests) {
    super();
  }

  async request(em: EntityManager, caller: Caller, bsff: Bsff): Promise<object> {
    const row = await this.requests.admit(em, caller, bsff, { kind: 'DELETE', mode: null, batchId: null });
    return exportView(row, caller.language);
  }
}
