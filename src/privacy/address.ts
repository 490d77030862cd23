const literally = (address: string): string => address.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** The address by itself: `marie@exemple.fr` is not in `anne-marie@exemple.fr`. For PostgreSQL, in JSON as text and in lower case: there a line's end is a letter after a backslash. */
export const addressPattern = (address: string): string =>
  `((?<![[:alnum:]._%+-])|(?<=\\\\[bfnrt]))${literally(address.toLowerCase())}(?![[:alnum:]_-]|\\.[[:alnum:]])`;

/** The same of a text. */
export function namesAddress(text: string, address: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{N}._%+-])${literally(address)}(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])`, 'iu').test(
    text,
  );
}
