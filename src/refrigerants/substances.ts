import { NEGLIGIBLE, type SubstanceGwp } from './gwp';

export type SubstanceFamily = 'CFC' | 'HCFC' | 'HFC' | 'PFC' | 'HFO' | 'HCFO' | 'HC' | 'NATURAL' | 'HALON';

/** ANSI/ASHRAE 34 and ISO 817: toxicity (A, B) and flammability (1, 2L, 2, 3). */
export type SafetyClass = 'A1' | 'A2L' | 'A2' | 'A3' | 'B1' | 'B2L' | 'B2' | 'B3';

export interface Substance {
  code: string;
  name: string;
  formula: string;
  family: SubstanceFamily;
  safetyClass: SafetyClass | null;
  gwp: SubstanceGwp;
}

type Row = [
  code: string,
  name: string,
  formula: string,
  family: SubstanceFamily,
  safetyClass: SafetyClass | null,
  gwp: SubstanceGwp,
];

/** Ozone-depleting substances: in no annex of the F-gas regulations. */
function ods(AR4: number, AR5: number, AR6: number): SubstanceGwp {
  return { AR4, AR5, AR6 };
}

/** HFCs of annex I: both regulations took the values of AR4. */
function hfc(AR4: number, AR5: number, AR6: number): SubstanceGwp {
  return { EU_2024_573: AR4, EU_517_2014: AR4, AR4, AR5, AR6 };
}

/** PFCs of annex I: AR4 in the old regulation, AR6 in the new one. */
function pfc(AR4: number, AR5: number, AR6: number): SubstanceGwp {
  return { EU_2024_573: AR6, EU_517_2014: AR4, AR4, AR5, AR6 };
}

/** Hydrocarbons: `old` is annex IV of the old regulation; today's science finds next to nothing. */
function hc(old: number, AR6: number | typeof NEGLIGIBLE = NEGLIGIBLE): SubstanceGwp {
  return { EU_2024_573: AR6, EU_517_2014: old, AR4: NEGLIGIBLE, AR5: NEGLIGIBLE, AR6 };
}

const ROWS: Row[] = [
  ['R-11', 'trichlorofluorométhane', 'CCl3F', 'CFC', 'A1', ods(4750, 4660, 6230)],
  ['R-12', 'dichlorodifluorométhane', 'CCl2F2', 'CFC', 'A1', ods(10900, 10200, 12500)],
  ['R-13', 'chlorotrifluorométhane', 'CClF3', 'CFC', 'A1', ods(14400, 13900, 16200)],
  ['R-113', '1,1,2-trichloro-1,2,2-trifluoroéthane', 'CCl2FCClF2', 'CFC', 'A1', ods(6130, 5820, 6520)],
  ['R-114', '1,2-dichloro-1,1,2,2-tétrafluoroéthane', 'CClF2CClF2', 'CFC', 'A1', ods(10000, 8590, 9430)],
  ['R-115', 'chloropentafluoroéthane', 'CClF2CF3', 'CFC', 'A1', ods(7370, 7670, 9600)],
  ['R-13B1', 'bromotrifluorométhane (halon 1301)', 'CBrF3', 'HALON', 'A1', ods(7140, 6290, 7200)],
  ['R-22', 'chlorodifluorométhane', 'CHClF2', 'HCFC', 'A1', ods(1810, 1760, 1960)],
  ['R-123', '2,2-dichloro-1,1,1-trifluoroéthane', 'CHCl2CF3', 'HCFC', 'B1', ods(77, 79, 90.4)],
  ['R-124', '2-chloro-1,1,1,2-tétrafluoroéthane', 'CHClFCF3', 'HCFC', 'A1', ods(609, 527, 597)],
  ['R-141b', '1,1-dichloro-1-fluoroéthane', 'CH3CCl2F', 'HCFC', null, ods(725, 782, 860)],
  ['R-142b', '1-chloro-1,1-difluoroéthane', 'CH3CClF2', 'HCFC', 'A2', ods(2310, 1980, 2300)],
  ['R-23', 'trifluorométhane', 'CHF3', 'HFC', 'A1', hfc(14800, 12400, 14600)],
  ['R-32', 'difluorométhane', 'CH2F2', 'HFC', 'A2L', hfc(675, 677, 771)],
  ['R-125', 'pentafluoroéthane', 'CHF2CF3', 'HFC', 'A1', hfc(3500, 3170, 3740)],
  ['R-134a', '1,1,1,2-tétrafluoroéthane', 'CH2FCF3', 'HFC', 'A1', hfc(1430, 1300, 1530)],
  ['R-143a', '1,1,1-trifluoroéthane', 'CH3CF3', 'HFC', 'A2L', hfc(4470, 4800, 5810)],
  ['R-152a', '1,1-difluoroéthane', 'CH3CHF2', 'HFC', 'A2', hfc(124, 138, 164)],
  ['R-227ea', '1,1,1,2,3,3,3-heptafluoropropane', 'CF3CHFCF3', 'HFC', 'A1', hfc(3220, 3350, 3600)],
  ['R-236fa', '1,1,1,3,3,3-hexafluoropropane', 'CF3CH2CF3', 'HFC', 'A1', hfc(9810, 8060, 8690)],
  ['R-245fa', '1,1,1,3,3-pentafluoropropane', 'CHF2CH2CF3', 'HFC', 'B1', hfc(1030, 858, 962)],
  ['R-14', 'tétrafluorométhane', 'CF4', 'PFC', 'A1', pfc(7390, 6630, 7380)],
  ['R-116', 'hexafluoroéthane', 'C2F6', 'PFC', 'A1', pfc(12200, 11100, 12400)],
  ['R-218', 'octafluoropropane', 'C3F8', 'PFC', 'A1', pfc(8830, 8900, 9290)],
  ['R-C318', 'octafluorocyclobutane', 'c-C4F8', 'PFC', 'A1', pfc(10300, 9540, 10200)],
  [
    'R-1234yf',
    '2,3,3,3-tétrafluoroprop-1-ène',
    'CF3CF=CH2',
    'HFO',
    'A2L',
    { EU_2024_573: 0.501, EU_517_2014: 4, AR5: NEGLIGIBLE, AR6: 0.501 },
  ],
  [
    'R-1234ze(E)',
    'trans-1,3,3,3-tétrafluoroprop-1-ène',
    'CF3CH=CHF',
    'HFO',
    'A2L',
    { EU_2024_573: 1.37, EU_517_2014: 7, AR5: NEGLIGIBLE, AR6: 1.37 },
  ],
  [
    'R-1336mzz(Z)',
    'cis-1,1,1,4,4,4-hexafluorobut-2-ène',
    'CF3CH=CHCF3',
    'HFO',
    'A1',
    { EU_2024_573: 2.08, EU_517_2014: 9, AR5: 2, AR6: 2.08 },
  ],
  [
    'R-1336mzz(E)',
    'trans-1,1,1,4,4,4-hexafluorobut-2-ène',
    'CF3CH=CHCF3',
    'HFO',
    'A1',
    { EU_2024_573: 17.9, AR6: 17.9 },
  ],
  [
    'R-1233zd(E)',
    'trans-1-chloro-3,3,3-trifluoroprop-1-ène',
    'CF3CH=CHCl',
    'HCFO',
    'A1',
    { EU_2024_573: 3.88, EU_517_2014: 4.5, AR5: 1, AR6: 3.88 },
  ],
  ['R-170', 'éthane', 'C2H6', 'HC', 'A3', hc(6, 0.437)],
  ['R-290', 'propane', 'C3H8', 'HC', 'A3', hc(3, 0.02)],
  ['R-600', 'butane', 'C4H10', 'HC', 'A3', hc(4, 0.006)],
  ['R-600a', 'isobutane', 'CH(CH3)3', 'HC', 'A3', hc(3)],
  ['R-601', 'pentane', 'C5H12', 'HC', 'A3', hc(5)],
  ['R-601a', 'isopentane', 'CH(CH3)2CH2CH3', 'HC', 'A3', hc(5)],
  ['R-1270', 'propylène', 'C3H6', 'HC', 'A3', hc(2)],
  ['R-717', 'ammoniac', 'NH3', 'NATURAL', 'B2L', { EU_517_2014: 0, AR4: NEGLIGIBLE, AR5: NEGLIGIBLE }],
  ['R-744', 'dioxyde de carbone', 'CO2', 'NATURAL', 'A1', { EU_2024_573: 1, EU_517_2014: 1, AR4: 1, AR5: 1, AR6: 1 }],
];

/** Pure refrigerants. Safety classes: ANSI/ASHRAE 34-2022. */
export const SUBSTANCES: readonly Substance[] = ROWS.map(([code, name, formula, family, safetyClass, gwp]) => ({
  code,
  name,
  formula,
  family,
  safetyClass,
  gwp,
}));
