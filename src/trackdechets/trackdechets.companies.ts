import { Injectable } from '@nestjs/common';
import { call } from './call';
import { TrackdechetsError } from './errors';
import {
  CompanyInfosDocument,
  type CompanyInfosQuery,
  type CompanyType,
  SearchCompaniesDocument,
  type WasteProcessorType,
} from './generated';
import { type CallOptions, TrackdechetsClient } from './trackdechets.client';
import { type Priority } from './request-budget';

export interface TrackdechetsCompany {
  /** SIRET, or VAT number of a foreign company. */
  orgId: string;
  siret: string | null;
  vatNumber: string | null;
  /** Null when the company keeps its name and address out of the public directory. */
  name: string | null;
  address: string | null;
  contact: string | null;
  mail: string | null;
  phone: string | null;
  registered: boolean;
  companyTypes: CompanyType[];
  wasteProcessorTypes: WasteProcessorType[];
  closed: boolean;
  dormant: boolean;
  /** The transporter's receipt. */
  receipt: { number: string; department: string; validityLimit: string } | null;
}

/** Companies as Trackdéchets and the State's directory know them. */
@Injectable()
export class TrackdechetsCompanies {
  constructor(private readonly client: TrackdechetsClient) {}

  /**
   * Looks a company up by SIRET or VAT number. The query is public: no token. Throws TrackdechetsError, NOT_FOUND when no
   * such establishment is open (Trackdéchets answers a closed one with an error too).
   */
  async find(
    siretOrVatNumber: string,
    priority: Priority = 'interactive',
    timeoutMs?: number,
  ): Promise<TrackdechetsCompany> {
    try {
      const { companyInfos } = await this.client.execute(
        CompanyInfosDocument,
        { clue: siretOrVatNumber },
        { token: null, priority, timeoutMs },
      );
      return toCompany(companyInfos);
    } catch (error) {
      throw error instanceof TrackdechetsError ? error.whenRefusedNotFound() : error;
    }
  }

  /** Those of these numbers that SIRENE gives as closed, which the public look-up refuses like unknown ones. Needs a token. */
  async closedAmong(orgIds: readonly string[], options: CallOptions): Promise<ReadonlySet<string>> {
    const { searchCompanies } = await this.client.execute(SearchCompaniesDocument, { clue: orgIds.join(',') }, options);
    return new Set(
      searchCompanies.filter(({ etatAdministratif }) => etatAdministratif === 'F').map(({ orgId }) => orgId),
    );
  }

  /** Looks up to five companies up in one request, for background work: what each look-up gave, or the error of that one. */
  async findEach(siretOrVatNumbers: readonly string[]): Promise<(TrackdechetsCompany | TrackdechetsError)[]> {
    const calls = siretOrVatNumbers.map((clue) => call(CompanyInfosDocument, { clue }));
    const outcomes = await this.client.executeBatch(calls, { token: null, priority: 'bulk' });
    return outcomes.map((outcome) =>
      outcome.ok ? toCompany(outcome.data.companyInfos) : outcome.error.whenRefusedNotFound(),
    );
  }
}

function toCompany(infos: CompanyInfosQuery['companyInfos']): TrackdechetsCompany {
  const receipt = infos.transporterReceipt;
  return {
    orgId: infos.orgId,
    siret: infos.siret,
    vatNumber: infos.vatNumber,
    name: infos.givenName || infos.name,
    address: infos.address,
    contact: infos.contact,
    mail: infos.contactEmail,
    phone: infos.contactPhone,
    registered: infos.isRegistered ?? false,
    companyTypes: infos.companyTypes,
    wasteProcessorTypes: infos.wasteProcessorTypes ?? [],
    // SIRENE's « F » (fermé); « A » is active.
    closed: infos.etatAdministratif === 'F',
    dormant: infos.isDormant,
    receipt: receipt && {
      number: receipt.receiptNumber,
      department: receipt.department,
      validityLimit: receipt.validityLimit,
    },
  };
}
