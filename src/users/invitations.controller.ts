import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, Public } from '../auth/access/access.decorators';
import { type Request, requestIdOf } from '../http/request-context';
import { AcceptInvitationDto } from './dto/user-input.dto';
import { Invitations } from './invitations';

@ApiTags('Sessions')
@Controller('invitations')
export class InvitationsController {
  constructor(private readonly invitations: Invitations) {}

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
