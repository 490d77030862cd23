import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, Requires } from '../auth/access/access.decorators';
import { Caller, CurrentCaller } from '../auth/access/caller';
import { IdPipe } from '../http/id.pipe';
import { CreatesIn } from '../http/location';
import { PullInput } from './dto/pull.input';
import { PullView } from './dto/pull.view';
import { Pulls } from './pulls.service';

@ApiTags('pulls')
@Controller('pulls')
export class PullsController {
  constructor(private readonly pulls: Pulls) {}

  @Post()
  @CreatesIn('pulls')
  @HttpCode(202)
  @Requires('EXPORT_BSFF')
  @ApiOperation({ summary: 'Brings the changes back from Trackdéchets, in the background' })
  @ApiAcceptedResponse({ type: PullView })
  request(@CurrentCaller() caller: Caller, @Body() input: PullInput): Promise<PullView> {
    return this.pulls.request(caller, input);
  }

  @Get(':id')
  @Requires('EXPORT_BSFF')
  @ApiOperation({ summary: 'How far a pull is, and what it brought' })
  @ApiOkResponse({ type: PullView })
  @Answers({ 404: 'NOT_FOUND' })
  get(@Param('id', IdPipe) id: string): Promise<PullView> {
    return this.pulls.get(id);
  }
}
