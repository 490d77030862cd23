import { namesAddress } from './address';

describe('an address in a text', () => {
  it.each(['marie@exemple.fr', 'Écrire à Marie@Exemple.fr.', '<marie@exemple.fr>', 'x\nmarie@exemple.fr, y'])(
    'is found by itself: %j',
    (text) => expect(namesAddress(text, 'marie@exemple.fr')).toBe(true),
  );

  it.each(['anne-marie@exemple.fr', 'élodie.marie@exemple.fr', 'marie@exemple.fr.test', 'marie@exemplexfr'])(
    'is not a part of another: %s',
    (text) => expect(namesAddress(text, 'marie@exemple.fr')).toBe(false),
  );

  it('may be made of anything', () => {
    expect(namesAddress('a+b(c)@exemple.fr', 'a+b(c)@exemple.fr')).toBe(true);
  });
});
