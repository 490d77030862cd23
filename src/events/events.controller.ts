import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiExtraModels, ApiHeader, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Answers, Requires } from '../auth/access/access.decorators';
import { Caller, CurrentCaller } from '../auth/access/caller';
import { AlertEvent, BsffEvent, ContactEvent, ExportEvent, FicheEvent, TokenEvent } from './dto/event.views';
import { EventFeed } from './event-feed';

@ApiTags('events')
@Controller('events')
export class EventsController {
  constructor(private readonly feed: EventFeed) {}

  @Get()
  @Requires('SIGNED_IN')
  @ApiOperation({
    summary: 'Server-sent events: `export`, `pull`, `bsff`, `token`, `contact`, `fiche`, `alert`',
    description:
      'Each event carries an `id`; the same in `Last-Event-ID` resumes after it, on any replica, up to 7 days later. The first frame and the pings carry one without an event, so that nothing is missed when the stream breaks before its first. Events repeat at most around a reconnection. The stream ends with the session, and listening alone is no use that prolongs it. `alert` is for administrators alone: see `GET /alerts`. `data` is an `ExportEvent`, `PullView`, `BsffEvent`, `TokenEvent`, `ContactEvent`, `FicheEvent` or `AlertEvent`.',
  })
  @ApiExtraModels(ExportEvent, BsffEvent, TokenEvent, ContactEvent, FicheEvent, AlertEvent)
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'id of the last event received' })
  @Answers({ 503: 'TOO_MANY_STREAMS' })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } })
  listen(
    @CurrentCaller() caller: Caller,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    return this.feed.open(caller, response, lastEventId);
  }
}
