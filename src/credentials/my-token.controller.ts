import { Body, Controller, Delete, Get, HttpCode, Post, Put, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Answers, Requires } from '../auth/access/access.decorators';
import { type Caller, CurrentCaller } from '../auth/access/caller';
import { TakesIdempotencyKey } from '../http/idempotency';
import { TokenStatusDto } from '../users/dto/user.dto';
import { PastedTokenDto } from './dto/pasted-token.dto';
import { MyToken } from './my-token';

/** One's own Trackdéchets token; nobody else's can be set or read. */
@ApiTags('Ma clé Trackdéchets / My Trackdéchets token')
@Controller('me/trackdechets-token')
@Requires('SIGNED_IN')
export class MyTokenController {
  constructor(private readonly myToken: MyToken) {}

  @Get()
  @ApiOperation({ summary: 'What is known of one’s own token; the token itself never comes back' })
  @ApiOkResponse({ type: TokenStatusDto })
  read(@CurrentCaller() caller: Caller): Promise<TokenStatusDto> {
    return this.myToken.read(caller);
  }

  @Put()
  @ApiOperation({ summary: 'Gives one’s token: checked with Trackdéchets, then kept encrypted' })
  @ApiOkResponse({ type: TokenStatusDto, description: 'VALID' })
  @ApiAcceptedResponse({ type: TokenStatusDto, description: 'UNVERIFIED: Trackdéchets is away, the token is kept' })
  @Answers({ 422: 'TRACKDECHETS_TOKEN_REJECTED, TRACKDECHETS_EMAIL_MISMATCH: nothing stored, the one before stays' })
  async paste(
    @CurrentCaller() caller: Caller,
    @Body() body: PastedTokenDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TokenStatusDto> {
    const status = await this.myToken.paste(caller, body.token);
    response.status(status.status === 'UNVERIFIED' ? 202 : 200);
    return status;
  }

  @Post('verification')
  @TakesIdempotencyKey()
  @HttpCode(200)
  @ApiOperation({ summary: 'Checks one’s token again, now' })
  @ApiOkResponse({ type: TokenStatusDto })
  verify(@CurrentCaller() caller: Caller): Promise<TokenStatusDto> {
    return this.myToken.verify(caller);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Removes one’s token from here; only Trackdéchets can revoke it' })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller): Promise<void> {
    return this.myToken.remove(caller);
  }
}
