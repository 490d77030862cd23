import { sentence, type SentenceKey, sentences } from './index';

const keys = Object.keys(sentences) as SentenceKey[];
const paramsIn = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe('the catalogue of sentences', () => {
  it.each(keys)('%s is said in both languages, with the same parameters', (key) => {
    const { fr, en } = sentences[key];
    expect(fr.trim()).not.toBe('');
    expect(en.trim()).not.toBe('');
    expect(paramsIn(en)).toEqual(paramsIn(fr));
  });

  it.each(keys)('%s is typeset as French is', (key) => {
    const { fr } = sentences[key];
    expect(fr).not.toMatch(/\w'\w/);
    expect(fr).not.toMatch(/[^\s\d\u00a0\u202f][;!?»](\s|$)/);
    expect(fr).not.toMatch(/"/);
  });

  it.each(keys.filter((key) => sentences[key].status !== undefined))(
    '%s is an error, and ends as a sentence',
    (key) => {
      expect(sentences[key].status).toBeGreaterThanOrEqual(400);
      expect(sentences[key].fr).toMatch(/[.)}]$/);
      expect(sentences[key].en).toMatch(/[.)}]$/);
    },
  );

  it('puts parameters in their places, and nothing where one is missing', () => {
    expect(sentence('TOO_MANY_ATTEMPTS', 'fr', { seconds: 12 })).toContain('dans 12 s');
    expect(sentence('TOO_MANY_ATTEMPTS', 'en')).not.toContain('{');
  });
});
