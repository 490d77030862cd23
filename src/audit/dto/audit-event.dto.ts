import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { ANY_OBJECT } from '../../http/any-json';
import { Instant } from '../../http/instant';
import { PageQuery } from '../../http/pagination';
import { SUBJECT_TYPES, type SubjectType } from '../audit';

/** Query of `GET /audit-events`. */
export class AuditQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'who acted' })
  @IsOptional()
  @IsUUID()
  actorId?: string;

  @ApiPropertyOptional({ example: 'user.updated', description: 'whole, or its beginning with a dot: `user.`' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  action?: string;

  @ApiPropertyOptional({ enum: SUBJECT_TYPES })
  @IsOptional()
  @IsIn(SUBJECT_TYPES)
  subjectType?: SubjectType;

  @ApiPropertyOptional({ description: 'on whom or what; for a token, its owner' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  subjectId?: string;

  @Instant({ nullable: false, description: 'from this moment on' })
  since?: string;

  @Instant({ nullable: false, description: 'before this moment' })
  until?: string;
}

export class AuditEventDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'date-time' })
  at!: Date;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'null: the connector itself' })
  actorId!: string | null;

  @ApiProperty({ example: 'user.updated' })
  action!: string;

  @ApiProperty({ enum: SUBJECT_TYPES })
  subjectType!: string;

  @ApiProperty()
  subjectId!: string;

  @ApiProperty({ example: '192.0.2.7', description: 'empty for the connector itself' })
  ip!: string;

  @ApiProperty({ description: 'X-Request-Id of the request' })
  requestId!: string;

  @ApiProperty({ ...ANY_OBJECT, nullable: true, description: 'never a secret' })
  before!: Record<string, unknown> | null;

  @ApiProperty({ ...ANY_OBJECT, nullable: true, example: { active: false } })
  after!: Record<string, unknown> | null;
}

export class AuditPageDto {
  @ApiProperty({ type: [AuditEventDto] })
  items!: AuditEventDto[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}
