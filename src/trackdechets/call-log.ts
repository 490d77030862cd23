import { Injectable, Logger } from '@nestjs/common';
import { type CallReport, type RequestReport } from './request-report';
import { TrackdechetsClient } from './trackdechets.client';

/** Answers that are about what was sent: whoever sent it is told. */
const ANSWERS: CallReport['outcome'][] = ['OK', 'REFUSED', 'FORBIDDEN', 'NOT_FOUND', 'CREDENTIALS'];

/** One line for each operation asked of Trackdéchets, along the trail of what it is for; never a token, never what was sent. */
@Injectable()
export class CallLog {
  private readonly logger = new Logger('Trackdechets');

  constructor(client: TrackdechetsClient) {
    client.onRequest((report) => this.write(report));
  }

  private write(report: RequestReport): void {
    const { operation, operations, outcome, httpStatus, ms, withheld, tokenUserId } = report;
    for (const call of report.calls ?? [{ operation, outcome, code: null, about: {} }]) {
      const line = {
        ...call.about,
        operation: call.operation,
        outcome: call.outcome,
        ...(call.code && { code: call.code }),
        ...(withheld ? { withheld: true } : { httpStatus }),
        ms: Math.round(ms),
        ...(operations > 1 && { operations }),
        ...(tokenUserId && { tokenUserId }),
      };
      this.logger[ANSWERS.includes(call.outcome) ? 'log' : 'warn'](line, `${call.operation}: ${call.outcome}`);
    }
  }
}
