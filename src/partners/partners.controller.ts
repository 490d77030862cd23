import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Answers, Requires } from '../auth/access/access.decorators';
import { type Caller, CurrentCaller } from '../auth/access/caller';
import { withEtag } from '../http/etag';
import { IdPipe } from '../http/id.pipe';
import { TakesIdempotencyKey } from '../http/idempotency';
import { CreatesIn } from '../http/location';
import { NewPartner, PartnerChange, PartnerQuery } from './dto/partner.input';
import { PartnerPage, PartnerView } from './partner.view';
import { Partners } from './partners.service';

@ApiTags('Partners')
@Controller('partners')
@Requires('SIGNED_IN')
export class PartnersController {
  constructor(private readonly partners: Partners) {}

  @Get()
  @ApiOperation({ summary: 'Transporters, destinations and holders, by name' })
  @ApiOkResponse({ type: PartnerPage })
  async list(@Query() query: PartnerQuery): Promise<PartnerPage> {
    return this.partners.list(query);
  }

  @Post()
  @CreatesIn('partners')
  @ApiOperation({ summary: 'Adds a partner; Trackdéchets is asked about its number in the background' })
  @ApiCreatedResponse({ type: PartnerView })
  @Answers({ 400: 'VALIDATION_FAILED' })
  async create(
    @CurrentCaller() caller: Caller,
    @Body() input: NewPartner,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PartnerView> {
    return withEtag(response, await this.partners.create(caller, input));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One partner' })
  @ApiOkResponse({ type: PartnerView })
  @Answers({ 404: 'NOT_FOUND' })
  async get(@Param('id', IdPipe) id: string, @Res({ passthrough: true }) response: Response): Promise<PartnerView> {
    return withEtag(response, await this.partners.get(id));
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Changes a partner (JSON merge patch); documents already sent keep what they had' })
  @ApiOkResponse({ type: PartnerView })
  @Answers({ 400: 'VALIDATION_FAILED', 404: 'NOT_FOUND', 412: 'PRECONDITION_FAILED' })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() input: PartnerChange,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PartnerView> {
    return withEtag(response, await this.partners.change(caller, id, input, ifMatch));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Takes a partner out of the lists; the documents that name it keep it' })
  @ApiNoContentResponse()
  @Answers({ 404: 'NOT_FOUND', 412: 'PRECONDITION_FAILED' })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    return this.partners.remove(caller, id, ifMatch);
  }

  @Post(':id/check')
  @TakesIdempotencyKey()
  @HttpCode(200)
  @ApiOperation({ summary: 'Asks Trackdéchets again about the partner' })
  @ApiOkResponse({ type: PartnerView })
  @Answers({
    404: 'NOT_FOUND',
    422: 'PARTNER_WITHOUT_NUMBER',
    502: 'TRACKDECHETS_ERROR',
    503: 'TRACKDECHETS_UNAVAILABLE',
  })
  async check(@Param('id', IdPipe) id: string, @Res({ passthrough: true }) response: Response): Promise<PartnerView> {
    return withEtag(response, await this.partners.check(id));
  }
}
