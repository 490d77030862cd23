import { type Person } from './support/people';
import { TestApp } from './support/app';

describe('people', () => {
  let app: TestApp;
  let administrator: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    administrator = await app.people.administrator();
  });
  afterAll(() => app.close());

  it('signs in, tells who one is, and signs out', async () => {
    const person = await app.people.person({ rights: ['EXPORT_BSFF'] });
    const { body } = await person.get('/me').expect(200);
    expect(body).toMatchObject({ email: person.email, rights: ['EXPORT_BSFF'], trackdechets: { status: 'NONE' } });
    await person.delete('/sessions/current').expect(204);
    await person.get('/me').expect(401);
    await administrator.get('/users').expect(200);
  });
});
