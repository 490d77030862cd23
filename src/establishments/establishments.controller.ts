import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Answers, Requires } from '../auth/access/access.decorators';
import { type Caller, CurrentCaller } from '../auth/access/caller';
import { withEtag } from '../http/etag';
import { IdPipe } from '../http/id.pipe';
import { CreatesIn } from '../http/location';
import { PageQuery } from '../http/pagination';
import { EstablishmentChange, NewEstablishment } from './dto/establishment.input';
import { EstablishmentPage, EstablishmentView } from './establishment.view';
import { Establishments } from './establishments.service';

@ApiTags('Establishments')
@Controller('establishments')
export class EstablishmentsController {
  constructor(private readonly establishments: Establishments) {}

  @Get()
  @Requires('SIGNED_IN')
  @ApiOperation({ summary: "The instance's own establishments, oldest first" })
  @ApiOkResponse({ type: EstablishmentPage })
  async list(@Query() query: PageQuery): Promise<EstablishmentPage> {
    return this.establishments.list(query);
  }

  @Post()
  @CreatesIn('establishments')
  @Requires('ADMINISTRATOR')
  @ApiOperation({ summary: 'Adds an establishment; the first one becomes the default' })
  @ApiCreatedResponse({ type: EstablishmentView })
  @Answers({ 400: 'VALIDATION_FAILED', 409: 'SIRET_TAKEN' })
  async create(
    @CurrentCaller() caller: Caller,
    @Body() input: NewEstablishment,
    @Res({ passthrough: true }) response: Response,
  ): Promise<EstablishmentView> {
    return withEtag(response, await this.establishments.create(caller, input));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One establishment' })
  @Requires('SIGNED_IN')
  @ApiOkResponse({ type: EstablishmentView })
  @Answers({ 404: 'NOT_FOUND' })
  async get(
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<EstablishmentView> {
    return withEtag(response, await this.establishments.get(id));
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Changes an establishment; making it the default takes that from the other one' })
  @Requires('ADMINISTRATOR')
  @ApiOkResponse({ type: EstablishmentView })
  @Answers({ 404: 'NOT_FOUND', 409: 'SIRET_TAKEN, DEFAULT_ESTABLISHMENT_REQUIRED', 412: 'PRECONDITION_FAILED' })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() input: EstablishmentChange,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<EstablishmentView> {
    return withEtag(response, await this.establishments.change(caller, id, input, ifMatch));
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Removes an establishment that no document names' })
  @Requires('ADMINISTRATOR')
  @HttpCode(204)
  @ApiNoContentResponse()
  @Answers({ 404: 'NOT_FOUND', 409: 'ESTABLISHMENT_IN_USE', 412: 'PRECONDITION_FAILED' })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    return this.establishments.remove(caller, id, ifMatch);
  }
}
