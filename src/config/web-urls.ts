const WEB = /^https?:\/\/\S+$/;

export const isWebUrl = (text: string): boolean => WEB.test(text) && URL.canParse(text);

/** Origins as browsers write them, whatever the case, the port by default or the closing slash of each. */
export function originsOf(list = ''): string[] {
  return entriesOf(list).map((entry) => new URL(entry).origin);
}

/** What is wrong with a list of origins, in French and English; null for nothing. */
export function originsFault(list: string): string | null {
  const entries = entriesOf(list);
  if (entries.length === 0 || !entries.every(isWebUrl)) {
    return 'des origines séparées par des virgules, https://app.exemple.fr / origins separated by commas, https://app.example.com';
  }
  const more = entries.map((entry) => new URL(entry)).find(isMoreThanAnOrigin);
  if (!more) return null;
  // Its origin alone: the rest may be a password.
  return `${more.origin} seulement : une origine n'a ni chemin, ni paramètres, ni compte / only: an origin has no path, parameters nor account`;
}

function entriesOf(list: string): string[] {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
}

function isMoreThanAnOrigin({ pathname, search, hash, username, password }: URL): boolean {
  return pathname !== '/' || `${search}${hash}${username}${password}` !== '';
}
