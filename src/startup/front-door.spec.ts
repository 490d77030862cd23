import { connect, type Socket } from 'node:net';
import { FrontDoor } from './front-door';

describe('The front door', () => {
  const sockets: Socket[] = [];
  afterEach(() => sockets.splice(0).forEach((socket) => socket.destroy()));

  const opened = async (port: number): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    await new Promise((done) => socket.once('connect', done));
    return socket;
  };

  /** Whether the door closed by itself, before the four seconds that it gives to what is under way. */
  const closing = async (door: FrontDoor): Promise<string> => {
    const late = new Promise<string>((done) => setTimeout(done, 3_000, 'waited'));
    return Promise.race([door.close().then(() => 'closed'), late]);
  };

  it('closes without waiting for a connection that was opened in advance and never used', async () => {
    const door = new FrontDoor();
    await door.open(0, '127.0.0.1');
    await opened(door.port);
    expect(await closing(door)).toBe('closed');
  });

  it('waits for a request that is on its way', async () => {
    const door = new FrontDoor();
    await door.open(0, '127.0.0.1');
    const socket = await opened(door.port);
    socket.write('GET /health/live HTTP/1.1\r\nHost: x\r\n');
    await new Promise((done) => setTimeout(done, 50));
    const answer = new Promise<string>((done) => socket.once('data', (chunk) => done(chunk.toString())));
    const closed = door.close();
    await new Promise((done) => setTimeout(done, 1_000));
    socket.write('\r\n');
    expect(await answer).toContain('Connection: close');
    await closed;
  });
});
