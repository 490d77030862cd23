import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Instant } from '../../http/instant';
import { IsId } from '../../http/is-id';
import { PageQuery } from '../../http/pagination';
import { BSFF_STATUSES, type BsffStatus } from '../../trackdechets/rules/codes';
import { EXPORT_STATES, type ExportState } from '../bsff.entity';
import { READINESS_STEPS, type ReadinessStep } from '../readiness/readiness';

/** Query of GET /bsffs. */
export class BsffQuery extends PageQuery {
  @ApiPropertyOptional({ enum: EXPORT_STATES })
  @IsOptional()
  @IsIn(EXPORT_STATES)
  exportState?: ExportState;

  @ApiPropertyOptional({ enum: BSFF_STATUSES, description: 'Status on Trackdéchets' })
  @IsOptional()
  @IsIn(BSFF_STATUSES)
  status?: BsffStatus;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsId()
  establishmentId?: string;

  @Instant({ nullable: false, description: 'Changed at this instant or later' })
  updatedSince?: string;

  @ApiPropertyOptional({
    description: 'Words, or their beginnings, of a number, container, partner, fiche or other text',
    example: 'B-1458',
    maxLength: 200,
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  query?: string;
}

/** Query of GET /bsffs/{id}/readiness. */
export class ReadinessQuery {
  @ApiProperty({ enum: READINESS_STEPS })
  @IsIn(READINESS_STEPS)
  step!: ReadinessStep;
}
