import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../auth/access/access.decorators';
import { type Caller, CurrentCaller } from '../auth/access/caller';
import { Alerts } from './alerts';
import { AlertList } from './dto/alert.view';

@ApiTags('Alerts')
@Controller('alerts')
export class AlertsController {
  constructor(private readonly alerts: Alerts) {}

  @Get()
  @Requires('ADMINISTRATOR')
  @ApiOperation({
    summary: 'Ce qui demande un administrateur / What calls for an administrator',
    description:
      'As long as it lasts, the newest first: an establishment that nobody’s token can read, a webhook that Trackdéchets keeps switching off, an instance that lost its contact. Each beginning and end is also an `alert` event, for administrators alone.',
  })
  @ApiOkResponse({ type: AlertList })
  list(@CurrentCaller() { language }: Caller): Promise<AlertList> {
    return this.alerts.list(language);
  }
}
