import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of package.json, beside the sources as beside what was built from them. */
export function ownVersion(): string {
  for (const root of [join(__dirname, '..', '..'), join(__dirname, '..', '..', '..')]) {
    try {
      const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, string>;
      if (name && version) return version;
    } catch {
      // One folder further up, then.
    }
  }
  return 'unknown';
}
