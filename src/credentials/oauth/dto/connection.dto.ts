import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

export class ConnectionQuery {
  @ApiPropertyOptional({
    example: '/profil',
    description:
      'the page to come back to, a path of PUBLIC_URL or an address of an origin of CORS_ORIGINS; `trackdechets=connected | unverified | refused | mismatch | rejected | expired | unavailable | failed` is added to it. Without it, the connector shows a page of its own.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  returnTo?: string;
}

/** Where a person consents, on Trackdéchets. */
export class StartedConnectionDto {
  @ApiProperty({
    example: 'https://app.trackdechets.beta.gouv.fr/oauth2/authorize/dialog?response_type=code&client_id=…',
    description: 'open it in the browser that is signed in here',
  })
  url!: string;

  @ApiProperty({ format: 'date-time', description: 'the person must be back before: ten minutes' })
  expiresAt!: Date;
}
