import { type SafetyClass } from './substances';

export interface Blend {
  code: string;
  safetyClass: SafetyClass | null;
  /** Nominal composition, in percent of the mass. */
  composition: readonly (readonly [code: string, percent: number])[];
}

type Row = [code: string, safetyClass: SafetyClass | null, composition: string];

/** Nominal compositions and safety classes: ANSI/ASHRAE 34-2022, tables 4-2 and 4-3. */
const ROWS: Row[] = [
  ['R-401A', 'A1', 'R-22 53 R-152a 13 R-124 34'],
  ['R-401B', 'A1', 'R-22 61 R-152a 11 R-124 28'],
  ['R-402A', 'A1', 'R-125 60 R-290 2 R-22 38'],
  ['R-402B', 'A1', 'R-125 38 R-290 2 R-22 60'],
  ['R-403B', 'A1', 'R-290 5 R-22 56 R-218 39'],
  ['R-404A', 'A1', 'R-125 44 R-143a 52 R-134a 4'],
  ['R-406A', 'A2', 'R-22 55 R-600a 4 R-142b 41'],
  ['R-407A', 'A1', 'R-32 20 R-125 40 R-134a 40'],
  ['R-407B', 'A1', 'R-32 10 R-125 70 R-134a 20'],
  ['R-407C', 'A1', 'R-32 23 R-125 25 R-134a 52'],
  ['R-407D', 'A1', 'R-32 15 R-125 15 R-134a 70'],
  ['R-407F', 'A1', 'R-32 30 R-125 30 R-134a 40'],
  ['R-407H', 'A1', 'R-32 32.5 R-125 15 R-134a 52.5'],
  ['R-408A', 'A1', 'R-125 7 R-143a 46 R-22 47'],
  ['R-409A', 'A1', 'R-22 60 R-124 25 R-142b 15'],
  ['R-409B', 'A1', 'R-22 65 R-124 25 R-142b 10'],
  ['R-410A', 'A1', 'R-32 50 R-125 50'],
  ['R-410B', 'A1', 'R-32 45 R-125 55'],
  ['R-412A', 'A2', 'R-22 70 R-218 5 R-142b 25'],
  ['R-413A', 'A2', 'R-218 9 R-134a 88 R-600a 3'],
  ['R-416A', 'A1', 'R-134a 59 R-124 39.5 R-600 1.5'],
  ['R-417A', 'A1', 'R-125 46.6 R-134a 50 R-600 3.4'],
  ['R-417B', 'A1', 'R-125 79 R-134a 18.3 R-600 2.7'],
  ['R-421A', 'A1', 'R-125 58 R-134a 42'],
  ['R-422A', 'A1', 'R-125 85.1 R-134a 11.5 R-600a 3.4'],
  ['R-422D', 'A1', 'R-125 65.1 R-134a 31.5 R-600a 3.4'],
  ['R-423A', 'A1', 'R-134a 52.5 R-227ea 47.5'],
  ['R-424A', 'A1', 'R-125 50.5 R-134a 47 R-600a 0.9 R-600 1 R-601a 0.6'],
  ['R-425A', 'A1', 'R-32 18.5 R-134a 69.5 R-227ea 12'],
  ['R-426A', 'A1', 'R-125 5.1 R-134a 93 R-600 1.3 R-601a 0.6'],
  ['R-427A', 'A1', 'R-32 15 R-125 25 R-143a 10 R-134a 50'],
  ['R-428A', 'A1', 'R-125 77.5 R-143a 20 R-290 0.6 R-600a 1.9'],
  ['R-434A', 'A1', 'R-125 63.2 R-143a 18 R-134a 16 R-600a 2.8'],
  ['R-437A', 'A1', 'R-125 19.5 R-134a 78.5 R-600 1.4 R-601 0.6'],
  ['R-438A', 'A1', 'R-32 8.5 R-125 45 R-134a 44.2 R-600 1.7 R-601a 0.6'],
  ['R-442A', 'A1', 'R-32 31 R-125 31 R-134a 30 R-152a 3 R-227ea 5'],
  ['R-444B', 'A2L', 'R-32 41.5 R-152a 10 R-1234ze(E) 48.5'],
  ['R-446A', 'A2L', 'R-32 68 R-1234ze(E) 29 R-600 3'],
  ['R-447A', 'A2L', 'R-32 68 R-125 3.5 R-1234ze(E) 28.5'],
  ['R-447B', 'A2L', 'R-32 68 R-125 8 R-1234ze(E) 24'],
  ['R-448A', 'A1', 'R-32 26 R-125 26 R-1234yf 20 R-134a 21 R-1234ze(E) 7'],
  ['R-449A', 'A1', 'R-32 24.3 R-125 24.7 R-1234yf 25.3 R-134a 25.7'],
  ['R-449C', 'A1', 'R-32 20 R-125 20 R-1234yf 31 R-134a 29'],
  ['R-450A', 'A1', 'R-134a 42 R-1234ze(E) 58'],
  ['R-452A', 'A1', 'R-32 11 R-125 59 R-1234yf 30'],
  ['R-452B', 'A2L', 'R-32 67 R-125 7 R-1234yf 26'],
  ['R-453A', 'A1', 'R-32 20 R-125 20 R-134a 53.8 R-227ea 5 R-600 0.6 R-601a 0.6'],
  ['R-454A', 'A2L', 'R-32 35 R-1234yf 65'],
  ['R-454B', 'A2L', 'R-32 68.9 R-1234yf 31.1'],
  ['R-454C', 'A2L', 'R-32 21.5 R-1234yf 78.5'],
  ['R-455A', 'A2L', 'R-744 3 R-32 21.5 R-1234yf 75.5'],
  ['R-456A', 'A1', 'R-32 6 R-134a 45 R-1234ze(E) 49'],
  ['R-457A', 'A2L', 'R-32 18 R-1234yf 70 R-152a 12'],
  ['R-458A', 'A1', 'R-32 20.5 R-125 4 R-134a 61.4 R-227ea 13.5 R-236fa 0.6'],
  ['R-459A', 'A2L', 'R-32 68 R-1234yf 26 R-1234ze(E) 6'],
  ['R-463A', 'A1', 'R-744 6 R-32 36 R-125 30 R-1234yf 14 R-134a 14'],
  ['R-500', 'A1', 'R-12 73.8 R-152a 26.2'],
  ['R-502', 'A1', 'R-22 48.8 R-115 51.2'],
  ['R-503', null, 'R-23 40.1 R-13 59.9'],
  ['R-507A', 'A1', 'R-125 50 R-143a 50'],
  ['R-508A', 'A1', 'R-23 39 R-116 61'],
  ['R-508B', 'A1', 'R-23 46 R-116 54'],
  ['R-509A', 'A1', 'R-22 44 R-218 56'],
  ['R-513A', 'A1', 'R-1234yf 56 R-134a 44'],
  ['R-513B', 'A1', 'R-1234yf 58.5 R-134a 41.5'],
  ['R-515B', 'A1', 'R-1234ze(E) 91.1 R-227ea 8.9'],
  ['R-516A', 'A2L', 'R-1234yf 77.5 R-134a 8.5 R-152a 14'],
];

function compositionOf(text: string): [string, number][] {
  const words = text.split(' ');
  return words.flatMap((word, index): [string, number][] =>
    index % 2 === 0 ? [[word, Number(words[index + 1])]] : [],
  );
}

export const BLENDS: readonly Blend[] = ROWS.map(([code, safetyClass, composition]) => ({
  code,
  safetyClass,
  composition: compositionOf(composition),
}));
