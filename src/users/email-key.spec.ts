import { emailKey } from './email-key';

describe('emailKey', () => {
  it.each([
    ['Camille.Durand@Froid-Service.FR', 'camille.durand@froid-service.fr'],
    [' camille@exemple.fr ', 'camille@exemple.fr'],
    ['ｃamille@exemple.fr', 'camille@exemple.fr'],
    ['e\u0301mile@exemple.fr', 'émile@exemple.fr'],
    ['É́mile@exemple.fr', 'é́mile@exemple.fr'],
    ['ca\u200bmille@exemple.fr', 'camille@exemple.fr'],
    ['camille@société.fr', 'camille@xn--socit-esab.fr'],
    ['ﬁona@exemple.fr', 'fiona@exemple.fr'],
    ['K@exemple.fr', 'k@exemple.fr'],
  ])('%s and %s are one address', (one, other) => {
    expect(emailKey(one)).toBe(emailKey(other));
  });

  it.each([
    ['camille@exemple.fr', 'camile@exemple.fr'],
    ['camille@exemple.fr', 'camille@exemple.com'],
    ['camille+chantier@exemple.fr', 'camille@exemple.fr'],
    ['émile@exemple.fr', 'emile@exemple.fr'],
  ])('%s and %s are two', (one, other) => {
    expect(emailKey(one)).not.toBe(emailKey(other));
  });

  it('gives the key of a key again', () => {
    for (const email of ['İnci@exemple.fr', 'Ǆ@exemple.fr', 'ẞtraße@exemple.fr']) {
      expect(emailKey(emailKey(email))).toBe(emailKey(email));
    }
  });
});
