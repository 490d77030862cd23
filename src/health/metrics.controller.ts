import { Controller, Get, Header, Headers } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Public } from '../auth/access/access.decorators';
import { AppConfig } from '../config/app.config';
import { Problem } from '../http/problem';
import { Scrape } from '../metrics/scrape';

@ApiTags('Operation')
@Controller()
export class MetricsController {
  constructor(
    private readonly scrape: Scrape,
    private readonly config: AppConfig,
  ) {}

  @Get('metrics')
  @Public()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: 'Mesures au format Prometheus / Prometheus metrics' })
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' } } } })
  async prometheus(@Headers('authorization') authorization: string | undefined): Promise<string> {
    requireToken(this.config.metricsToken, authorization);
    return this.scrape.text();
  }
}

/** Open to whoever reaches it unless METRICS_TOKEN is set: it is meant for an inside network. */
function requireToken(expected: string | null, authorization = ''): void {
  if (expected === null) return;
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  if (!timingSafeEqual(hash(authorization), hash(`Bearer ${expected}`))) throw new Problem('METRICS_TOKEN_REQUIRED');
}
