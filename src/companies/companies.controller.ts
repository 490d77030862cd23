import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Answers, Requires } from '../auth/access/access.decorators';
import { CompanyLookups } from './company-lookups';
import { CompanyView } from './company.record';

@ApiTags('Partners')
@Controller('companies')
@Requires('SIGNED_IN')
export class CompaniesController {
  constructor(private readonly lookups: CompanyLookups) {}

  @Get(':siretOrVatNumber')
  @ApiOperation({ summary: 'Looks a company up on Trackdéchets, to fill a form' })
  @ApiParam({ name: 'siretOrVatNumber', example: '00000010002012', description: 'Spaces are ignored' })
  @ApiOkResponse({ type: CompanyView })
  @Answers({
    400: 'VALIDATION_FAILED',
    404: 'COMPANY_UNKNOWN',
    502: 'TRACKDECHETS_ERROR',
    503: 'TRACKDECHETS_UNAVAILABLE; `company` holds what was last known, or null',
  })
  async lookUp(@Param('siretOrVatNumber') siretOrVatNumber: string): Promise<CompanyView> {
    return this.lookups.lookUp(siretOrVatNumber);
  }
}
