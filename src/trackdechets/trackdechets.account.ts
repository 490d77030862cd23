import { Injectable } from '@nestjs/common';
import {
  type CompanyType,
  type UserPermission,
  type UserRole,
  VerifyTokenDocument,
  type VerifyTokenQuery,
} from './generated';
import { type Priority } from './request-budget';
import { type TrackdechetsToken } from './token';
import { TrackdechetsClient } from './trackdechets.client';

export interface TrackdechetsAccountCompany {
  /** SIRET, or VAT number of a foreign company. */
  orgId: string;
  siret: string | null;
  vatNumber: string | null;
  name: string | null;
  role: UserRole | null;
  permissions: UserPermission[];
  /** Trackdéchets' own id, needed to register a webhook. */
  companyId: string;
  companyTypes: CompanyType[];
}

export interface TrackdechetsAccountInfo {
  email: string;
  name: string | null;
  companies: TrackdechetsAccountCompany[];
}

/** Trackdéchets' own maximum for a page. */
const PAGE = 500;

/** Whose token it is, and what they may do there. */
@Injectable()
export class TrackdechetsAccount {
  constructor(private readonly client: TrackdechetsClient) {}

  /** Checks a token by using it: the account behind it, with its role in each establishment. Throws TrackdechetsError, CREDENTIALS when it is not accepted. */
  async verifyToken(token: TrackdechetsToken, priority: Priority): Promise<TrackdechetsAccountInfo> {
    const companies: TrackdechetsAccountCompany[] = [];
    for (let after: string | null = null; ;) {
      const page: VerifyTokenQuery = await this.client.execute(
        VerifyTokenDocument,
        { first: PAGE, after },
        { token, priority },
      );
      companies.push(...companiesOf(page));
      const { endCursor, hasNextPage } = page.myCompanies.pageInfo;
      if (!hasNextPage || !endCursor) return { email: page.me.email, name: page.me.name, companies };
      after = endCursor;
    }
  }
}

function companiesOf({ myCompanies, permissionsInfos }: VerifyTokenQuery): TrackdechetsAccountCompany[] {
  const granted = new Map(permissionsInfos.orgPermissionsInfos.map((info) => [info.orgId, info]));
  return myCompanies.edges.map(({ node }) => ({
    orgId: node.orgId,
    siret: node.siret,
    vatNumber: node.vatNumber,
    name: node.givenName || node.name,
    role: granted.get(node.orgId)?.role ?? node.userRole,
    permissions: granted.get(node.orgId)?.permissions ?? node.userPermissions,
    companyId: node.id,
    companyTypes: node.companyTypes,
  }));
}
