import { loggablePath } from './loggable-path';

describe('a path as logs may hold it', () => {
  it.each([
    ['/api/v1/invitations/JETON', '/api/v1/invitations/[secret]'],
    ['/api/v1/Invitations/JETON?a=b', '/api/v1/Invitations/[secret]'],
    ['/api/v1/HOOKS/Trackdechets/CLE/', '/api/v1/HOOKS/Trackdechets/[secret]/'],
    ['/api/v1/bsffs?query=Dupont', '/api/v1/bsffs'],
  ])('has neither secret nor query, in whatever case the route is called: %s', (url, path) => {
    expect(loggablePath(url)).toBe(path);
  });
});
