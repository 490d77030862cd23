import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Request, type Response } from 'express';
import { IdPipe } from '../http/id.pipe';
import { PageQuery } from '../http/pagination';
import { Answers, Public, Requires } from './access/access.decorators';
import { type Caller, CurrentCaller } from './access/caller';
import { PasswordDto, SessionPageDto, SignedInDto, SignInDto } from './dto/session.dto';
import { SessionCookie } from './session-cookie';
import { originOf, Sessions } from './sessions';

@ApiTags('Sessions')
@Controller()
export class SessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
  ) {}

  @Post('sessions')
  @Public()
  @ApiOperation({ summary: 'Signs in: a token for Authorization: Bearer, and the same as a cookie' })
  @ApiCreatedResponse({ type: SignedInDto })
  @Answers({ 401: 'INVALID_CREDENTIALS', 429: 'TOO_MANY_ATTEMPTS', 503: 'SIGN_IN_BUSY' })
  async open(
    @Body() body: SignInDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignedInDto> {
    const signedIn = await this.sessions.signIn(body, originOf(request));
    this.cookie.set(request, response, signedIn.token, signedIn.expiresAt);
    return signedIn;
  }

  @Get('sessions')
  @Requires('SIGNED_IN')
  @ApiOperation({ summary: 'One’s own open sessions, newest first' })
  @ApiOkResponse({ type: SessionPageDto })
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<SessionPageDto> {
    return this.sessions.list(caller, query);
  }

  @Delete('sessions/current')
  @Requires('SIGNED_IN')
  @HttpCode(204)
  @ApiOperation({ summary: 'Signs out' })
  @ApiNoContentResponse()
  async endCurrent(
    @CurrentCaller() caller: Caller,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    this.cookie.clear(request, response);
    await this.sessions.end(caller, caller.sessionId);
  }

  @Delete('sessions/:id')
  @Requires('SIGNED_IN')
  @HttpCode(204)
  @ApiOperation({ summary: 'Ends one of one’s own sessions' })
  @ApiNoContentResponse()
  @Answers({ 404: 'NOT_FOUND' })
  end(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.sessions.end(caller, id);
  }

  @Put('me/password')
  @Requires('SIGNED_IN')
  @HttpCode(204)
  @ApiOperation({ summary: 'Changes one’s own password; ends the other sessions' })
  @ApiNoContentResponse()
  @Answers({ 422: 'PASSWORD_WRONG', 429: 'TOO_MANY_ATTEMPTS', 503: 'SIGN_IN_BUSY' })
  changePassword(@CurrentCaller() caller: Caller, @Body() body: PasswordDto): Promise<void> {
    return this.sessions.changePassword(caller, body);
  }
}
