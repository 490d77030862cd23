import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsOptional } from 'class-validator';
import { IsId } from '../../http/is-id';
import { PageQuery } from '../../http/pagination';
import { EXPORT_MODES, type ExportMode } from '../export.entity';
import { EXPORT_STATES, type ExportState } from '../export-states';
import { ExportErrorView, ExportView } from '../export.view';

/** Bulk work comes in requests of at most this many documents. */
export const LARGEST_BATCH = 1_000;

export class ExportInput {
  @ApiProperty({ enum: EXPORT_MODES, example: 'PUBLISHED', description: 'Brouillon ou publié / draft or published' })
  @IsIn(EXPORT_MODES)
  mode!: ExportMode;
}

export class BatchInput extends ExportInput {
  @ApiProperty({ type: [String], format: 'uuid', minItems: 1, maxItems: LARGEST_BATCH, uniqueItems: true })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(LARGEST_BATCH)
  @ArrayUnique()
  @IsId({ each: true })
  bsffIds!: string[];
}

export class ExportQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsId()
  batchId?: string;

  @ApiPropertyOptional({ enum: EXPORT_STATES })
  @IsOptional()
  @IsIn(EXPORT_STATES)
  state?: ExportState;
}

export class ExportPage {
  @ApiProperty({ type: [ExportView] })
  items!: ExportView[];

  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export class RefusedView {
  @ApiProperty({ format: 'uuid' })
  bsffId!: string;

  @ApiProperty({ example: 'NOT_READY' })
  code!: string;

  @ApiProperty({ type: [ExportErrorView], required: false })
  errors?: ExportErrorView[];
}

export class BatchView {
  @ApiProperty({ format: 'uuid' })
  batchId!: string;

  @ApiProperty({ type: [ExportView] })
  accepted!: ExportView[];

  @ApiProperty({ type: [RefusedView] })
  refused!: RefusedView[];
}
