/** Transport by road of recovered fluids (ADR 2025, chapter 3.2, table A; wording of waste: 5.4.1.1.3). */

export interface AdrEntry {
  /** Four digits, without « UN ». */
  unNumber: string;
  /** Official designation, in French. */
  name: string;
  /** Labels of column (5), the first one being the class. */
  labels: string;
  tunnelCode: string;
}

/** An entry that names the fluid, one of the n.o.s. entries, or why none can be told. */
export interface AdrAssignment {
  entry: AdrEntry | null;
  source: string;
  reason: string | null;
}

const TABLE = 'ADR 2025, chapitre 3.2, tableau A';
const nonFlammable = (unNumber: string, name: string): AdrEntry => ({
  unNumber,
  name,
  labels: '2.2',
  tunnelCode: 'C/E',
});
const flammable = (unNumber: string, name: string): AdrEntry => ({ unNumber, name, labels: '2.1', tunnelCode: 'B/D' });

/** Entries of table A that name a fluid. */
const NAMED: Record<string, AdrEntry> = {
  'R-12': nonFlammable('1028', 'DICHLORODIFLUOROMÉTHANE (GAZ RÉFRIGÉRANT R 12)'),
  'R-13': nonFlammable('1022', 'CHLOROTRIFLUOROMÉTHANE (GAZ RÉFRIGÉRANT R 13)'),
  'R-13B1': nonFlammable('1009', 'BROMOTRIFLUOROMÉTHANE (GAZ RÉFRIGÉRANT R 13B1)'),
  'R-14': nonFlammable('1982', 'TÉTRAFLUOROMÉTHANE (GAZ RÉFRIGÉRANT R 14)'),
  'R-22': nonFlammable('1018', 'CHLORODIFLUOROMÉTHANE (GAZ RÉFRIGÉRANT R 22)'),
  'R-23': nonFlammable('1984', 'TRIFLUOROMÉTHANE (GAZ RÉFRIGÉRANT R 23)'),
  'R-32': flammable('3252', 'DIFLUOROMÉTHANE (GAZ RÉFRIGÉRANT R 32)'),
  'R-114': nonFlammable('1958', 'DICHLORO-1,2 TÉTRAFLUORO-1,1,2,2 ÉTHANE (GAZ RÉFRIGÉRANT R 114)'),
  'R-115': nonFlammable('1020', 'CHLOROPENTAFLUORÉTHANE (GAZ RÉFRIGÉRANT R 115)'),
  'R-116': nonFlammable('2193', 'HEXAFLUORÉTHANE (GAZ RÉFRIGÉRANT R 116)'),
  'R-124': nonFlammable('1021', 'CHLORO-1 TÉTRAFLUORO-1,2,2,2 ÉTHANE (GAZ RÉFRIGÉRANT R 124)'),
  'R-125': nonFlammable('3220', 'PENTAFLUORÉTHANE (GAZ RÉFRIGÉRANT R 125)'),
  'R-134a': nonFlammable('3159', 'TÉTRAFLUORO-1,1,1,2 ÉTHANE (GAZ RÉFRIGÉRANT R 134a)'),
  'R-142b': flammable('2517', 'CHLORO-1 DIFLUORO-1,1 ÉTHANE (GAZ RÉFRIGÉRANT R 142b)'),
  'R-143a': flammable('2035', 'TRIFLUORO-1,1,1 ÉTHANE (GAZ RÉFRIGÉRANT R 143a)'),
  'R-152a': flammable('1030', 'DIFLUORO-1,1 ÉTHANE (GAZ RÉFRIGÉRANT R 152a)'),
  'R-218': nonFlammable('2424', 'OCTAFLUOROPROPANE (GAZ RÉFRIGÉRANT R 218)'),
  'R-227ea': nonFlammable('3296', 'HEPTAFLUOROPROPANE (GAZ RÉFRIGÉRANT R 227)'),
  'R-C318': nonFlammable('1976', 'OCTAFLUOROCYCLOBUTANE (GAZ RÉFRIGÉRANT RC 318)'),
  'R-404A': nonFlammable('3337', 'GAZ RÉFRIGÉRANT R 404A'),
  'R-407A': nonFlammable('3338', 'GAZ RÉFRIGÉRANT R 407A'),
  'R-407B': nonFlammable('3339', 'GAZ RÉFRIGÉRANT R 407B'),
  'R-407C': nonFlammable('3340', 'GAZ RÉFRIGÉRANT R 407C'),
  'R-170': flammable('1035', 'ÉTHANE'),
  'R-290': flammable('1978', 'PROPANE'),
  'R-600': flammable('1011', 'BUTANE'),
  'R-600a': flammable('1969', 'ISOBUTANE'),
  'R-1270': flammable('1077', 'PROPYLÈNE'),
  'R-717': { unNumber: '1005', name: 'AMMONIAC ANHYDRE', labels: '2.3 (8)', tunnelCode: 'C/D' },
  'R-744': nonFlammable('1013', 'DIOXYDE DE CARBONE'),
  'R-500': nonFlammable(
    '2602',
    'DICHLORODIFLUOROMÉTHANE ET DIFLUORO-1,1 ÉTHANE EN MÉLANGE AZÉOTROPE contenant environ 74 % de dichlorodifluorométhane (GAZ RÉFRIGÉRANT R 500)',
  ),
  'R-502': nonFlammable(
    '1973',
    'CHLORODIFLUOROMÉTHANE ET CHLOROPENTAFLUORÉTHANE EN MÉLANGE à point d’ébullition fixe, contenant environ 49 % de chlorodifluorométhane (GAZ RÉFRIGÉRANT R 502)',
  ),
  'R-503': nonFlammable(
    '2599',
    'CHLOROTRIFLUOROMÉTHANE ET TRIFLUOROMÉTHANE EN MÉLANGE AZÉOTROPE contenant environ 60 % de chlorotrifluorométhane (GAZ RÉFRIGÉRANT R 503)',
  ),
};

const NOT_A_GAS =
  'Liquide : moins de 300 kPa à 50 °C, donc pas un gaz de la classe 2 (ADR 2.2.2.1.1) ; suivre la fiche de données de sécurité / A liquid, not a gas of class 2: follow the safety data sheet';
const PENTANE =
  'Liquide inflammable (UN 1265) dont le groupe d’emballage est à déterminer / Flammable liquid (UN 1265) whose packing group has to be determined';
const A2_BLEND =
  'Classé A2 par l’ASHRAE, essai à 60 °C : son inflammabilité à 20 °C, qui décide de la rubrique ADR, est dans sa fiche de données de sécurité / ASHRAE A2, tested at 60 °C: whether it is flammable at 20 °C, which decides, is in its safety data sheet';

/** Fluids that no entry can be told for. are set aside by ADR's own special provision 582, note 1. */
const UNASSIGNED: Record<string, string> = {
  'R-11': NOT_A_GAS,
  'R-113': NOT_A_GAS,
  'R-123': NOT_A_GAS,
  'R-141b': NOT_A_GAS,
  'R-1336mzz(Z)': NOT_A_GAS,
  'R-601': PENTANE,
  'R-601a': PENTANE,
  'R-406A': A2_BLEND,
  'R-412A': A2_BLEND,
  'R-413A': A2_BLEND,
};

/** ASHRAE says A2L at 60 °C, but it has no flammable range at 20 °C (ISO 10156), which is what ADR 2.2.2.1.5 asks. */
const NOT_FLAMMABLE_AT_20 = 'R-1234ze(E)';

/** The ADR entry of a fluid: the one that names it, otherwise the n.o.s. entry of its flammability. */
export function adrAssignment(code: string, safetyClass: string | null): AdrAssignment {
  const named = NAMED[code];
  if (named) return { entry: named, source: TABLE, reason: null };
  const reason = UNASSIGNED[code];
  if (reason) return { entry: null, source: 'ADR 2025, 2.2.2', reason };
  const designation = code.replace('R-', 'R ');
  if (safetyClass?.endsWith('1') || code === NOT_FLAMMABLE_AT_20) {
    const entry = nonFlammable('1078', `GAZ FRIGORIFIQUE, N.S.A. (${designation})`);
    return { entry, source: `${TABLE}, dispositions spéciales 274 et 582`, reason: null };
  }
  const entry = flammable('3161', `GAZ LIQUÉFIÉ INFLAMMABLE, N.S.A. (${designation})`);
  return { entry, source: `${TABLE}, disposition spéciale 274`, reason: null };
}

/** True when ADR takes the fluid for a flammable gas; undefined when that is not known. */
export function isFlammableInTransport({ entry }: AdrAssignment): boolean | undefined {
  return entry ? entry.labels === '2.1' : undefined;
}

/** The statement of a transport document for waste: « UN 1078 DÉCHET GAZ FRIGORIFIQUE, N.S.A. (R 410A), 2.2, (C/E) ». */
export function wasteStatement(entry: AdrEntry): string {
  return `UN ${entry.unNumber} DÉCHET ${entry.name}, ${entry.labels}, (${entry.tunnelCode})`;
}
