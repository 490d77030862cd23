import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { numeric } from '../../http/text';

export class SummaryQuery {
  @ApiProperty({ example: 2026, description: 'Year of creation of the documents, Paris time' })
  @Transform(numeric)
  @IsInt()
  @Min(2000)
  @Max(2100)
  year!: number;

  @ApiPropertyOptional({ enum: ['json', 'csv'], default: 'json' })
  @IsOptional()
  @IsIn(['json', 'csv'])
  format?: 'json' | 'csv';
}

/** Containers that have all of this in common. */
export class SummaryRow {
  @ApiProperty({ type: String, nullable: true, example: 'R-410A', description: 'Null when no fluid is recognised' })
  fluid!: string | null;

  @ApiProperty({ example: 'PROCESSED', description: 'On Trackdéchets; LOCAL before the export' })
  status!: string;

  @ApiProperty({ type: String, nullable: true, example: 'RECYCLAGE GAZ GARONNE' })
  destination!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'R2', description: 'Operation of the container, once signed' })
  operation!: string | null;

  @ApiProperty()
  containers!: number;

  @ApiProperty({ description: 'kg: accepted where the acceptance is signed, typed before' })
  kilograms!: number;

  @ApiProperty({ type: Number, nullable: true, description: 'Tonnes of CO2 equivalent' })
  co2EquivalentTonnes!: number | null;
}

export class SummaryView {
  @ApiProperty()
  year!: number;

  @ApiProperty({ type: [SummaryRow] })
  items!: SummaryRow[];
}
