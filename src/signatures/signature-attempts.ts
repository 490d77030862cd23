import { Injectable } from '@nestjs/common';
import { type Caller } from '../auth/access/caller';
import { Problem } from '../http/problem';
import { type ExportedBsff } from '../pulls/document-intake';
import { PersonalCalls, trackdechetsProblem } from '../pulls/personal-calls';
import { TrackdechetsError } from '../trackdechets/errors';
import { type TrackdechetsBsff, TrackdechetsBsffs } from '../trackdechets/trackdechets.bsffs';
import { type CallOptions } from '../trackdechets/trackdechets.client';
import { type SignatureInput } from './dto/signature.input';
import { SignatureChecks } from './signature-checks';
import { ofSigning } from './signing-words';
import {
  SignatureForbidden,
  SignatureInDoubt,
  SignatureWriter,
  SignedMeanwhile,
  type Signing,
} from './signature-writer';

/** The document as it was last read, and what stood against the signature. */
export interface Attempted {
  remote: TrackdechetsBsff;
  problem: Problem | null;
}

/** One attempt at a signature: reads the document, checks that it is the time for it, writes it. */
@Injectable()
export class SignatureAttempts {
  constructor(
    private readonly calls: PersonalCalls,
    private readonly trackdechets: TrackdechetsBsffs,
    private readonly checks: SignatureChecks,
    private readonly writer: SignatureWriter,
  ) {}

  /** @throws Problem when nothing could be read of the document */
  async attempt(caller: Caller, bsff: ExportedBsff, input: SignatureInput): Promise<Attempted> {
    try {
      const act = (options: CallOptions): Promise<Attempted> => this.attemptWith(options, caller, bsff, input);
      const { remote, problem } = await this.calls.as(caller, act);
      return { remote, problem: problem && ofSigning(problem, input) };
    } catch (error) {
      throw error instanceof Problem ? ofSigning(error, input) : error;
    }
  }

  private async attemptWith(
    options: CallOptions,
    caller: Caller,
    bsff: ExportedBsff,
    input: SignatureInput,
  ): Promise<Attempted> {
    const before = await this.trackdechets.get(bsff.trackdechetsId, options);
    try {
      this.checks.form(input, before);
      await this.checks.turn(caller, bsff, before, input);
      const remote = await this.writer.sign(before, signingOf(caller, input), options);
      return { remote, problem: null };
    } catch (error) {
      const remote = error instanceof SignedMeanwhile ? error.remote : before;
      return { remote, problem: problemOf(error, input) };
    }
  }
}

function signingOf({ firstName, lastName, email }: Caller, input: SignatureInput): Signing {
  const fullName = `${firstName} ${lastName}`.trim() || email;
  return { ...input, author: input.author?.trim() || fullName, date: input.date ?? new Date().toISOString() };
}

function problemOf(error: unknown, { securityCode }: SignatureInput): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof SignedMeanwhile) return new Problem('SIGNATURE_NOT_EXPECTED');
  if (error instanceof SignatureInDoubt) return new Problem('SIGNATURE_UNCERTAIN', { cause: error.cause });
  if (error instanceof SignatureForbidden) {
    const { trackdechetsMessage } = error.refusal;
    if (securityCode === undefined) throw error.refusal;
    return new Problem('SECURITY_CODE_REFUSED', { members: { trackdechetsMessage } });
  }
  if (error instanceof TrackdechetsError && securityCode !== undefined && error.kind === 'RATE_LIMITED') {
    return new Problem('TOO_MANY_REQUESTS', { retryAfter: 10, params: { seconds: 10 } });
  }
  if (error instanceof TrackdechetsError && error.kind === 'REFUSED') return trackdechetsProblem(error);
  throw error;
}
