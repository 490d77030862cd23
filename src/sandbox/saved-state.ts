import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Platform } from './platform';
import { type PlatformSnapshot } from './snapshot';

function* lines({ bsffs, ...rest }: PlatformSnapshot): Generator<string> {
  yield `${JSON.stringify(rest)}\n`;
  for (const bsff of bsffs) yield `${JSON.stringify(bsff)}\n`;
}

/** Saves a platform's content, one BSFF a line, so that 100,000 of them fit no single string. The file is whole or not there. */
export async function writeState(file: string, platform: Platform): Promise<{ file: string; bsffs: number }> {
  const snapshot = platform.snapshot();
  const unfinished = `${file}.part`;
  await pipeline(Readable.from(lines(snapshot)), createWriteStream(unfinished));
  await rename(unfinished, file);
  return { file, bsffs: snapshot.bsffs.length };
}

/** Reads what writeState wrote. @throws when the file is missing or is not a saved state */
export async function readState(file: string): Promise<PlatformSnapshot> {
  const input = createReadStream(file);
  let snapshot: PlatformSnapshot | undefined;
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      if (snapshot) snapshot.bsffs.push(JSON.parse(line) as PlatformSnapshot['bsffs'][number]);
      else snapshot = { ...(JSON.parse(line) as PlatformSnapshot), bsffs: [] };
    }
  } finally {
    input.destroy();
  }
  if (!snapshot) throw new Error(`${file} : vide / empty`);
  return snapshot;
}
