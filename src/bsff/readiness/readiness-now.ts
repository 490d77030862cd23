import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { gathering } from '../../database/gathering';
import { BsffReadiness, type Look } from './bsff-readiness';
import { CompanyQuestions, establishmentsOf } from './company-questions';
import { type Readiness, type ReadinessStep } from './readiness';

/** Readiness as people ask for it, outside any transaction: establishments that nobody asked about yet are asked about first. */
@Injectable()
export class ReadinessNow {
  constructor(
    private readonly dataSource: DataSource,
    private readonly readiness: BsffReadiness,
    private readonly questions: CompanyQuestions,
  ) {}

  /** All that `step` would be refused for and all that a person may want to know. */
  async of(look: Look, step: ReadinessStep): Promise<Readiness> {
    const em = this.dataSource.manager;
    const facts = await this.facts(look);
    const orgIds = [...new Set(establishmentsOf(look.bsff, facts.references))];
    const directory = await this.questions.now(em, orgIds, facts.directory);
    return this.readiness.judge(em, { ...facts, directory }, step, await this.readiness.fichesOf(em, [facts]));
  }

  private readonly facts = gathering((looks: readonly Look[]) => this.readiness.facts(this.dataSource.manager, looks));
}
