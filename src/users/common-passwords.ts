/**
 * Words that begin or make up the best-known passwords of twelve characters and more. The well-known lists hold few others of
 * that length than these with digits, punctuation and look-alike characters around, repeated words, and walks on the keyboard.
 */
const WORDS = new Set(
  `password passwords passw motdepasse monmotdepasse mdp secret supersecret topsecret admin administrator administrateur root
  welcome bienvenue bonjour salut hello letmein iloveyou jetaime jetaimeplus princess princesse sunshine soleil superman batman
  football baseball basketball rugby dragon master monkey shadow michael jordan marseille olympique paris france chocolat
  doudou loulou coucou nicolas camille thomas default changeme changemoi changezmoi changethis test testtest demo temporary
  temporaire provisoire qwerty azerty azertyuiop qwertyuiop qwertz qwertzuiop trackdechets connecteur connector entreprise
  company societe utilisateur user login connexion system systeme access acces security securite dechets fluides frigorigene
  whatever trustno starwars pokemon computer ordinateur internet unknown correcthorsebatterystaple thisisapassword
  ceciestunmotdepasse mypassword yourpassword newpassword nouveaumotdepasse passwordpassword iloveyouforever jetaimepourtoujours`
    .split(/\s+/)
    .filter(Boolean),
);

const ROWS = ['1234567890', '0987654321', 'abcdefghijklmnopqrstuvwxyz', 'azertyuiop', 'qsdfghjklm', 'wxcvbn'].concat([
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
  '1a2z3e4r5t6y7u8i9o0p',
]);

const LOOK_ALIKES: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/** True for a password that a guesser tries first. */
export function isCommonPassword(password: string): boolean {
  const text = password.normalize('NFKC').toLowerCase();
  const plain = text.normalize('NFD').replace(/[\p{M}\s]/gu, '');
  return new Set(plain).size < 4 || isRepetition(plain) || isWalk(plain) || isDecoratedWord(plain);
}

/** One short piece again and again: « azertyazerty », « 2026202620262026 ». */
function isRepetition(text: string): boolean {
  return /^(.{1,6})\1+$/u.test(text) || /^(.{1,6})\1{2,}/u.exec(text)?.[0].length === text.length - 1;
}

/** Cut into at most three pieces that each follow a row of the keyboard, the alphabet or the digits. */
function isWalk(text: string): boolean {
  let rest = text;
  for (let piece = 0; piece < 3 && rest; piece++) rest = rest.slice(longestWalk(rest));
  return rest === '';
}

function longestWalk(text: string): number {
  for (let length = text.length; length >= 3; length--) {
    const start = text.slice(0, length);
    const reversed = [...start].reverse().join('');
    if (ROWS.some((row) => row.repeat(2).includes(start) || row.repeat(2).includes(reversed))) return length;
  }
  return 0;
}

/** A known word with digits and punctuation around it, look-alike characters read as letters: « P@ssw0rd!2026 ». */
function isDecoratedWord(text: string): boolean {
  const bare = (candidate: string): string => candidate.replace(/^[^a-z]+|[^a-z]+$/g, '');
  const read = (candidate: string): string =>
    [...candidate]
      .map((character) => LOOK_ALIKES[character] ?? character)
      .join('')
      .replace(/[^a-z]/g, '');
  const candidates = [bare(text), read(bare(text)), read(text.replace(/[\d\W_]+$/, '')), text.replace(/[^a-z]/g, '')];
  return candidates.some((candidate) => WORDS.has(candidate));
}
