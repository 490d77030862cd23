import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { PageQuery } from '../http/pagination';
import { numeric } from '../http/text';
import { MAX_WEIGHT, WASTE_CODES } from '../trackdechets/rules/codes';
import { EDITIONS, type GwpEdition } from './gwp';
import { adrWording, co2EquivalentTonnes, type Refrigerant, referenceGwp } from './refrigerant';

const FAMILIES = ['CFC', 'HCFC', 'HFC', 'HFC_HFO', 'HFO', 'HCFO', 'PFC', 'HALON', 'HC', 'NATURAL'];
const ASHRAE = 'ANSI/ASHRAE 34-2022';

/** Query of GET /refrigerants; the whole table is one page unless told otherwise. */
export class RefrigerantQuery extends PageQuery {
  override limit = 200;

  @ApiPropertyOptional({ description: 'Part of the number or of the name, such as 134a or propane', maxLength: 100 })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  query?: string;
}

/** Query of GET /refrigerants/{name}. */
export class RefrigerantWeight {
  @ApiPropertyOptional({ description: 'kg, to have its CO2 equivalent', minimum: 0, maximum: MAX_WEIGHT })
  @Transform(numeric)
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MAX_WEIGHT)
  weight?: number;
}

export class ComponentView {
  @ApiProperty({ example: 'R-32' })
  code!: string;

  @ApiProperty({ example: 0.5, description: 'Fraction of the mass' })
  massFraction!: number;
}

export class GwpView {
  @ApiProperty({ enum: EDITIONS })
  edition!: GwpEdition;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 2087.5,
    description: 'Over 100 years, kg of CO2 equivalent by kg',
  })
  value!: number | null;

  @ApiProperty({ description: 'The mass-weighted mean of the components' })
  computed!: boolean;

  @ApiProperty()
  source!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Why there is no value' })
  reason!: string | null;
}

export class RefrigerantSources {
  @ApiProperty()
  composition!: string;

  @ApiProperty()
  safetyClass!: string;

  @ApiProperty()
  adr!: string;

  @ApiProperty()
  wasteCode!: string;
}

export class RefrigerantReasons {
  @ApiProperty({ type: String, nullable: true })
  safetyClass!: string | null;

  @ApiProperty({ type: String, nullable: true })
  adr!: string | null;

  @ApiProperty({ type: String, nullable: true })
  wasteCode!: string | null;
}

/** A refrigerant as the API shows it: each value with where it comes from, or why it is missing. */
export class RefrigerantView {
  @ApiProperty({ example: 'R-410A', description: 'ASHRAE number' })
  code!: string;

  @ApiProperty({ example: 'R-32 50 %, R-125 50 %' })
  name!: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  formula!: string | null;

  @ApiProperty({ enum: FAMILIES })
  family!: string;

  @ApiProperty({ enum: ['ZEOTROPE', 'AZEOTROPE'], nullable: true, type: String })
  blend!: string | null;

  @ApiProperty({ type: [ComponentView] })
  composition!: ComponentView[];

  @ApiProperty({ type: [GwpView] })
  gwp!: GwpView[];

  @ApiProperty({ type: GwpView, nullable: true, description: 'The value by which CO2 equivalents are counted' })
  referenceGwp!: GwpView | null;

  @ApiProperty({ type: String, nullable: true, example: 'A1' })
  safetyClass!: string | null;

  @ApiProperty({ type: String, nullable: true, example: '1078' })
  unNumber!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'UN 1078 DÉCHET GAZ FRIGORIFIQUE, N.S.A. (R 410A), 2.2, (C/E)',
    description: 'For waste.adr',
  })
  adr!: string | null;

  @ApiProperty({ enum: WASTE_CODES, nullable: true, type: String, description: 'For waste.code' })
  wasteCode!: string | null;

  @ApiProperty({ type: RefrigerantSources })
  sources!: RefrigerantSources;

  @ApiProperty({ type: RefrigerantReasons, description: 'Why a value is null' })
  reasons!: RefrigerantReasons;

  @ApiPropertyOptional({ type: Number, nullable: true, description: 'Tonnes, for the weight of the query' })
  co2EquivalentTonnes?: number | null;
}

/** A page of refrigerants. */
export class RefrigerantPage {
  @ApiProperty({ type: [RefrigerantView] })
  items!: RefrigerantView[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

export function refrigerantView(fluid: Refrigerant, kg?: number): RefrigerantView {
  const { code, name, formula, family, blend, composition, gwp, safetyClass, adr, waste } = fluid;
  return {
    ...{ code, name, formula, family, blend, composition, gwp, safetyClass },
    referenceGwp: referenceGwp(fluid),
    unNumber: adr.entry?.unNumber ?? null,
    adr: adrWording(fluid),
    wasteCode: waste.code,
    sources: { composition: ASHRAE, safetyClass: ASHRAE, adr: adr.source, wasteCode: waste.source },
    reasons: {
      safetyClass: safetyClass ? null : 'Non classé par la norme / Not classified by the standard',
      adr: adr.reason,
      wasteCode: waste.reason,
    },
    ...(kg === undefined ? {} : { co2EquivalentTonnes: co2EquivalentTonnes(fluid, kg) }),
  };
}
