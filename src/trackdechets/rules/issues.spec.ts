import { BSFF_FIELDS, TRANSPORTER_FIELDS } from './fields';
import { issue, issueSentence } from './issues';
import { labelOf } from './labels';

describe('sentences', () => {
  it('say which container, in both languages', () => {
    const found = issue('packagings.1.volume', 'REQUIRED');
    expect(issueSentence(found, 'fr')).toBe('Contenant n° 2, volume en litres : à renseigner.');
    expect(issueSentence(found, 'en')).toBe('Container no. 2, volume in litres: missing.');
  });

  it('say which transporter, when it is not the first', () => {
    expect(issueSentence(issue('transporters.1.company.phone', 'REQUIRED'), 'fr')).toBe(
      'Transporteur, téléphone (n° 2) : à renseigner.',
    );
  });

  it('name the establishment at fault', () => {
    const found = issue('destination.company.siret', 'COMPANY_CLOSED', { params: { orgId: '00000043000017' } });
    expect(issueSentence(found, 'fr')).toBe('Destination, SIRET : l’établissement 00000043000017 est fermé.');
  });

  it('have a name for every field of the rules', () => {
    const fields = [
      ...BSFF_FIELDS.map(({ field }) => field),
      ...TRANSPORTER_FIELDS.map(({ field }) => `transporter.${field}`),
    ];
    expect(fields.filter((field) => labelOf(field).fr === field)).toEqual([]);
  });
});
