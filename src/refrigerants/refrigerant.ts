import { type AdrAssignment, adrAssignment, isFlammableInTransport, wasteStatement } from './adr';
import { BLENDS } from './blends';
import { type Gwp, type GwpEdition, gwpOfBlend, gwpOfSubstance } from './gwp';
import { type SafetyClass, type Substance, type SubstanceFamily, SUBSTANCES } from './substances';
import { type WasteCode } from '../trackdechets/rules/codes';

/** Family of a pure fluid; of a blend, the family that its rules come from, HFC_HFO being HFCs with HFOs. */
export type Family = SubstanceFamily | 'HFC_HFO';

export interface Component {
  code: string;
  /** Fraction of 1, by mass. */
  massFraction: number;
}

export interface Refrigerant {
  /** ASHRAE number, such as R-410A. */
  code: string;
  name: string;
  formula: string | null;
  family: Family;
  blend: 'ZEOTROPE' | 'AZEOTROPE' | null;
  composition: Component[];
  gwp: Gwp[];
  safetyClass: SafetyClass | null;
  adr: AdrAssignment;
  waste: { code: WasteCode | null; source: string; reason: string | null };
}

const byCode = new Map(SUBSTANCES.map((substance) => [substance.code, substance]));

function substance(code: string): Substance {
  const found = byCode.get(code);
  if (!found) throw new Error(`${code} is in a blend and not among the substances`);
  return found;
}

/** The rules of waste and of phase-outs follow the most regulated component. */
const STRICTEST: readonly SubstanceFamily[] = ['HALON', 'CFC', 'HCFC', 'HFC', 'PFC', 'HCFO', 'HFO', 'NATURAL', 'HC'];

function familyOf(components: readonly Substance[]): Family {
  const families = components.map(({ family }) => family);
  const strictest = STRICTEST.find((family) => families.includes(family)) ?? 'HFC';
  return strictest === 'HFC' && families.includes('HFO') ? 'HFC_HFO' : strictest;
}

const CERFA = 'Décision 2000/532/CE ; Cerfa n° 15497, cadre « dénomination ADR/RID »';

/** Waste code of a recovered fluid; null when none of the BSFF's codes is sure. */
function wasteOf(family: Family, adr: AdrAssignment): Refrigerant['waste'] {
  const found = (code: WasteCode): Refrigerant['waste'] => ({ code, source: CERFA, reason: null });
  const none = (reason: string): Refrigerant['waste'] => ({ code: null, source: CERFA, reason });
  if (family === 'HC' || family === 'HALON') return found('16 05 04*');
  if (family === 'NATURAL') {
    return adr.entry?.unNumber === '1005'
      ? found('16 05 04*')
      : none('Gaz non dangereux : 16 05 05, hors BSFF / Not a dangerous gas: 16 05 05, no BSFF');
  }
  if (family === 'PFC') {
    return none(
      'Ni CFC, ni HCFC, ni HFC : 14 06 01* ne le nomme pas, demandez à la destination / Neither CFC, HCFC nor HFC: ask the destination',
    );
  }
  const flammable = isFlammableInTransport(adr);
  // A liquid is nobody's gas under pressure; an A2 blend may be either.
  if (flammable === undefined && adr.reason?.startsWith('Classé A2')) {
    return none('Dépend de son inflammabilité / Depends on whether it is flammable');
  }
  return found(flammable ? '16 05 04*' : '14 06 01*');
}

function pure(item: Substance): Refrigerant {
  const adr = adrAssignment(item.code, item.safetyClass);
  const { code, name, formula, family, safetyClass } = item;
  const gwp = gwpOfSubstance(item.gwp);
  const composition = [{ code, massFraction: 1 }];
  return { code, name, formula, family, blend: null, composition, gwp, safetyClass, adr, waste: wasteOf(family, adr) };
}

function blended({ code, safetyClass, composition }: (typeof BLENDS)[number]): Refrigerant {
  const parts = composition.map(([part, percent]) => ({ ...substance(part), massFraction: percent / 100 }));
  const family = familyOf(parts);
  const adr = adrAssignment(code, safetyClass);
  return {
    code,
    name: composition.map(([part, percent]) => `${part} ${percent} %`).join(', '),
    formula: null,
    family,
    blend: code.startsWith('R-5') ? 'AZEOTROPE' : 'ZEOTROPE',
    composition: parts.map(({ code: part, massFraction }) => ({ code: part, massFraction })),
    gwp: gwpOfBlend(parts),
    safetyClass,
    adr,
    waste: wasteOf(family, adr),
  };
}

/** The table: pure fluids, then blends. */
export const REFRIGERANTS: readonly Refrigerant[] = [...SUBSTANCES.map(pure), ...BLENDS.map(blended)];

/** The ADR statement that a waste document of this fluid carries, or null when it is not known. */
export function adrWording(fluid: Refrigerant): string | null {
  return fluid.adr.entry && wasteStatement(fluid.adr.entry);
}

/** The law's value where the law has one; AR4, which the law took for HFCs, for the fluids it does not name. */
const REFERENCE_EDITIONS: readonly GwpEdition[] = ['EU_2024_573', 'AR4'];

/** The GWP by which CO2 equivalents are counted, or null. */
export function referenceGwp(fluid: Refrigerant): (Gwp & { value: number }) | null {
  for (const edition of REFERENCE_EDITIONS) {
    const found = fluid.gwp.find((gwp) => gwp.edition === edition);
    if (found && found.value !== null) return { ...found, value: found.value };
  }
  return null;
}

/** Tonnes of CO2 equivalent of `kg` of a fluid, to the kilogram; null when its GWP is not known. */
export function co2EquivalentTonnes(fluid: Refrigerant, kg: number): number | null {
  const gwp = referenceGwp(fluid);
  return gwp && Math.round(kg * gwp.value) / 1000;
}
