import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';

export class PullInput {
  @ApiPropertyOptional({
    default: false,
    description:
      'Reads every document again in full: also finds what moves no date on Trackdéchets (acceptance typed but not signed, edited fiches)',
  })
  @IsOptional()
  @IsBoolean()
  complete?: boolean;
}
