const WIDTH = 108;
const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code: string, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);

function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Long values on one readable line. */
function brief(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > WIDTH - 8 ? `${text.slice(0, WIDTH - 9)}…` : text;
}

/** Tells the demonstration: the steps, the request behind each and what came back. */
export const narrator = {
  title(french: string, english: string): void {
    say(`\n${paint('1', french)}\n${english}\n${'═'.repeat(WIDTH)}`);
  },
  step(number: number, french: string, english: string): void {
    say(`\n${paint('1;36', `${number}. ${french}`)}\n   ${paint('2', english)}`);
  },
  request(method: string, path: string, body?: unknown): void {
    say(`   ${paint('33', `→ ${method} ${path}`)}${body === undefined ? '' : ` ${paint('2', brief(body))}`}`);
  },
  answer(status: number, what: string): void {
    say(`   ${paint(status < 400 ? '32' : '31', `← ${status}`)} ${what}`);
  },
  elsewhere(who: string, what: string): void {
    say(`   ${paint('35', `⇄ ${who}`)} ${what}`);
  },
  /** A table whose columns are as wide as their widest cell. */
  table(head: string[], rows: string[][]): void {
    const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => [...(row[column] ?? '')].length)));
    const line = (row: string[]): string => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  │  ');
    say(`\n   ${paint('1', line(head))}\n   ${widths.map((width) => '─'.repeat(width)).join('──┼──')}`);
    for (const row of rows) say(`   ${line(row)}`);
  },
  verdict(ok: boolean, text: string): void {
    say(`\n${paint(ok ? '1;32' : '1;31', `${ok ? '✔' : '✘'} ${text}`)}\n`);
  },
};
