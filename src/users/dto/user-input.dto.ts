import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayUnique, IsArray, IsBoolean, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { type Right, RIGHTS } from '../../auth/access/rights';
import { PageQuery } from '../../http/pagination';
import { Email, Line, MayBeLeftOut } from './fields';

const LONGEST_PASSWORD = 1_000;

/** Body of `PATCH /me`. */
export class UpdateProfileDto {
  @Line(100, 'Camille')
  firstName?: string;

  @Line(100, 'Durand')
  lastName?: string;

  @Line(30, '04 76 00 00 00')
  phone?: string;
}

/** Body of `PUT /users/{id}/rights`. */
export class RightsDto {
  @ApiProperty({
    enum: RIGHTS,
    isArray: true,
    uniqueItems: true,
    example: ['EXPORT_BSFF'],
    description: 'replaces those before',
  })
  @IsArray()
  @ArrayUnique()
  @IsIn(RIGHTS, { each: true })
  rights!: Right[];
}

/** Body of `PATCH /users/{id}`. */
export class UpdateUserDto extends UpdateProfileDto {
  @MayBeLeftOut()
  @Email({ required: false })
  email?: string;

  @ApiPropertyOptional({ description: 'false ends the sessions and invitation links of this person at once' })
  @MayBeLeftOut()
  @IsBoolean()
  active?: boolean;

  @ApiPropertyOptional({ description: 'manages users, rights and establishments; gives none of the three rights' })
  @MayBeLeftOut()
  @IsBoolean()
  administrator?: boolean;
}

/** Body of `POST /users`. */
export class CreateUserDto extends UpdateProfileDto {
  @Email()
  email!: string;

  @ApiPropertyOptional({ default: false })
  @MayBeLeftOut()
  @IsBoolean()
  administrator?: boolean;

  @ApiPropertyOptional({ enum: RIGHTS, isArray: true, uniqueItems: true, default: [] })
  @MayBeLeftOut()
  @IsArray()
  @ArrayUnique()
  @IsIn(RIGHTS, { each: true })
  rights?: Right[];

  @ApiPropertyOptional({ minLength: 12, maxLength: 200, description: 'left out: an invitation is made instead' })
  @MayBeLeftOut()
  @IsString()
  @MaxLength(LONGEST_PASSWORD)
  password?: string;
}

/** Body of `POST /invitations/{token}`. */
export class AcceptInvitationDto {
  @ApiProperty({ minLength: 12, maxLength: 200, example: 'un mot de passe à moi seul' })
  @IsString()
  @MaxLength(LONGEST_PASSWORD)
  password!: string;
}

/** Query of `GET /users`. */
export class UsersQuery extends PageQuery {
  @ApiPropertyOptional({ maxLength: 200, description: 'part of a name or of an e-mail' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  query?: string;

  @ApiPropertyOptional({ type: Boolean })
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsOptional()
  @IsBoolean()
  active?: boolean;
}
