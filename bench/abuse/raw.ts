import net from 'node:net';

/** What came back for bytes that were sent as they are. */
export interface Answer {
  /** 0: the connection ended without an answer; -1: neither came in time. */
  status: number;
  head: string;
  body: string;
}

const PATIENCE_MS = 20_000;

/** Opens a connection; a refused or reset one ends like any other. */
export function connect(url: string): net.Socket {
  const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => socket.destroy());
  return socket;
}

/** Sends bytes and waits for the answer to them. */
export function exchange(url: string, bytes: Buffer): Promise<Answer> {
  return new Promise((resolve) => {
    const headOnly = bytes.subarray(0, 5).toString() === 'HEAD ';
    const socket = connect(url);
    let text = '';
    const done = (answer: Answer | null): void => {
      clearTimeout(late);
      socket.destroy();
      resolve(answer ?? readAnswer(text, headOnly) ?? { status: 0, head: '', body: '' });
    };
    const late = setTimeout(() => done({ status: -1, head: '', body: '' }), PATIENCE_MS);
    socket.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString('latin1')).replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
      const answer = readAnswer(text, headOnly);
      if (answer) done(answer);
    });
    socket.on('close', () => done(null));
    socket.on('end', () => done(null));
    socket.write(bytes);
  });
}

/** The answer in `text`, once it is whole. */
function readAnswer(text: string, headOnly: boolean): Answer | null {
  const end = text.indexOf('\r\n\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1] ?? 0);
  if (end < 0 || status === 0) return null;
  const head = text.slice(0, end);
  const body = text.slice(end + 4);
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  if (headOnly || /^content-type: text\/event-stream/im.test(head)) return { status, head, body };
  if (/^transfer-encoding: chunked/im.test(head) ? !body.endsWith('0\r\n\r\n') : body.length < length) return null;
  return { status, head, body };
}
