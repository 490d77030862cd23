import { type TestApp } from './app';
import { type Person } from './people';

/** People and places of the sandbox's own directory. */
export const OPERATOR = '00000021000013';
export const TRANSPORTER = '00000032000010';
export const TREATMENT = '00000054000013';
export const TECHNICIAN = 'technicien1@thermo-littoral.test';
export const SECOND_TECHNICIAN = 'technicien2@thermo-littoral.test';
export const READER = 'lecteur@thermo-littoral.test';

/** A holder as Trackdéchets' directory has it. */
export const HOLDER = {
  siret: '00000065000010',
  name: 'HALLES DU VIEUX PORT',
  address: '1 place du Marché 17000 La Rochelle',
  contact: 'Odile Renaud',
  phone: '05 46 00 00 51',
  mail: 'direction@halles-vieux-port.test',
};

const company = (siret: string, name: string): object => ({
  siret,
  name,
  address: '1 rue du Test 17000 La Rochelle',
  contact: 'Accueil',
  phone: '05 46 00 00 00',
  mail: 'accueil@exemple.test',
});

/** A document that Trackdéchets accepts as published, with one container. Weights in kg, volumes in litres. */
export function completeDocument(numero: string): Record<string, unknown> {
  return {
    type: 'COLLECTE_PETITES_QUANTITES',
    waste: { code: '14 06 01*', description: 'Fluide R410A', adr: 'UN 3337' },
    weight: { value: 4.5, isEstimate: true },
    packagings: [{ type: 'BOUTEILLE', numero, volume: 12, weight: 4.5 }],
    transporter: {
      company: company(TRANSPORTER, 'ATLANTIQUE FRET DECHETS'),
      transport: { mode: 'ROAD', plates: ['AA-001-AA'] },
    },
    destination: { company: company(TREATMENT, 'RECYCLAGE GAZ GARONNE'), plannedOperationCode: 'R2' },
  };
}

/** The operator's establishment, a contact, and a technician who may export. */
export async function readyToExport(app: TestApp): Promise<{ technician: Person; establishmentId: string }> {
  const administrator = await app.people.administrator();
  const { body } = await administrator
    .post('/establishments', {
      siret: OPERATOR,
      name: 'THERMO LITTORAL',
      address: '14 quai des Salines',
      phone: '05 46',
    })
    .expect(201);
  const technician = await app.people.person({
    email: TECHNICIAN,
    firstName: 'Bastien',
    lastName: 'Morel',
    rights: ['EXPORT_BSFF', 'DEFINE_CONTACT'],
    withToken: true,
  });
  await technician.put('/trackdechets-contact', { userId: technician.id }).expect(200);
  return { technician, establishmentId: body.id as string };
}

/** Creates a local document and gives its id. */
export async function typeIn(person: Person, document: Record<string, unknown>): Promise<string> {
  const { body } = await person.post('/bsffs', document).expect(201);
  return body.id as string;
}
