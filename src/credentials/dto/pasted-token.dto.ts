import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

/** Body of `PUT /me/trackdechets-token`. */
export class PastedTokenDto {
  @ApiProperty({
    description: 'as it was copied: spaces, line ends, quotes and « Bearer » around it are taken off',
    example: 'Xk3vTq8LmZbN5RdWcY1sHfJp7GaUe2iQo6KtVxBn',
    maxLength: 10_000,
  })
  @IsString()
  @MaxLength(10_000)
  token!: string;
}
