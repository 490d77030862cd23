import { readFileSync } from 'node:fs';

/** The blocks of one language in a Markdown page, in order. */
export function blocksOf(file: string, language: 'sh' | 'ts'): string[] {
  const blocks = readFileSync(file, 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'));
  return [...blocks].map(([, block]) => block ?? '');
}

/** What the page says that the program prints: the text after `# →` or `// →`, line by line. */
export function promisedBy(program: string): string[] {
  return [...program.matchAll(/^\s*(?:#|\/\/) → (.*)$/gm)].map(([, text]) => (text ?? '').trim());
}

/** What was promised and is not in the output, in that order. */
export function unkept(promises: readonly string[], output: string): string[] {
  const lines = output.split('\n');
  let from = 0;
  return promises.filter((promise) => {
    const found = lines.findIndex((line, index) => index >= from && line.includes(promise));
    if (found >= 0) from = found + 1;
    return found < 0;
  });
}
