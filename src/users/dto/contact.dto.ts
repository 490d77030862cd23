import { ApiProperty } from '@nestjs/swagger';
import { IsId } from '../../http/is-id';
import { INELIGIBILITY_REASONS, type IneligibilityReason } from '../eligibility';

/** Whose name, e-mail and phone Trackdéchets shows as the emitter's contact. */
export interface ContactPerson {
  userId: string;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
}

/** Body of `PUT /trackdechets-contact`. */
export class DesignateContactDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  userId!: string;
}

export class ContactUserDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'Camille' })
  firstName!: string;

  @ApiProperty({ example: 'Durand' })
  lastName!: string;

  @ApiProperty({ format: 'email', example: 'camille.durand@froid-service.fr' })
  email!: string;

  @ApiProperty({ example: '04 76 00 00 00' })
  phone!: string;
}

export class ContactDto {
  @ApiProperty({ type: ContactUserDto, nullable: true })
  user!: ContactUserDto | null;
}

export class CandidateDto {
  @ApiProperty({ type: ContactUserDto })
  user!: ContactUserDto;

  @ApiProperty()
  eligible!: boolean;

  @ApiProperty({ enum: INELIGIBILITY_REASONS, isArray: true })
  reasons!: IneligibilityReason[];
}

export class CandidatePageDto {
  @ApiProperty({ type: [CandidateDto] })
  items!: CandidateDto[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

/** The contact as everyone signed in may see them. */
export function toContactDto({ userId, firstName, lastName, email, phone }: ContactPerson): ContactUserDto {
  return { id: userId, firstName, lastName, email, phone };
}
