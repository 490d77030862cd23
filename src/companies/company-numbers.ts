import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app.config';
import { isForeignVat, isSiret } from '../trackdechets/rules/company-ids';

/** What makes a SIRET or a VAT number acceptable on the platform that this instance talks to. */
@Injectable()
export class CompanyNumbers {
  private readonly allowTestCompanies: boolean;

  constructor(config: AppConfig) {
    // Trackdéchets' own sandbox has test establishments too, even for an instance that runs in production mode.
    this.allowTestCompanies = config.sandbox || !config.production || config.trackdechetsApiUrl.includes('sandbox');
  }

  /** Key of the sentence that says what is wrong with a SIRET, or null. */
  siretFault(siret: string): 'INVALID_SIRET' | 'SIRET_TEST_REFUSED' | null {
    if (isSiret(siret, { allowTestCompanies: this.allowTestCompanies })) return null;
    return isSiret(siret, { allowTestCompanies: true }) ? 'SIRET_TEST_REFUSED' : 'INVALID_SIRET';
  }

  /** Key of the sentence that says what is wrong with the VAT number of a foreign establishment, or null. */
  vatFault(vatNumber: string): 'INVALID_VAT_NUMBER' | null {
    return isForeignVat(vatNumber) ? null : 'INVALID_VAT_NUMBER';
  }

  /** True when Trackdéchets can be asked about this number. */
  isAskable(number: string): boolean {
    return this.siretFault(number) === null || this.vatFault(number) === null;
  }
}
