import { PERMISSIONS, roleCan } from './permissions';

describe('roles', () => {
  it('give a reader nothing but reading', () => {
    expect(PERMISSIONS.READER).toEqual(['BSD_CAN_READ', 'BSD_CAN_LIST', 'COMPANY_CAN_READ', 'REGISTRY_CAN_READ']);
  });

  it('let a driver update and sign a transport, not delete, duplicate or sign an emission', () => {
    expect(roleCan('DRIVER', 'BSD_CAN_UPDATE')).toBe(true);
    expect(roleCan('DRIVER', 'BSD_CAN_SIGN_TRANSPORT')).toBe(true);
    for (const permission of [
      'BSD_CAN_DELETE',
      'BSD_CAN_CREATE',
      'BSD_CAN_SIGN_EMISSION',
      'REGISTRY_CAN_READ',
    ] as const) {
      expect(roleCan('DRIVER', permission)).toBe(false);
    }
  });

  it('keep the establishment’s own affairs to administrators', () => {
    expect(roleCan('MEMBER', 'BSD_CAN_CREATE')).toBe(true);
    expect(roleCan('MEMBER', 'COMPANY_CAN_UPDATE')).toBe(false);
    expect(roleCan('ADMIN', 'COMPANY_CAN_UPDATE')).toBe(true);
  });

  it('are nothing to someone who has none', () => {
    expect(roleCan(undefined, 'BSD_CAN_READ')).toBe(false);
  });
});
