import { Controller, Get, HttpCode } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, Public } from '../auth/access/access.decorators';
import { Readiness } from './readiness';

const ALIVE = {
  schema: { type: 'object', required: ['status'], properties: { status: { type: 'string', enum: ['ok'] } } },
};

@ApiTags('Operation')
@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('health/live')
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: 'Le processus répond / The process answers' })
  @ApiOkResponse(ALIVE)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('health/ready')
  @Public()
  @ApiOperation({
    summary: 'Le connecteur peut servir des demandes / It can serve requests',
    description:
      'Otherwise 503, and `code` says why: DATABASE_AWAITED, MIGRATIONS_RUNNING, SCHEMA_AWAITED or STARTING during a start, DATABASE_UNAVAILABLE or DATABASE_READ_ONLY (a failover), STOPPING.',
  })
  @ApiOkResponse(ALIVE)
  @Answers({ 503: 'DATABASE_UNAVAILABLE, DATABASE_READ_ONLY, STOPPING' })
  ready(): Promise<{ status: 'ok' }> {
    return this.readiness.check();
  }
}
