/** Where a global warming potential over 100 years comes from. */
export const GWP_EDITIONS = {
  EU_2024_573:
    'Règlement (UE) 2024/573, annexes I et II ; mélanges : moyenne pondérée par les masses (annexe VI) / Regulation (EU) 2024/573, annexes I and II; mixtures: mass-weighted mean (annex VI)',
  EU_517_2014:
    'Règlement (UE) n° 517/2014, annexes I, II et IV (abrogé ; valeurs des étiquettes d’avant mars 2024) / Regulation (EU) No 517/2014, annexes I, II and IV (repealed; on labels from before March 2024)',
  AR4: 'GIEC, 4e rapport (2007), groupe I, tableau 2.14 / IPCC AR4 WG1, table 2.14',
  AR5: 'GIEC, 5e rapport (2013), groupe I, tableau 8.A.1 / IPCC AR5 WG1, table 8.A.1',
  AR6: 'GIEC, 6e rapport (2021), groupe I, tableau 7.SM.7 / IPCC AR6 WG1, table 7.SM.7',
} as const;
export type GwpEdition = keyof typeof GWP_EDITIONS;
export const EDITIONS = Object.keys(GWP_EDITIONS) as GwpEdition[];

/** A substance's values; absent where the edition has none, NEGLIGIBLE where it has none and it is below 1 beyond doubt. */
export type SubstanceGwp = Partial<Record<GwpEdition, number | typeof NEGLIGIBLE>>;
export const NEGLIGIBLE = 'NEGLIGIBLE';

export interface Gwp {
  edition: GwpEdition;
  /** kg of CO2 equivalent for each kg, over 100 years; null when it cannot be told. */
  value: number | null;
  /** True when it is the mass-weighted mean of the components. */
  computed: boolean;
  source: string;
  /** Why there is no value. */
  reason: string | null;
}

function gwp(edition: GwpEdition, value: number | null, computed: boolean, reason: string | null): Gwp {
  return { edition, value, computed, source: GWP_EDITIONS[edition], reason };
}

/** The values of one substance, edition by edition. */
export function gwpOfSubstance(values: SubstanceGwp): Gwp[] {
  return EDITIONS.map((edition) => {
    const value = values[edition];
    if (value === undefined)
      return gwp(edition, null, false, 'Sans valeur dans cette édition / No value in this edition');
    if (value === NEGLIGIBLE)
      return gwp(edition, null, false, 'Inférieur à 1, non chiffré ici / Below 1, not given here');
    return gwp(edition, value, false, null);
  });
}

/** The values of a blend: mean of its components by mass (fractions of 1), each edition by itself. */
export function gwpOfBlend(parts: readonly { code: string; massFraction: number; gwp: SubstanceGwp }[]): Gwp[] {
  return EDITIONS.map((edition) => {
    const missing = parts.filter(({ gwp: values }) => values[edition] === undefined).map(({ code }) => code);
    if (missing.length > 0) {
      const list = missing.join(', ');
      return gwp(edition, null, true, `${list} : sans valeur dans cette édition / ${list}: no value in this edition`);
    }
    const mean = parts.reduce((sum, { massFraction, gwp: values }) => {
      const value = values[edition];
      return sum + massFraction * (typeof value === 'number' ? value : 0);
    }, 0);
    return gwp(edition, Math.round(mean * 100) / 100, true, null);
  });
}
