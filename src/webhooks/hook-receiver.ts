import { Injectable } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';
import { DataSource } from 'typeorm';
import { transaction } from '../database/transaction';
import { Problem } from '../http/problem';
import { HintStore } from '../pulls/hint-store';
import { hashOf, WebhookStore } from './webhook-store';

/** Trackdéchets' own header has a colon after Bearer; a gateway may have put that right. */
const AUTHORIZATION = /^Bearer:? +(\S{20,100}) *$/i;
/** Every kind of slip is notified; ours begin so. */
const BSFF_ID = /^FF-[0-9A-Z-]{5,40}$/;
const KEY = /^[\w-]{20,60}$/;
const MOST_IDS = 500;

/** Takes what Trackdéchets posts: a hint of what to read, kept at once and read afterwards. */
@Injectable()
export class HookReceiver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly webhooks: WebhookStore,
    private readonly hints: HintStore,
  ) {}

  /** @throws Problem HOOK_REFUSED, the same for an unknown key and a wrong token */
  async receive(key: string, authorization: string | undefined, body: unknown): Promise<{ received: number }> {
    const token = AUTHORIZATION.exec(authorization ?? '')?.[1] ?? '';
    const webhook = KEY.test(key) ? await this.webhooks.ofKey(this.dataSource.manager, key) : null;
    // Compared also when there is nothing to compare with: the time tells nothing of the key.
    const expected = webhook?.tokenHash ?? hashOf('');
    const matches = timingSafeEqual(hashOf(token), expected);
    if (!webhook || !matches || token === '') throw new Problem('HOOK_REFUSED');
    const ids = bsffIdsOf(body);
    await transaction(this.dataSource, async (em) => {
      await this.webhooks.received(em, webhook.establishmentId);
      if (ids.length > 0) await this.hints.add(em, webhook.establishmentId, ids);
    });
    return { received: ids.length };
  }
}

/** Ids of BSFFs in `[{action, id}]`; anything else in it is none of our business. */
function bsffIdsOf(body: unknown): string[] {
  const items: unknown[] = Array.isArray(body) ? body : [body];
  const ids = items.map((item) => (typeof item === 'object' && item !== null ? (item as { id?: unknown }).id : null));
  const ours = ids.filter((id): id is string => typeof id === 'string' && BSFF_ID.test(id));
  return [...new Set(ours)].sort().slice(0, MOST_IDS);
}
