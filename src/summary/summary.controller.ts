import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
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
  @ApiExtraModels(SummaryView)
  @ApiOkResponse({
    content: {
      'application/json': { schema: { $ref: getSchemaPath(SummaryView) } },
      'text/csv': { schema: { type: 'string' } },
    },
  })
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
