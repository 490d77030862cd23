import { WASTE_CODES } from '../trackdechets/rules/codes';
import { findRefrigerant } from './find-refrigerant';
import { type GwpEdition } from './gwp';
import { adrWording, co2EquivalentTonnes, type Refrigerant, REFRIGERANTS, referenceGwp } from './refrigerant';

function fluid(name: string): Refrigerant {
  const found = findRefrigerant(name);
  if (!found) throw new Error(name);
  return found;
}

function gwp(name: string, edition: GwpEdition): number | null | undefined {
  return fluid(name).gwp.find((value) => value.edition === edition)?.value;
}

describe('the table of refrigerants', () => {
  it('holds at least 60 fluids, each once', () => {
    const codes = REFRIGERANTS.map(({ code }) => code);
    expect(codes.length).toBeGreaterThanOrEqual(60);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it.each(REFRIGERANTS.map((one) => [one.code, one] as const))('%s is whole, or says why not', (_, one) => {
    const total = one.composition.reduce((sum, { massFraction }) => sum + massFraction, 0);
    expect(total).toBeCloseTo(1, 9);
    for (const { value, reason } of one.gwp) expect(value === null).toBe(reason !== null);
    expect(one.adr.entry === null).toBe(one.adr.reason !== null);
    expect(one.waste.code === null).toBe(one.waste.reason !== null);
    if (one.waste.code) expect(WASTE_CODES).toContain(one.waste.code);
    expect((adrWording(one) ?? '').length).toBeLessThanOrEqual(750);
    expect(findRefrigerant(one.code)).toBe(one);
  });

  // As printed on equipment and in the industry's tables since Regulation 517/2014.
  it.each([
    ...[['R-404A', 3922] as const, ['R-407A', 2107] as const, ['R-407C', 1774] as const, ['R-407F', 1825] as const],
    ...[['R-410A', 2088] as const, ['R-413A', 2053] as const, ['R-417A', 2346] as const, ['R-422A', 3143] as const],
    ...[['R-422D', 2729] as const, ['R-423A', 2280] as const, ['R-424A', 2440] as const, ['R-427A', 2138] as const],
    ...[['R-428A', 3607] as const, ['R-434A', 3245] as const, ['R-437A', 1805] as const, ['R-442A', 1888] as const],
    ...[['R-444B', 296] as const, ['R-448A', 1387] as const, ['R-449A', 1397] as const, ['R-450A', 605] as const],
    ...[['R-452A', 2140] as const, ['R-452B', 698] as const, ['R-453A', 1765] as const, ['R-454A', 239] as const],
    ...[['R-454B', 466] as const, ['R-454C', 148] as const, ['R-455A', 148] as const, ['R-457A', 139] as const],
    ...[['R-458A', 1650] as const, ['R-459A', 460] as const, ['R-463A', 1494] as const, ['R-507A', 3985] as const],
    ...[['R-508A', 13214] as const, ['R-508B', 13396] as const, ['R-513A', 631] as const, ['R-513B', 596] as const],
    ...[['R-515B', 293] as const, ['R-516A', 142] as const],
  ])('finds the published GWP of %s in the regulation of 2014: %d', (name, published) => {
    expect(Math.round(gwp(name, 'EU_517_2014') ?? NaN)).toBe(published);
  });

  // Blends of ozone-depleting substances: with the values of AR4.
  it.each([
    ...[['R-401A', 1182] as const, ['R-402A', 2788] as const, ['R-408A', 3152] as const, ['R-409A', 1585] as const],
    ...[['R-500', 8077] as const, ['R-502', 4657] as const, ['R-503', 14560] as const],
  ])('finds the published AR4 GWP of %s: %d', (name, published) => {
    expect(Math.round(gwp(name, 'AR4') ?? NaN)).toBe(published);
  });

  it('follows the regulation of 2024 for HFOs and PFCs', () => {
    expect(Math.round(gwp('R-454C', 'EU_2024_573') ?? NaN)).toBe(146);
    expect(Math.round(gwp('R-454B', 'EU_2024_573') ?? NaN)).toBe(465);
    expect(Math.round(gwp('R-513A', 'EU_2024_573') ?? NaN)).toBe(629);
    expect(gwp('R-218', 'EU_2024_573')).toBe(9290);
  });

  it('leaves a GWP empty, with the component to blame, rather than guess', () => {
    const missing = fluid('R-454B').gwp.find(({ edition }) => edition === 'AR4');
    expect(missing).toMatchObject({ value: null, reason: expect.stringContaining('R-1234yf') as string });
  });

  it('counts CO2 equivalents in tonnes, by the law where it has a value, by AR4 elsewhere', () => {
    expect(co2EquivalentTonnes(fluid('R-410A'), 12.5)).toBe(26.094);
    expect(referenceGwp(fluid('R-410A'))?.edition).toBe('EU_2024_573');
    expect(co2EquivalentTonnes(fluid('R-22'), 10)).toBe(18.1);
    expect(referenceGwp(fluid('R-22'))?.edition).toBe('AR4');
    expect(co2EquivalentTonnes(fluid('R-601a'), 10)).toBeNull();
  });
});

describe('the ADR wording and the waste code', () => {
  it.each([
    ['R-410A', 'UN 1078 DÉCHET GAZ FRIGORIFIQUE, N.S.A. (R 410A), 2.2, (C/E)', '14 06 01*'],
    ['R-404A', 'UN 3337 DÉCHET GAZ RÉFRIGÉRANT R 404A, 2.2, (C/E)', '14 06 01*'],
    ['R-22', 'UN 1018 DÉCHET CHLORODIFLUOROMÉTHANE (GAZ RÉFRIGÉRANT R 22), 2.2, (C/E)', '14 06 01*'],
    ['R-32', 'UN 3252 DÉCHET DIFLUOROMÉTHANE (GAZ RÉFRIGÉRANT R 32), 2.1, (B/D)', '16 05 04*'],
    ['R-454C', 'UN 3161 DÉCHET GAZ LIQUÉFIÉ INFLAMMABLE, N.S.A. (R 454C), 2.1, (B/D)', '16 05 04*'],
    ['R-290', 'UN 1978 DÉCHET PROPANE, 2.1, (B/D)', '16 05 04*'],
  ])('of %s', (name, wording, wasteCode) => {
    expect(adrWording(fluid(name))).toBe(wording);
    expect(fluid(name).waste.code).toBe(wasteCode);
  });

  it('is told of R-1234ze(E) by its behaviour at 20 °C, not by its class A2L', () => {
    expect(fluid('R-1234ze(E)')).toMatchObject({ safetyClass: 'A2L', adr: { entry: { labels: '2.2' } } });
  });

  it('is not told of a liquid nor of an A2 blend', () => {
    expect(adrWording(fluid('R-11'))).toBeNull();
    expect(fluid('R-413A').adr.reason).toContain('60 °C');
    expect(fluid('R-413A').waste.code).toBeNull();
  });
});

describe('finding the fluid that a text names', () => {
  it.each([
    ['R-410A', 'R-410A'],
    ['R410A', 'R-410A'],
    ['r 410 a', 'R-410A'],
    ['Fluide R 22 de récupération', 'R-22'],
    ['HFC-134a', 'R-134a'],
    ['R1234ze', 'R-1234ze(E)'],
    ['R-1336mzz(Z) usagé', 'R-1336mzz(Z)'],
    ['RC318', 'R-C318'],
    ['R-410A puis encore R410A', 'R-410A'],
  ])('%s', (text, code) => {
    expect(findRefrigerant(text)?.code).toBe(code);
  });

  it.each(['', 'fluide frigorigène', 'R410', 'R-22 et R-410A', 'R-9999', 'BR22'])('finds none in %j', (text) => {
    expect(findRefrigerant(text)).toBeNull();
  });
});
