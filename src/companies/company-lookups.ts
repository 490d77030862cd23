import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppConfig } from '../config/app.config';
import { invalidInput, Problem } from '../http/problem';
import { spacelessNumber } from '../http/text';
import { TrackdechetsError } from '../trackdechets/errors';
import { TrackdechetsCompanies } from '../trackdechets/trackdechets.companies';
import { Companies } from './companies.service';
import { Closures } from './closures';
import { companyFacts, isRefused, recordAnswer } from './company-answers';
import { CompanyNumbers } from './company-numbers';
import { companyView, type CompanyRecord, type CompanyView } from './company.record';

const RETRY_SECONDS = 30;
/** Somebody looks at an empty form meanwhile. */
const PATIENCE_MS = 15_000;

/** Look-ups on Trackdéchets that somebody waits for; each also feeds the directory. */
@Injectable()
export class CompanyLookups {
  private readonly timeoutMs: number;

  constructor(
    private readonly dataSource: DataSource,
    private readonly companies: Companies,
    private readonly numbers: CompanyNumbers,
    private readonly closures: Closures,
    private readonly trackdechets: TrackdechetsCompanies,
    config: AppConfig,
  ) {
    this.timeoutMs = Math.min(config.trackdechetsTimeoutMs, PATIENCE_MS);
  }

  /**
   * Asks Trackdéchets who has this SIRET or VAT number, typed with spaces or without. A closed establishment is shown as such.
   * @throws Problem VALIDATION_FAILED, COMPANY_UNKNOWN, TRACKDECHETS_UNAVAILABLE (with what was last known), TRACKDECHETS_ERROR
   */
  async lookUp(typed: string): Promise<CompanyView> {
    const number = spacelessNumber(typed);
    if (!this.numbers.isAskable(number)) {
      const sentence = /^\d{14}$/.test(number) ? this.numbers.siretFault(number) : null;
      const code = sentence ?? 'INVALID_COMPANY_NUMBER';
      throw invalidInput([{ path: 'siretOrVatNumber', code, sentence: code }]);
    }
    const record = await this.check(number);
    if (!record.found) throw new Problem('COMPANY_UNKNOWN');
    return companyView(record, new Date());
  }

  /** Asks again about a number that is well formed. @throws Problem TRACKDECHETS_UNAVAILABLE, TRACKDECHETS_ERROR */
  async check(orgId: string): Promise<CompanyRecord> {
    const answer = await this.trackdechets.find(orgId, 'interactive', this.timeoutMs).catch((error: unknown) => {
      if (error instanceof TrackdechetsError) return error;
      throw error;
    });
    const refused = isRefused(answer) ? [orgId] : [];
    const closed = await this.closures.closedAmong(refused, 'interactive', this.timeoutMs);
    const facts = companyFacts(answer, closed.has(orgId));
    const em = this.dataSource.manager;
    if (facts) await recordAnswer(em, orgId, facts);
    const record = (await this.companies.known(em, [orgId])).get(orgId) ?? null;
    if (answer instanceof TrackdechetsError && !facts) throw problemOf(answer, record);
    return record as CompanyRecord;
  }
}

function problemOf(error: TrackdechetsError, known: CompanyRecord | null): Problem {
  const away = (error.kind === 'UNAVAILABLE' && !error.failedInside) || error.kind === 'RATE_LIMITED';
  const company = known?.found ? companyView(known, new Date()) : null;
  if (!away) return new Problem('TRACKDECHETS_ERROR', { cause: error, members: { company } });
  const retryAfter = error.retryAfter ?? RETRY_SECONDS;
  return new Problem('TRACKDECHETS_UNAVAILABLE', { cause: error, retryAfter, members: { company } });
}
