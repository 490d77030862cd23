import { Controller, Delete, Get, Headers, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Request } from 'express';
import { Answers, Public, Requires } from '../auth/access/access.decorators';
import { type Caller, CurrentCaller } from '../auth/access/caller';
import { IdPipe } from '../http/id.pipe';
import { WebhookView } from './dto/webhook.view';
import { HookReceiver } from './hook-receiver';
import { WebhookRegistrations } from './webhook-registrations';

@ApiTags('Establishments')
@Controller('establishments/:id/trackdechets-webhook')
export class WebhooksController {
  constructor(private readonly registrations: WebhookRegistrations) {}

  @Get()
  @Requires('EXPORT_BSFF')
  @ApiOperation({ summary: 'Le webhook de Trackdéchets pour cet établissement / Trackdéchets’ webhook of it' })
  @ApiOkResponse({ type: WebhookView })
  @Answers({ 404: 'NOT_FOUND' })
  get(@Param('id', IdPipe) id: string): Promise<WebhookView> {
    return this.registrations.get(id);
  }

  @Put()
  @Requires('EXPORT_BSFF')
  @ApiOperation({
    summary: 'L’inscrire, ou renouveler ses secrets / Registers it, or renews its secrets',
    description: 'With the caller’s token, who must be ADMIN of the establishment on Trackdéchets. Needs PUBLIC_URL.',
  })
  @ApiOkResponse({ type: WebhookView })
  @Answers({
    404: 'NOT_FOUND',
    422: 'PUBLIC_URL_MISSING, NO_VALID_TOKEN, TRACKDECHETS_ROLE_MISSING, WEBHOOK_REFUSED',
    503: 'TRACKDECHETS_UNAVAILABLE',
  })
  register(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<WebhookView> {
    return this.registrations.register(caller, id);
  }

  @Delete()
  @HttpCode(204)
  @Requires('EXPORT_BSFF')
  @ApiOperation({ summary: 'Le supprimer, ici et sur Trackdéchets / Deletes it, here and on Trackdéchets' })
  @ApiNoContentResponse()
  @Answers({ 404: 'NOT_FOUND', 422: 'NO_VALID_TOKEN', 503: 'TRACKDECHETS_UNAVAILABLE' })
  remove(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.registrations.remove(caller, id);
  }
}

@ApiTags('Hooks')
@Controller('hooks/trackdechets')
export class HooksController {
  constructor(private readonly receiver: HookReceiver) {}

  @Post(':key')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Où Trackdéchets poste ses webhooks / Where Trackdéchets posts its webhooks' })
  @ApiHeader({ name: 'Authorization', description: 'Literally `Bearer: TOKEN`, as Trackdéchets writes it' })
  @ApiBody({
    schema: {
      type: 'array',
      items: { type: 'object', additionalProperties: true },
      example: [{ action: 'UPDATED', id: 'FF-20261122-AB12CD34E' }],
    },
  })
  @ApiOkResponse({
    schema: { type: 'object', required: ['received'], properties: { received: { type: 'integer', example: 1 } } },
  })
  @Answers({ 401: 'HOOK_REFUSED' })
  receive(
    @Param('key') key: string,
    @Headers('authorization') authorization: string | undefined,
    @Req() request: Request,
  ): Promise<{ received: number }> {
    return this.receiver.receive(key, authorization, request.body);
  }
}
