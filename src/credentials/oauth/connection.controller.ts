import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiQuery,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { type Request, type Response } from 'express';
import { Answers, Public, Requires } from '../../auth/access/access.decorators';
import { type Caller, CurrentCaller } from '../../auth/access/caller';
import { sessionCookieOf } from '../../auth/session-cookie';
import { originOf } from '../../auth/sessions';
import { TokenStatusDto } from '../../users/dto/user.dto';
import { answerFinish, answerStart } from './connection-answer';
import { ConnectionQuery, StartedConnectionDto } from './dto/connection.dto';
import { type CallbackQuery, TrackdechetsConnection } from './trackdechets-connection';

const STATUS_OR_PAGE = {
  'application/json': { schema: { $ref: getSchemaPath(TokenStatusDto) } },
  'text/html': { schema: { type: 'string' } },
};

/** Giving one's token by consenting on Trackdéchets (OAuth2), without copying it. */
@ApiTags('Ma clé Trackdéchets / My Trackdéchets token')
@Controller()
export class ConnectionController {
  constructor(private readonly connection: TrackdechetsConnection) {}

  @Get('me/trackdechets-connection')
  @Requires('SIGNED_IN')
  @ApiOperation({
    summary: 'Begins: the address of Trackdéchets’ consent page; a browser (Accept: text/html) is sent there',
  })
  @ApiOkResponse({ type: StartedConnectionDto })
  @ApiFoundResponse({ description: 'to Trackdéchets, for a browser' })
  @Answers({ 400: 'VALIDATION_FAILED: RETURN_TO_REFUSED', 422: 'TRACKDECHETS_OAUTH_NOT_CONFIGURED' })
  async start(
    @CurrentCaller() caller: Caller,
    @Query() query: ConnectionQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StartedConnectionDto> {
    return answerStart(request, response, await this.connection.start(caller, query.returnTo));
  }

  @Get('trackdechets-connection/callback')
  @Public()
  @ApiOperation({
    summary:
      'Where Trackdéchets sends the browser back, once, within ten minutes: the token is kept as a pasted one is',
  })
  @ApiQuery({ name: 'state', type: String, required: true })
  @ApiQuery({ name: 'code', type: String, required: false })
  @ApiQuery({ name: 'error', type: String, required: false, example: 'access_denied' })
  @ApiFoundResponse({ description: 'to `returnTo`, with `?trackdechets=…`, when the beginning gave one' })
  @ApiOkResponse({ content: STATUS_OR_PAGE, description: 'VALID' })
  @ApiAcceptedResponse({
    content: STATUS_OR_PAGE,
    description: 'UNVERIFIED: Trackdéchets went away, the token is kept',
  })
  @Answers({
    422: 'TRACKDECHETS_OAUTH_STATE_INVALID, TRACKDECHETS_OAUTH_REFUSED, TRACKDECHETS_EMAIL_MISMATCH, TRACKDECHETS_TOKEN_REJECTED',
    502: 'TRACKDECHETS_OAUTH_FAILED',
    503: 'TRACKDECHETS_OAUTH_UNAVAILABLE',
  })
  async finish(
    @Query() query: CallbackQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TokenStatusDto | string> {
    const finished = await this.connection.finish(query, sessionCookieOf(request), originOf(request));
    return answerFinish(request, response, finished);
  }
}
