import { eventually, TestApp } from '../test/support/app';
import globalSetup from '../test/support/global-setup';
import globalTeardown from '../test/support/global-teardown';
import { OtherSide, pull, shown } from '../test/support/other-side';
import { ADMIN, control } from '../test/support/sandbox-client';
import { toTheEnd } from './to-the-end';

/**
 * From a change on Trackdéchets to the same change by REST, through the webhook, beside how long the receiver takes to answer and a
 * bare request to the same process (GET /health/live). SAMPLES (30). The sandbox tells of a change 300 ms after it, as the real
 * platform, which indexes first, does after about a second.
 */
const SAMPLES = Number(process.env.SAMPLES ?? 30);
const POLL_MS = 20;
/** Documents that a pull of everything reads meanwhile. */
const OTHERS = 3_000;
const FLOOD = 2_000;
const FLOODERS = 20;

const percentile = (values: number[], share: number): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;

const median = (values: number[]): number => percentile(values, 0.5);

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

async function main(): Promise<void> {
  await globalSetup();
  const app = await TestApp.start({ sandbox: { allowLocalWebhooks: true, webhookDelayMs: 300 } });
  const there = new OtherSide(app);
  const first = await app.people.administrator();
  const { siret, name } = app.directory.companies.operateur ?? {};
  const establishment = (await first.post('/establishments', { siret, name }).expect(201)).body as { id: string };
  const admin = await app.people.person({ email: ADMIN, rights: ['FULL_ACCESS'], withToken: true });
  Object.assign(app.config, { publicUrl: app.url });
  await admin.put(`/establishments/${establishment.id}/trackdechets-webhook`).expect(200);

  async function visibleAfter(prefix: string): Promise<number[]> {
    const times: number[] = [];
    for (let n = 0; n < SAMPLES; n++) {
      const { id } = await there.create(`${prefix}-${n}`);
      await eventually(() => shown(app, admin, id).catch(() => null));
      await there.sign(id, 'EMISSION', ADMIN);
      const signed = async (): Promise<boolean> =>
        ((await shown(app, admin, id)).trackdechets as { status: string }).status === 'SIGNED_BY_EMITTER';
      times.push(
        await timed(async () => {
          while (!(await signed())) await new Promise((done) => setTimeout(done, POLL_MS));
        }),
      );
    }
    return times;
  }

  const visible = await visibleAfter('BENCH');
  await control(app.sandbox, 'POST /generate', { count: OTHERS });
  await pull(admin);
  let reading = true;
  let pulls = 0;
  const everything = (async () => {
    for (; reading; pulls++) await pull(admin, { complete: true });
  })();
  const besidePulls = await visibleAfter('BESIDE');
  reading = false;
  await everything;
  const [hook] = app.sandbox.platform.webhooks.all();
  const receive = (): Promise<unknown> =>
    fetch(hook?.endpointUri ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer: ${hook?.token}` },
      body: JSON.stringify([{ action: 'UPDATED', id: 'FF-20261120-FFFFFFFFF' }]),
    });
  const flood: number[] = [];
  const sender = async (): Promise<void> => {
    while (flood.length < FLOOD) flood.push(await timed(receive));
  };
  await Promise.all(Array.from({ length: FLOODERS }, sender));
  const received: number[] = [];
  const bare: number[] = [];
  for (let n = 0; n < 200; n++) {
    received.push(await timed(receive));
    bare.push(await timed(() => fetch(`${app.url}/health/live`)));
  }
  console.log(
    `from the change there to the change here, median of ${SAMPLES}   ${median(visible).toFixed(0)} ms (target under 2000)`,
  );
  console.log(
    `the same while ${pulls} pulls read ${OTHERS} documents in full     ${median(besidePulls).toFixed(0)} ms (target under 2000), ` +
      `at most ${Math.max(...besidePulls).toFixed(0)} ms`,
  );
  console.log(
    `${FLOOD} hints at once by ${FLOODERS} senders, each answered within  ${percentile(flood, 0.99).toFixed(0)} ms for 99 %, ` +
      `${Math.max(...flood).toFixed(0)} ms at most (Trackdéchets waits 5000)`,
  );
  console.log(
    `the receiver answers, median of 200                      ${median(received).toFixed(1)} ms (target under 100)`,
  );
  console.log(`a bare request to the same process, median of 200        ${median(bare).toFixed(1)} ms`);
  await app.close();
  await globalTeardown();
}

void toTheEnd(main);
