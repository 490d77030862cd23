import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Answers, Requires } from '../auth/access/access.decorators';
import { type Caller, CurrentCaller } from '../auth/access/caller';
import { withEtag } from '../http/etag';
import { IdPipe } from '../http/id.pipe';
import { TakesIdempotencyKey } from '../http/idempotency';
import { CreatesIn } from '../http/location';
import { CreateUserDto, RightsDto, UpdateUserDto, UsersQuery } from './dto/user-input.dto';
import { CreatedUserDto, InvitationDto, UserDto, UserPageDto } from './dto/user.dto';
import { Users } from './users';

/** Collaborators, for administrators. */
@ApiTags('Collaborateurs / Users')
@Controller('users')
@Requires('ADMINISTRATOR')
export class UsersController {
  constructor(private readonly users: Users) {}

  @Get()
  @ApiOperation({ summary: 'Lists collaborators, oldest first' })
  @ApiOkResponse({ type: UserPageDto })
  list(@CurrentCaller() caller: Caller, @Query() query: UsersQuery): Promise<UserPageDto> {
    return this.users.list(query, caller.language);
  }

  @Post()
  @CreatesIn('users')
  @ApiOperation({ summary: 'Adds a collaborator; without a password, an invitation link is made and shown once' })
  @ApiCreatedResponse({ type: CreatedUserDto })
  @Answers({ 409: 'EMAIL_TAKEN' })
  async create(
    @CurrentCaller() caller: Caller,
    @Body() body: CreateUserDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CreatedUserDto> {
    return withEtag(response, await this.users.create(caller, body));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One collaborator' })
  @ApiOkResponse({ type: UserDto })
  @Answers({ 404: 'NOT_FOUND' })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<UserDto> {
    return withEtag(response, await this.users.get(id, caller.language));
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Changes, deactivates or activates a collaborator',
    description:
      'Another e-mail and a deactivation end the invitation links of this person: `POST /users/{id}/invitation` gives another to whoever has no password yet.',
  })
  @ApiOkResponse({ type: UserDto })
  @Answers({ 404: 'NOT_FOUND', 409: 'EMAIL_TAKEN, LAST_ADMINISTRATOR', 412: 'PRECONDITION_FAILED' })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() body: UpdateUserDto,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<UserDto> {
    return withEtag(response, await this.users.update(caller, id, body, ifMatch));
  }

  @Put(':id/rights')
  @ApiOperation({ summary: 'Replaces the rights of a collaborator' })
  @ApiOkResponse({ type: UserDto })
  @Answers({ 404: 'NOT_FOUND', 412: 'PRECONDITION_FAILED' })
  async setRights(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() body: RightsDto,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<UserDto> {
    return withEtag(response, await this.users.setRights(caller, id, body.rights, ifMatch));
  }

  @Post(':id/invitation')
  @TakesIdempotencyKey()
  @ApiOperation({ summary: 'Resets the password: ends the old one and the sessions, gives a new link, shown once' })
  @ApiCreatedResponse({ type: InvitationDto })
  @Answers({ 404: 'NOT_FOUND', 409: 'USER_INACTIVE, OWN_PASSWORD' })
  resetPassword(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<InvitationDto> {
    return this.users.resetPassword(caller, id);
  }

  @Delete(':id/trackdechets-token')
  @HttpCode(204)
  @ApiOperation({ summary: 'Removes the Trackdéchets token of somebody who leaves; it can be neither read nor set' })
  @ApiNoContentResponse()
  @Answers({ 404: 'NOT_FOUND' })
  removeToken(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.users.removeToken(caller, id);
  }
}
