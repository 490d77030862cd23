import { passwordFault } from './password-rules';

const EMAIL = 'Camille.Durand@froid-service.fr';

describe('passwordFault', () => {
  it.each([
    'un mot de passe bien long',
    'correct horse battery stable 7',
    'Xk3vTq8LmZbN',
    'girafe-tambour-neige',
    'é'.repeat(3) + ' ouvre la porte',
    'kjd73-pqm2z-9rvbn-4xwcy',
    'P@ssw0rd de mon grand-père breton',
  ])('accepts %j', (password) => expect(passwordFault(password, EMAIL)).toBeNull());

  it.each([
    ['court', 'PASSWORD_TOO_SHORT'],
    ['éééééééé123', 'PASSWORD_TOO_SHORT'],
    ['🧊🧊🧊🧊🧊🧊🧊🧊🧊🧊🧊', 'PASSWORD_TOO_SHORT'],
    [`${'long '.repeat(40)}!`, 'PASSWORD_TOO_LONG'],
    ['camille.durand@froid-service.fr', 'PASSWORD_IS_EMAIL'],
    ['CAMILLE.DURAND', 'PASSWORD_IS_EMAIL'],
    ['password1234', 'PASSWORD_COMMON'],
    ['P@ssw0rd2026!', 'PASSWORD_COMMON'],
    ['motdepasse123', 'PASSWORD_COMMON'],
    ['MotDePasse2026', 'PASSWORD_COMMON'],
    ['123456789012', 'PASSWORD_COMMON'],
    ['azertyuiop123', 'PASSWORD_COMMON'],
    ['azertyuiopqsdfghjklm', 'PASSWORD_COMMON'],
    ['qwertyuiop[]', 'PASSWORD_COMMON'],
    ['1q2w3e4r5t6y', 'PASSWORD_COMMON'],
    ['aaaaaaaaaaaa', 'PASSWORD_COMMON'],
    ['azertyazerty', 'PASSWORD_COMMON'],
    ['administrator', 'PASSWORD_COMMON'],
    ['Trackdechets2026', 'PASSWORD_COMMON'],
    ['iloveyou12345', 'PASSWORD_COMMON'],
    ['abcdefghijkl', 'PASSWORD_COMMON'],
    ['bienvenue2026!', 'PASSWORD_COMMON'],
  ])('refuses %j: %s', (password, fault) => expect(passwordFault(password, EMAIL)).toBe(fault));
});
