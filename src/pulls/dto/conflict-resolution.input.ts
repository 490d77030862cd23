import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsString, MaxLength, ValidateNested } from 'class-validator';
import { type Kept } from '../../bsff/merge/resolution';

export class FieldChoice {
  @ApiProperty({ description: 'A path of `conflict.fields`', example: 'destination.cap' })
  @IsString()
  @MaxLength(200)
  path!: string;

  @ApiProperty({
    enum: ['LOCAL', 'REMOTE'],
    description: 'LOCAL keeps the value here, to be sent by the next export; REMOTE takes the one of Trackdéchets',
  })
  @IsIn(['LOCAL', 'REMOTE'])
  keep!: Kept;
}

export class ConflictResolutionInput {
  @ApiProperty({ type: [FieldChoice] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => FieldChoice)
  fields!: FieldChoice[];
}
