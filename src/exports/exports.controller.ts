import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Answers, Requires } from '../auth/access/access.decorators';
import { type Caller, CurrentCaller } from '../auth/access/caller';
import { BsffView } from '../bsff/bsff.view';
import { withEtag } from '../http/etag';
import { IdPipe } from '../http/id.pipe';
import { TakesIdempotencyKey } from '../http/idempotency';
import { CreatesBatchIn, CreatesIn } from '../http/location';
import { type Page } from '../http/pagination';
import { BatchInput, BatchView, ExportInput, ExportPage, ExportQuery } from './dto/export.input';
import { ExportRequests } from './export-requests';
import { ExportView } from './export.view';
import { Exports } from './exports.service';
import { Publication } from './publication';

const REFUSALS = 'NOT_READY, NO_VALID_TOKEN, NO_TRACKDECHETS_CONTACT, TRACKDECHETS_ROLE_MISSING';

@ApiTags('Exports')
@Controller()
export class ExportsController {
  constructor(
    private readonly requests: ExportRequests,
    private readonly exports: Exports,
    private readonly publication: Publication,
  ) {}

  @Post('bsffs/:id/exports')
  @CreatesIn('exports')
  @HttpCode(202)
  @Requires('EXPORT_BSFF')
  @ApiOperation({ summary: 'Envoyer un bordereau à Trackdéchets / Send a slip to Trackdéchets' })
  @ApiAcceptedResponse({ type: ExportView })
  @Answers({
    404: 'NOT_FOUND',
    409: 'EXPORT_UNDER_WAY, REMOVED_ON_TRACKDECHETS, ACCESS_LOST, CHANGED_ON_BOTH_SIDES',
    412: 'PRECONDITION_FAILED',
    422: REFUSALS,
  })
  export(
    @Param('id', IdPipe) id: string,
    @Body() { mode }: ExportInput,
    @CurrentCaller() caller: Caller,
    @Headers('if-match') ifMatch?: string,
  ): Promise<ExportView> {
    return this.requests.request(caller, id, mode, ifMatch);
  }

  @Post('bsffs/:id/publication')
  @TakesIdempotencyKey()
  @HttpCode(200)
  @Requires('EXPORT_BSFF')
  @ApiOperation({ summary: 'Publier un bordereau exporté en brouillon / Publish a slip that was exported as a draft' })
  @ApiOkResponse({ type: BsffView })
  @Answers({
    404: 'NOT_FOUND',
    409: 'NOT_EXPORTED, EXPORT_UNDER_WAY, REMOVED_ON_TRACKDECHETS, ACCESS_LOST, CHANGED_ON_BOTH_SIDES',
    412: 'PRECONDITION_FAILED',
    422: `${REFUSALS}, TRACKDECHETS_REFUSED, FIELD_SEALED`,
    503: 'TRACKDECHETS_UNAVAILABLE',
  })
  async publish(
    @Param('id', IdPipe) id: string,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) response: Response,
    @Headers('if-match') ifMatch?: string,
  ): Promise<BsffView> {
    return withEtag(response, await this.publication.publish(caller, id, ifMatch));
  }

  @Post('exports')
  @CreatesBatchIn('exports')
  @HttpCode(202)
  @Requires('EXPORT_BSFF')
  @ApiOperation({ summary: 'Envoyer jusqu’à 1 000 bordereaux / Send up to 1,000 slips' })
  @ApiAcceptedResponse({ type: BatchView })
  exportMany(@Body() { bsffIds, mode }: BatchInput, @CurrentCaller() caller: Caller): Promise<BatchView> {
    return this.requests.requestMany(caller, bsffIds, mode);
  }

  @Get('exports')
  @Requires('EXPORT_BSFF')
  @ApiOperation({ summary: 'Les exports, du plus récent au plus ancien / Exports, newest first' })
  @ApiOkResponse({ type: ExportPage })
  list(@Query() query: ExportQuery, @CurrentCaller() caller: Caller): Promise<Page<ExportView>> {
    return this.exports.list(query, caller.language);
  }

  @Get('exports/:id')
  @Requires('EXPORT_BSFF')
  @ApiOperation({ summary: 'Où en est un export / Where an export stands' })
  @ApiOkResponse({ type: ExportView })
  @Answers({ 404: 'NOT_FOUND' })
  get(@Param('id', IdPipe) id: string, @CurrentCaller() caller: Caller): Promise<ExportView> {
    return this.exports.get(id, caller.language);
  }

  @Delete('exports/:id')
  @Requires('EXPORT_BSFF')
  @ApiOperation({ summary: 'Annuler un export qui n’est pas parti / Cancel an export that has not left' })
  @ApiOkResponse({ type: ExportView })
  @Answers({ 404: 'NOT_FOUND', 409: 'EXPORT_NOT_CANCELLABLE' })
  cancel(@Param('id', IdPipe) id: string, @CurrentCaller() caller: Caller): Promise<ExportView> {
    return this.exports.cancel(caller, id);
  }
}
