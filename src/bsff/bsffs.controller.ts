import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { type Response } from 'express';
import { Answers, Requires } from '../auth/access/access.decorators';
import { type Caller, CurrentCaller } from '../auth/access/caller';
import { withEtag } from '../http/etag';
import { IdPipe } from '../http/id.pipe';
import { CreatesIn, LeavesIn } from '../http/location';
import { BsffPage, BsffView } from './bsff.view';
import { Bsffs } from './bsffs.service';
import { BsffInputBody } from './dto/bsff.input';
import { BsffQuery, ReadinessQuery } from './dto/bsff.query';
import { ReadinessView } from './dto/readiness.view';

@ApiTags('BSFF')
@Controller('bsffs')
export class BsffsController {
  constructor(private readonly bsffs: Bsffs) {}

  @Get()
  @Requires('SIGNED_IN')
  @ApiOperation({ summary: 'Documents, newest first' })
  @ApiOkResponse({ type: BsffPage })
  @Answers({ 400: 'VALIDATION_FAILED, CURSOR_INVALID' })
  async list(@CurrentCaller() caller: Caller, @Query() query: BsffQuery): Promise<BsffPage> {
    return this.bsffs.list(caller, query);
  }

  @Post()
  @CreatesIn('bsffs')
  @Requires('SIGNED_IN')
  @ApiOperation({ summary: 'Creates a local document, complete or not' })
  @ApiCreatedResponse({ type: BsffView })
  @Answers({ 400: 'VALIDATION_FAILED', 409: 'REFERENCE_TAKEN', 422: 'IDEMPOTENCY_KEY_REUSED' })
  async create(
    @CurrentCaller() caller: Caller,
    @Body() input: BsffInputBody,
    @Res({ passthrough: true }) response: Response,
  ): Promise<BsffView> {
    return withEtag(response, await this.bsffs.create(caller, input));
  }

  @Get(':id')
  @Requires('SIGNED_IN')
  @ApiOperation({ summary: 'A document, with what may be done with it now' })
  @ApiOkResponse({ type: BsffView })
  @Answers({ 404: 'NOT_FOUND' })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<BsffView> {
    return withEtag(response, await this.bsffs.get(caller, id));
  }

  @Patch(':id')
  @Requires('SIGNED_IN')
  @ApiOperation({ summary: 'JSON merge patch: absent keeps, null clears, a list replaces the list' })
  @ApiOkResponse({ type: BsffView })
  @Answers({
    400: 'VALIDATION_FAILED',
    404: 'NOT_FOUND',
    409: 'BSFF_BEING_SENT, REFERENCE_TAKEN',
    412: 'PRECONDITION_FAILED',
    422: 'BSFF_SEALED',
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() patch: BsffInputBody,
    @Res({ passthrough: true }) response: Response,
    @Headers('if-match') ifMatch?: string,
  ): Promise<BsffView> {
    return withEtag(response, await this.bsffs.change(caller, id, patch, ifMatch));
  }

  @Delete(':id')
  @LeavesIn('exports')
  @HttpCode(204)
  @Requires('SIGNED_IN')
  @ApiOperation({ summary: 'Deletes a document; an exported one also on Trackdéchets, which needs EXPORT_BSFF' })
  @ApiNoContentResponse({ description: 'Deleted' })
  @ApiAcceptedResponse({
    description: 'Its deletion on Trackdéchets is under way: an `Export`',
    schema: { $ref: '#/components/schemas/ExportView' },
  })
  @Answers({
    403: 'FORBIDDEN: EXPORT_BSFF is missing',
    404: 'NOT_FOUND',
    409: 'BSFF_BEING_SENT, EXPORT_UNDER_WAY, ACCESS_LOST: it can be deleted neither there nor here',
    412: 'PRECONDITION_FAILED',
    422: 'BSFF_NOT_DELETABLE, NO_VALID_TOKEN',
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
    @Headers('if-match') ifMatch?: string,
  ): Promise<object | undefined> {
    return acceptedWhenLeft(response, await this.bsffs.remove(caller, id, ifMatch));
  }

  @Post(':id/duplicates')
  @CreatesIn('bsffs')
  @Requires('SIGNED_IN')
  @ApiOperation({ summary: 'A local copy without containers nor fiches' })
  @ApiCreatedResponse({ type: BsffView })
  @Answers({ 404: 'NOT_FOUND', 412: 'PRECONDITION_FAILED' })
  async duplicate(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
    @Headers('if-match') ifMatch?: string,
  ): Promise<BsffView> {
    return withEtag(response, await this.bsffs.duplicate(caller, id, ifMatch));
  }

  @Get(':id/readiness')
  @Requires('SIGNED_IN')
  @ApiOperation({ summary: 'All that Trackdéchets would refuse at a step, and what a person would regret' })
  @ApiOkResponse({ type: ReadinessView })
  @Answers({ 404: 'NOT_FOUND' })
  async readiness(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: ReadinessQuery,
  ): Promise<ReadinessView> {
    return this.bsffs.readiness(caller, id, query);
  }
}

/** 202 when something is still to be done, the 204 of the route otherwise. */
function acceptedWhenLeft(response: Response, left: object | undefined): object | undefined {
  if (left) response.status(202);
  return left;
}
