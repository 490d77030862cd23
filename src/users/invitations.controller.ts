import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import {
  ApiGoneResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { type Response } from 'express';
import { Answers, Public } from '../auth/access/access.decorators';
import { languageOf, type Request, requestIdOf } from '../http/request-context';
import { AcceptInvitationDto } from './dto/user-input.dto';
import { INVITATION_PAGE_POLICY, invitationPage } from './invitation-page';
import { Invitations } from './invitations';

const PAGE = { 'text/html': { schema: { type: 'string' } } };

@ApiTags('Sessions')
@Controller('invitations')
export class InvitationsController {
  constructor(private readonly invitations: Invitations) {}

  @Get(':token')
  @Public()
  @ApiOperation({ summary: 'The page behind an invitation’s link, where no front end shows its own' })
  @ApiOkResponse({ description: 'a page', content: PAGE })
  @ApiNotFoundResponse({ description: 'NOT_FOUND, told on a page', content: PAGE })
  @ApiGoneResponse({ description: 'INVITATION_GONE, told on a page', content: PAGE })
  async page(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const problem = await this.invitations.problemWith(token);
    response
      .status(problem?.status ?? 200)
      .type('html')
      .vary('Accept-Language');
    response.header({ 'Cache-Control': 'no-store', 'Content-Security-Policy': INVITATION_PAGE_POLICY });
    response.send(invitationPage(languageOf(request), problem?.code ?? null));
  }

  @Post(':token')
  @Public()
  @HttpCode(204)
  @ApiOperation({ summary: 'Chooses a password with an invitation, once' })
  @ApiNoContentResponse()
  @Answers({ 404: 'NOT_FOUND', 410: 'INVITATION_GONE' })
  accept(@Param('token') token: string, @Body() body: AcceptInvitationDto, @Req() request: Request): Promise<void> {
    return this.invitations.accept(token, body.password, { ip: request.ip ?? '', requestId: requestIdOf(request) });
  }
}
