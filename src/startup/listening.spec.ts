import { FrontDoor } from './front-door';
import { CannotListen, listeningFault } from './listening';

const PLACE = { host: '127.0.0.1', port: 80, variable: 'PORT' } as const;

describe('an address that cannot be listened on', () => {
  it.each([
    ['a name without an address', 'nulle-part.invalid', /HOST=nulle-part\.invalid \(port 0\).*is a name without an/],
    ['an address of another machine', '203.0.113.7', /HOST=203\.0\.113\.7 \(port 0\).*is no address of this machine/],
  ])('is told from a database that is away: %s', async (_, host, said) => {
    const refused = await new FrontDoor().open(0, host).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(CannotListen);
    expect((refused as Error).message).toMatch(said);
  });

  it.each([
    ['EACCES', /n’a pas le droit d’écouter sur 127\.0\.0\.1, port 80.* \/ .*give PORT a port from 1024 on/],
    ['EADDRINUSE', /Le port 80 est déjà pris.* \/ Port 80 is taken: change PORT/],
    [
      'EAFNOSUPPORT',
      /Impossible d’écouter sur 127\.0\.0\.1, port 80.* \/ .*check HOST and PORT \(listen EAFNOSUPPORT\)/,
    ],
  ])('is told with its port and what to change: %s', (code, said) => {
    const error = Object.assign(new Error(`listen ${code}`), { code, syscall: 'listen', port: 80 });
    expect(listeningFault(error, PLACE)).toMatchObject({ name: 'CannotListen', message: expect.stringMatching(said) });
  });

  it('is no other error', () => {
    const error = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' });
    expect(listeningFault(error, PLACE)).toBe(error);
  });
});
