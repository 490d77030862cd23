import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Answers, Requires } from '../auth/access/access.decorators';
import { type Caller, CurrentCaller } from '../auth/access/caller';
import { withEtag } from '../http/etag';
import { IdPipe } from '../http/id.pipe';
import { CreatesIn } from '../http/location';
import { FicheChange, FicheQuery, NewFiche } from './dto/fiche.input';
import { FichePage, FicheView } from './fiche.view';
import { Fiches } from './fiches.service';

@ApiTags("Fiches d'intervention")
@Controller('fiches-intervention')
@Requires('SIGNED_IN')
export class FichesController {
  constructor(private readonly fiches: Fiches) {}

  @Get()
  @ApiOperation({ summary: 'Fiches d’intervention, newest first' })
  @ApiOkResponse({ type: FichePage })
  async list(@Query() query: FicheQuery): Promise<FichePage> {
    return this.fiches.list(query);
  }

  @Post()
  @CreatesIn('fiches-intervention')
  @ApiOperation({ summary: 'Adds a fiche; it is created on Trackdéchets before the first BSFF that lists it' })
  @ApiCreatedResponse({ type: FicheView })
  @Answers({ 400: 'VALIDATION_FAILED' })
  async create(
    @CurrentCaller() caller: Caller,
    @Body() input: NewFiche,
    @Res({ passthrough: true }) response: Response,
  ): Promise<FicheView> {
    return withEtag(response, await this.fiches.create(caller, input));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One fiche d’intervention' })
  @ApiOkResponse({ type: FicheView })
  @Answers({ 404: 'NOT_FOUND' })
  async get(@Param('id', IdPipe) id: string, @Res({ passthrough: true }) response: Response): Promise<FicheView> {
    return withEtag(response, await this.fiches.get(id));
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Changes a fiche (JSON merge patch); one that is on Trackdéchets is changed there too' })
  @ApiOkResponse({ type: FicheView })
  @Answers({ 400: 'VALIDATION_FAILED', 404: 'NOT_FOUND', 412: 'PRECONDITION_FAILED' })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() input: FicheChange,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<FicheView> {
    return withEtag(response, await this.fiches.change(caller, id, input, ifMatch));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Takes a fiche out of the lists; the documents that list it keep it' })
  @ApiNoContentResponse()
  @Answers({ 404: 'NOT_FOUND', 409: 'FICHE_ON_TRACKDECHETS', 412: 'PRECONDITION_FAILED' })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    return this.fiches.remove(caller, id, ifMatch);
  }
}
