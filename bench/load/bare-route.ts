import 'reflect-metadata';
import { Controller, Get, Module, Param, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Pool } from 'pg';

/**
 * What the connector is measured against: NestJS as `nest new` makes it, and one query by an index straight from the driver. No
 * session, no right, no validation, no log, no mapping.
 */
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.DATABASE_POOL_SIZE) });

const page = (condition: string): string =>
  `SELECT id, version, input, remote, export_state, created_at, updated_at FROM bsffs WHERE deleted_at IS NULL ${condition}
   ORDER BY created_at DESC, id DESC LIMIT $1`;

@Controller('documents')
class BareController {
  /** A page of whole rows, the newest first: what a list would cost if it did nothing but read them. */
  @Get()
  async page(@Query('limit') limit: string): Promise<unknown> {
    const { rows } = await pool.query<Record<string, unknown>>(page(''), [Number(limit)]);
    return rows;
  }

  /** The same of those that Trackdéchets holds, whose rows are larger. */
  @Get('exported')
  async exported(@Query('limit') limit: string): Promise<unknown> {
    const { rows } = await pool.query<Record<string, unknown>>(page("AND export_state = 'EXPORTED'"), [Number(limit)]);
    return rows;
  }

  /** One row by its primary key. */
  @Get(':id')
  async one(@Param('id') id: string): Promise<unknown> {
    const { rows } = await pool.query<Record<string, unknown>>(
      'SELECT id, reference, status, created_at FROM bsffs WHERE id = $1',
      [id],
    );
    return rows[0];
  }
}

@Module({ controllers: [BareController] })
class BareModule {}

async function main(): Promise<void> {
  const app = await NestFactory.create(BareModule, { logger: false });
  await app.listen(0, '127.0.0.1');
  // Announced as the connector announces itself.
  process.stdout.write(`API ${(await app.getUrl()).replace(/\/$/, '')}/api/v1\nDocumentation\n`);
}

void main();
