import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Requires } from '../auth/access/access.decorators';
import { SummaryQuery, SummaryView } from './dto/summary.dto';
import { Summaries, summaryCsv } from './summary.service';

@ApiTags('BSFF')
@Controller('bsffs/summary')
export class SummaryController {
  constructor(private readonly summaries: Summaries) {}

  @Get()
  @Requires('SIGNED_IN')
  @ApiOperation({
    summary:
      'Bilan d’une année par fluide, statut, destination et opération / A year by fluid, status, destination, operation',
  })
  @ApiProduces('application/json', 'text/csv')
  @ApiOkResponse({ type: SummaryView })
  async of(
    @Query() { year, format }: SummaryQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SummaryView | string> {
    return asked(response, format, await this.summaries.of(year));
  }
}

function asked(response: Response, format: SummaryQuery['format'], summary: SummaryView): SummaryView | string {
  if (format !== 'csv') return summary;
  response.type('text/csv; charset=utf-8');
  response.setHeader('Content-Disposition', `attachment; filename="bsff-${summary.year}.csv"`);
  return summaryCsv(summary);
}
