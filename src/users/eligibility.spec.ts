import { lacksForContact, reasonsAgainst } from './eligibility';

const eligible = {
  active: true,
  rights: ['EXPORT_BSFF'] as const,
  firstName: 'Camille',
  lastName: 'Durand',
  email: 'camille@exemple.fr',
  isContact: false,
};

describe('who may be the contact', () => {
  it('is somebody active who may export and has a name', () => {
    expect(reasonsAgainst(eligible)).toEqual([]);
    expect(reasonsAgainst({ ...eligible, rights: ['FULL_ACCESS'] })).toEqual([]);
  });

  it('tells every reason at once', () => {
    const nobody = { active: false, rights: ['DEFINE_CONTACT'] as const, firstName: ' ', lastName: '', email: '' };
    const reasons = ['INACTIVE', 'NO_EXPORT_RIGHT', 'MISSING_LAST_NAME', 'MISSING_FIRST_NAME', 'MISSING_EMAIL'];
    expect(lacksForContact(nobody)).toEqual(reasons);
    expect(reasonsAgainst({ ...nobody, isContact: true })).toEqual([...reasons, 'ALREADY_CONTACT']);
  });

  it('is not the contact already', () => {
    expect(reasonsAgainst({ ...eligible, isContact: true })).toEqual(['ALREADY_CONTACT']);
  });
});
