import { ApiProperty } from '@nestjs/swagger';
import { adrWording, co2EquivalentTonnes, findRefrigerant } from '../refrigerants';
import { type BsffBody } from './bsff-body';

/** What the fluid that a document names proposes; the person decides. */
export class RefrigerantProposal {
  @ApiProperty({ example: 'R-410A' })
  code!: string;

  @ApiProperty({ type: String, nullable: true, example: '14 06 01*' })
  wasteCode!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'ADR statement of the waste' })
  adr!: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Tonnes of CO2 equivalent of the total weight' })
  co2EquivalentTonnes!: number | null;
}

/** Waste code, ADR statement and CO2 equivalent (tonnes) of the fluid in the waste's description; null when it names none. */
export function refrigerantProposal({ waste, weight, packagings }: BsffBody): RefrigerantProposal | null {
  const fluid = findRefrigerant(waste?.description ?? '');
  if (!fluid) return null;
  const sum = (packagings ?? []).reduce((total, packaging) => total + (packaging.weight ?? 0), 0);
  const kg = weight?.value ?? (sum > 0 ? sum : null);
  return {
    code: fluid.code,
    wasteCode: fluid.waste.code,
    adr: adrWording(fluid),
    co2EquivalentTonnes: kg === null ? null : co2EquivalentTonnes(fluid, kg),
  };
}
