import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Answers, Requires } from '../auth/access/access.decorators';
import { type Caller, CurrentCaller } from '../auth/access/caller';
import { BsffView } from '../bsff/bsff.view';
import { withEtag } from '../http/etag';
import { IdPipe } from '../http/id.pipe';
import { TakesIdempotencyKey } from '../http/idempotency';
import { PageQuery } from '../http/pagination';
import { Conflicts } from './conflicts';
import { DocumentPulls } from './document-pulls';
import { ConflictResolutionInput } from './dto/conflict-resolution.input';
import { HistoryPage } from './dto/history.view';
import { History } from './history';

@ApiTags('BSFF')
@Controller('bsffs')
export class DocumentPullsController {
  constructor(
    private readonly pulls: DocumentPulls,
    private readonly conflicts: Conflicts,
    private readonly history: History,
  ) {}

  @Post(':id/pull')
  @TakesIdempotencyKey()
  @HttpCode(200)
  @Requires('EXPORT_BSFF')
  @ApiOperation({ summary: 'Relire un bordereau sur Trackdéchets / Read a slip again on Trackdéchets' })
  @ApiOkResponse({ type: BsffView })
  @Answers({
    404: 'NOT_FOUND',
    409: 'NOT_EXPORTED',
    422: 'NO_VALID_TOKEN, TRACKDECHETS_ROLE_MISSING',
    502: 'TRACKDECHETS_ERROR',
    503: 'TRACKDECHETS_UNAVAILABLE',
  })
  async pull(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<BsffView> {
    return withEtag(response, await this.pulls.pull(caller, id));
  }

  @Post(':id/conflict-resolution')
  @TakesIdempotencyKey()
  @HttpCode(200)
  @Requires('SIGNED_IN')
  @ApiOperation({
    summary: 'Choisir entre deux valeurs, champ par champ / Choose between two values, field by field',
    description: 'LOCAL leaves the value here as a change still to be exported; REMOTE takes that of Trackdéchets.',
  })
  @ApiOkResponse({ type: BsffView })
  @Answers({ 404: 'NOT_FOUND', 409: 'NO_CONFLICT, BSFF_BEING_SENT', 412: 'PRECONDITION_FAILED' })
  async resolve(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() input: ConflictResolutionInput,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<BsffView> {
    return withEtag(response, await this.conflicts.resolve(caller, id, input, ifMatch));
  }

  @Get(':id/history')
  @Requires('SIGNED_IN')
  @ApiOperation({
    summary: 'Qui a fait quoi, et chaque champ qui a changé / Who did what, and each field that changed',
  })
  @ApiOkResponse({ type: HistoryPage })
  @Answers({ 404: 'NOT_FOUND' })
  historyOf(@Param('id', IdPipe) id: string, @Query() query: PageQuery): Promise<HistoryPage> {
    return this.history.of(id, query);
  }
}
