import { Body, Controller, Get, Headers, Patch, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Answers, Requires } from '../auth/access/access.decorators';
import { type Caller, CurrentCaller } from '../auth/access/caller';
import { withEtag } from '../http/etag';
import { UpdateProfileDto } from './dto/user-input.dto';
import { UserDto } from './dto/user.dto';
import { Users } from './users';

/** One's own profile. */
@ApiTags('Mon profil / My profile')
@Controller('me')
@Requires('SIGNED_IN')
export class MeController {
  constructor(private readonly users: Users) {}

  @Get()
  @ApiOperation({ summary: 'Who is signed in' })
  @ApiOkResponse({ type: UserDto })
  async get(@CurrentCaller() caller: Caller, @Res({ passthrough: true }) response: Response): Promise<UserDto> {
    return withEtag(response, await this.users.get(caller.userId, caller.language));
  }

  @Patch()
  @ApiOperation({ summary: 'Changes one’s own name or phone' })
  @ApiOkResponse({ type: UserDto })
  @Answers({ 412: 'PRECONDITION_FAILED' })
  async update(
    @CurrentCaller() caller: Caller,
    @Body() body: UpdateProfileDto,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<UserDto> {
    return withEtag(response, await this.users.updateProfile(caller, body, ifMatch));
  }
}
