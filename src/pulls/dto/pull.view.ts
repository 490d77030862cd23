import { ApiProperty } from '@nestjs/swagger';
import { type Pull, type PullState } from '../pull';

/** A pull as the API shows it: the counts grow while it runs. */
export class PullView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED'] })
  state!: PullState;

  @ApiProperty({ description: 'Documents looked at', example: 12 })
  seen!: number;

  @ApiProperty({ description: 'Documents born on Trackdéchets that came in' })
  created!: number;

  @ApiProperty({ description: 'Documents with at least one change' })
  updated!: number;

  @ApiProperty()
  unchanged!: number;

  @ApiProperty({ description: 'Documents deleted there, or out of reach' })
  removed!: number;

  @ApiProperty({ description: 'Documents where both sides changed the same field' })
  conflicts!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  startedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'NO_VALID_TOKEN, ESTABLISHMENTS_UNREAD (some establishments that no token can list), DOCUMENTS_REFUSED (some documents could not be read or written; all others were), TRACKDECHETS_UNAVAILABLE, TRACKDECHETS_RATE_LIMITED…',
  })
  error!: string | null;
}

export function pullView(pull: Pull): PullView {
  const { id, state, seen, created, updated, unchanged, removed, conflicts, error } = pull;
  return {
    id,
    state,
    seen,
    created,
    updated,
    unchanged,
    removed,
    conflicts,
    startedAt: pull.startedAt?.toISOString() ?? null,
    finishedAt: pull.finishedAt?.toISOString() ?? null,
    error,
  };
}
