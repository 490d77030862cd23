import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { UserDto } from '../../users/dto/user.dto';
import { type Session } from '../../users/session.entity';

/** Body of `POST /sessions`. */
export class SignInDto {
  @ApiProperty({ format: 'email', example: 'camille.durand@froid-service.fr' })
  @IsString()
  @MaxLength(254)
  email!: string;

  @ApiProperty({ example: 'un mot de passe à moi seul' })
  @IsString()
  @MaxLength(1_000)
  password!: string;
}

/** Body of `PUT /me/password`. */
export class PasswordDto {
  @ApiProperty()
  @IsString()
  @MaxLength(1_000)
  currentPassword!: string;

  @ApiProperty({ minLength: 12, maxLength: 200, example: 'un autre mot de passe à moi' })
  @IsString()
  @MaxLength(1_000)
  newPassword!: string;
}

export class SignedInDto {
  @ApiProperty({ description: 'to send back as `Authorization: Bearer …`; shown once' })
  token!: string;

  @ApiProperty({
    format: 'date-time',
    description:
      'at the latest; a session also ends once unused for as long as SESSION_IDLE_HOURS says, 12 hours unless set',
  })
  expiresAt!: Date;

  @ApiProperty({ type: UserDto })
  user!: UserDto;
}

export class SessionDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'the session of this very request' })
  current!: boolean;

  @ApiProperty({ example: '192.0.2.7' })
  ip!: string;

  @ApiProperty({ example: 'Mozilla/5.0 …' })
  userAgent!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: Date;

  @ApiProperty({ format: 'date-time', description: 'to the minute' })
  lastSeenAt!: Date;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: Date;
}

export class SessionPageDto {
  @ApiProperty({ type: [SessionDto] })
  items!: SessionDto[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

/** A session as its owner sees it. */
export function toSessionDto(session: Session, currentId: string): SessionDto {
  const { id, ip, userAgent, createdAt, lastSeenAt, expiresAt } = session;
  return { id, current: id === currentId, ip, userAgent, createdAt, lastSeenAt, expiresAt };
}
