import { Controller, type ExecutionContext, Get, Post } from '@nestjs/common';
import { DiscoveryModule, Reflector } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { type AppConfig } from '../config/app.config';
import { TakesIdempotencyKey } from '../http/idempotency';
import { CreatesIn } from '../http/location';
import { Public, Requires } from './access/access.decorators';
import { AuthGuard } from './auth.guard';
import { Routes } from './routes';
import { type Sessions } from './sessions';

@Controller('open')
class OpenController {
  @Get()
  @Public()
  read(): string {
    return 'read';
  }
}

@Controller('forgotten')
class ForgottenController {
  @Get('list')
  @Requires('SIGNED_IN')
  list(): string {
    return 'list';
  }

  @Get(':id')
  one(): string {
    return 'one';
  }
}

@Controller('things')
@Requires('SIGNED_IN')
class ThingsController {
  @Post()
  @CreatesIn('things')
  create(): string {
    return 'created';
  }

  @Post(':id/check')
  @TakesIdempotencyKey()
  check(): string {
    return 'checked';
  }
}

@Controller('once')
@Requires('SIGNED_IN')
class KeylessController {
  @Post('done-twice')
  done(): string {
    return 'done';
  }
}

async function routesOf(...controllers: (new () => object)[]): Promise<Routes> {
  const testing = await Test.createTestingModule({
    imports: [DiscoveryModule],
    controllers,
    providers: [Routes, { provide: DataSource, useValue: {} }],
  }).compile();
  return testing.get(Routes);
}

describe('routes are closed by default', () => {
  it('tells every route with who may call it', async () => {
    const routes = await routesOf(OpenController, ForgottenController);
    expect(routes.list()).toEqual([
      { method: 'GET', path: '/open', access: 'PUBLIC', keyed: false, handler: 'OpenController.read' },
      {
        method: 'GET',
        path: '/forgotten/list',
        access: 'SIGNED_IN',
        keyed: false,
        handler: 'ForgottenController.list',
      },
      { method: 'GET', path: '/forgotten/:id', access: undefined, keyed: false, handler: 'ForgottenController.one' },
    ]);
  });

  it('stops the start on a route that does not say who may call it', async () => {
    const forgotten = await routesOf(OpenController, ForgottenController);
    expect(() => forgotten.onApplicationBootstrap()).toThrow(/ForgottenController\.one/);
    const fine = await routesOf(OpenController);
    expect(() => fine.onApplicationBootstrap()).not.toThrow();
  });

  it('refuses such a route to everyone all the same', async () => {
    const guard = new AuthGuard(new Reflector(), {} as Sessions, {} as AppConfig);
    const handler = Object.getOwnPropertyDescriptor(ForgottenController.prototype, 'one')?.value as object;
    const context = { getHandler: () => handler, getClass: () => ForgottenController } as unknown as ExecutionContext;
    await expect(guard.canActivate(context)).rejects.toMatchObject({ code: 'ROUTE_CLOSED', status: 403 });
  });

  it('stops the start on a POST that would be done twice when its answer is lost', async () => {
    const keyless = await routesOf(ThingsController, KeylessController);
    expect(() => keyless.onApplicationBootstrap()).toThrow(/TakesIdempotencyKey on: KeylessController\.done$/);
    const keyed = await routesOf(ThingsController);
    expect(() => keyed.onApplicationBootstrap()).not.toThrow();
  });
});
