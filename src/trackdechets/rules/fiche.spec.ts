import { emptyCompany } from './document';
import { exampleBsff, exampleCompany } from '../../../test/support/example-bsff';
import { type FicheDocument, ficheIssues, linkedFicheIssues } from './fiche';

const fiche = (over: Partial<FicheDocument> = {}): FicheDocument => ({
  numero: 'FI-1',
  weight: 2.5,
  postalCode: '17000',
  detenteur: { company: exampleCompany('00000054000014', 'POISSONNERIE'), isPrivateIndividual: false },
  operateur: { company: exampleCompany('00000021000013', 'THERMO LITTORAL') },
  ...over,
});
const told = (over: Partial<FicheDocument>): string[] =>
  ficheIssues(fiche(over)).map(({ field, rule }) => `${field} ${rule}`);

describe('fiche d’intervention', () => {
  it('takes a complete one, of 0 kg too', () => {
    expect(told({})).toEqual([]);
    expect(told({ weight: 0 })).toEqual([]);
  });

  it('lists all that is missing at once', () => {
    const detenteur = { company: emptyCompany(), isPrivateIndividual: false };
    expect(told({ numero: '', postalCode: '', weight: -1, detenteur })).toEqual([
      'numero REQUIRED',
      'weight NEGATIVE',
      'postalCode REQUIRED',
      'detenteur.company.siret REQUIRED',
      'detenteur.company.name REQUIRED',
      'detenteur.company.address REQUIRED',
      'detenteur.company.contact REQUIRED',
      'detenteur.company.phone REQUIRED',
      'detenteur.company.mail REQUIRED',
    ]);
  });

  it('asks a private person for a name and an address, and for no SIRET', () => {
    const company = { ...emptyCompany(), name: 'Mme Roy', address: '2 rue Basse' };
    expect(told({ detenteur: { company, isPrivateIndividual: true } })).toEqual([]);
    expect(
      told({ detenteur: { company: { ...company, siret: '00000054000014' }, isPrivateIndividual: true } }),
    ).toEqual(['detenteur.company.siret SIRET_OF_PRIVATE_PERSON']);
  });

  it('checks the holder’s e-mail and not the operator’s', () => {
    const holder = { ...exampleCompany('00000054000014', 'X'), mail: 'faux' };
    expect(told({ detenteur: { company: holder, isPrivateIndividual: false } })).toEqual([
      'detenteur.company.mail INVALID_EMAIL',
    ]);
    expect(told({ operateur: { company: { ...exampleCompany('00000021000013', 'X'), mail: 'faux' } } })).toEqual([]);
  });

  it('goes on a collection by its operator only', () => {
    const linked = (type: 'TRACER_FLUIDE' | 'COLLECTE_PETITES_QUANTITES', siret: string): string[] =>
      linkedFicheIssues(
        exampleBsff((bsff) =>
          Object.assign(bsff, { type, ficheInterventions: [{ operateur: { company: { siret } } }] }),
        ),
      ).map(({ rule }) => rule);
    expect(linked('COLLECTE_PETITES_QUANTITES', '00000021000013')).toEqual([]);
    expect(linked('COLLECTE_PETITES_QUANTITES', '00000054000014')).toEqual(['FICHES_OTHER_OPERATOR']);
    expect(linked('TRACER_FLUIDE', '00000021000013')).toEqual(['FICHES_FORBIDDEN']);
    expect(linked('TRACER_FLUIDE', '00000054000014')).toEqual(['FICHES_FORBIDDEN', 'FICHES_OTHER_OPERATOR']);
  });

  it('is told of once each, and not while either party is unknown', () => {
    const of = (siret: string | null) => ({ operateur: { company: { siret } } });
    const told = (emitter: string | null) =>
      linkedFicheIssues(
        exampleBsff((bsff) => {
          bsff.emitter.company.siret = emitter;
          bsff.ficheInterventions = [of('00000054000014'), of(null), of('00000043000017')];
        }),
      ).map(({ rule }) => rule);
    expect(told('00000021000013')).toEqual(['FICHES_OTHER_OPERATOR', 'FICHES_OTHER_OPERATOR']);
    expect(told(null)).toEqual([]);
  });
});
