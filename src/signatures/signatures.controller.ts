import {
  Body,
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  Param,
  Post,
  Res,
  type StreamableFile,
} from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Answers, Requires } from '../auth/access/access.decorators';
import { type Caller, CurrentCaller } from '../auth/access/caller';
import { BsffView } from '../bsff/bsff.view';
import { withEtag } from '../http/etag';
import { TakesIdempotencyKey } from '../http/idempotency';
import { Leaving } from '../http/leaving';
import { IdPipe } from '../http/id.pipe';
import { SignatureInput } from './dto/signature.input';
import { Pdfs } from './pdfs';
import { Signatures } from './signatures.service';

@ApiTags('BSFF')
@Controller('bsffs')
export class SignaturesController {
  constructor(
    private readonly signatures: Signatures,
    private readonly pdfs: Pdfs,
  ) {}

  @Post(':id/signatures')
  @TakesIdempotencyKey()
  @HttpCode(200)
  @Requires('EXPORT_BSFF')
  @ApiOperation({
    summary: 'Signer sur Trackdéchets / Sign on Trackdéchets',
    description:
      'With the token of who signs, or the establishment’s signature code. The data of the step may come along: it is written just before. The document answers as Trackdéchets has it afterwards.',
  })
  @ApiOkResponse({ type: BsffView })
  @Answers({
    404: 'NOT_FOUND',
    409: 'NOT_EXPORTED, SIGNATURE_NOT_EXPECTED, LOCAL_CHANGES_NOT_SENT, EXPORT_UNDER_WAY, REMOVED_ON_TRACKDECHETS',
    412: 'PRECONDITION_FAILED',
    422: 'NOT_READY, NO_VALID_TOKEN, SECURITY_CODE_REQUIRED, SECURITY_CODE_REFUSED, TRACKDECHETS_REFUSED, TRACKDECHETS_ROLE_MISSING',
    429: 'TOO_MANY_REQUESTS: too many wrong codes',
    502: 'SIGNATURE_UNCERTAIN, TRACKDECHETS_ERROR',
    503: 'TRACKDECHETS_UNAVAILABLE',
  })
  async sign(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() input: SignatureInput,
    @Res({ passthrough: true }) response: Response,
    @Headers('if-match') ifMatch?: string,
  ): Promise<BsffView> {
    return withEtag(response, await this.signatures.sign(caller, id, input, ifMatch));
  }

  @Get(':id/pdf')
  @Requires('SIGNED_IN')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Le PDF de Trackdéchets / Trackdéchets’ PDF',
    description:
      'Passed on as Trackdéchets sends it, up to 100 MB, kept nowhere. When it fails in the middle the connection is broken: what is cut short never looks whole.',
  })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  @Answers({
    404: 'NOT_FOUND',
    409: 'NOT_EXPORTED, REMOVED_ON_TRACKDECHETS, ACCESS_LOST',
    422: 'NO_VALID_TOKEN: nobody here may read it',
    502: 'TRACKDECHETS_ERROR',
    503: 'TRACKDECHETS_UNAVAILABLE',
  })
  pdf(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Leaving() leaving: AbortSignal,
  ): Promise<StreamableFile> {
    return this.pdfs.of(caller, id, leaving);
  }
}
