import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Right, RIGHTS } from '../../auth/access/rights';
import { type Language, sentence } from '../../http/sentences';
import { TOKEN_STATES, type TokenCompany, type TokenState, type TokenStatus } from '../user-tokens';
import { type User } from '../user.entity';

export class TokenCompanyDto implements TokenCompany {
  @ApiProperty({ example: '00000000000016' })
  orgId!: string;

  @ApiProperty({ type: String, nullable: true, example: '00000000000016' })
  siret!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  vatNumber!: string | null;

  @ApiProperty({ example: 'Froid Service' })
  name!: string;

  @ApiProperty({ type: String, nullable: true, enum: ['READER', 'DRIVER', 'MEMBER', 'ADMIN'] })
  role!: string | null;

  @ApiProperty({ type: [String], example: ['BSD_CAN_READ', 'BSD_CAN_LIST', 'BSD_CAN_CREATE'] })
  permissions!: string[];
}

export class TokenAccountDto {
  @ApiProperty({ example: 'camille.durand@froid-service.fr' })
  email!: string;

  @ApiProperty({ example: 'Camille Durand' })
  name!: string;
}

/** What may be told of somebody's Trackdéchets token. */
export class TokenStatusDto {
  @ApiProperty({ enum: TOKEN_STATES })
  status!: TokenState;

  @ApiProperty({ example: 'Votre clé est valide', description: 'for people: what it means and what to do' })
  message!: string;

  @ApiProperty({ type: String, nullable: true, example: 'x7Kq' })
  lastFour!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'when it was last found good' })
  verifiedAt!: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'when Trackdéchets last answered' })
  checkedAt!: Date | null;

  @ApiProperty({ type: TokenAccountDto, nullable: true })
  account!: TokenAccountDto | null;

  @ApiProperty({ type: [TokenCompanyDto] })
  companies!: TokenCompanyDto[];
}

export class UserDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'email', example: 'camille.durand@froid-service.fr' })
  email!: string;

  @ApiProperty({ example: 'Camille' })
  firstName!: string;

  @ApiProperty({ example: 'Durand' })
  lastName!: string;

  @ApiProperty({ example: '04 76 00 00 00' })
  phone!: string;

  @ApiProperty()
  active!: boolean;

  @ApiProperty()
  administrator!: boolean;

  @ApiProperty({ enum: RIGHTS, isArray: true, description: 'as granted; FULL_ACCESS implies the two others' })
  rights!: Right[];

  @ApiProperty({ type: TokenStatusDto })
  trackdechets!: TokenStatusDto;

  @ApiProperty({ description: 'whether this person is the Trackdéchets contact of the instance' })
  trackdechetsContact!: boolean;

  @ApiProperty({ description: 'the ETag, without its quotes' })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: Date;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: Date;
}

export class InvitationDto {
  @ApiProperty({ description: 'shown once' })
  token!: string;

  @ApiProperty({ example: 'https://connecteur.exemple.fr/api/v1/invitations/…' })
  url!: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: Date;
}

export class CreatedUserDto extends UserDto {
  @ApiPropertyOptional({ type: InvitationDto, description: 'when no password was given' })
  invitation?: InvitationDto;
}

export class UserPageDto {
  @ApiProperty({ type: [UserDto] })
  items!: UserDto[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

/** The token's status with its sentence in the reader's language. */
export function toTokenStatusDto({ message, ...status }: TokenStatus, language: Language): TokenStatusDto {
  return { ...status, message: sentence(message.sentence, language, message.params) };
}

/** A user as people and programs see them. */
export function toUserDto(user: User, token: TokenStatus, language: Language): UserDto {
  return {
    id: user.id,
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    phone: user.phone,
    active: user.active,
    administrator: user.administrator,
    rights: user.rights,
    trackdechets: toTokenStatusDto(token, language),
    trackdechetsContact: user.isContact,
    version: user.version,
    createdAt: user.createdAt,
    updatedAt: user.updatedAt,
  };
}
