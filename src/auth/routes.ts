import { Injectable, type OnApplicationBootstrap, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { takesIdempotencyKey } from '../http/idempotency';
import { ACCESS, type RouteAccess } from './access/access.decorators';

/** A route of the application, under its base path, and who may call it. */
export interface DeclaredRoute {
  method: string;
  path: string;
  access: RouteAccess | undefined;
  /** Whether it takes an `Idempotency-Key`. */
  keyed: boolean;
  handler: string;
}

/** The routes as the controllers declare them. */
@Injectable()
export class Routes implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /**
   * A route that says nothing of who may call it would be refused to everyone, and a POST without a key is done twice when its answer
   * is lost: better not to start.
   */
  onApplicationBootstrap(): void {
    const routes = this.list();
    refuse(
      'Neither @Requires nor @Public',
      routes.filter(({ access }) => access === undefined),
    );
    refuse(
      'Neither @CreatesIn nor @TakesIdempotencyKey',
      routes.filter(({ method, access, keyed }) => method === 'POST' && access !== 'PUBLIC' && !keyed),
    );
  }

  /** Every route of every controller. */
  list(): DeclaredRoute[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => {
      if (!metatype) return [];
      const prototype = metatype.prototype as Record<string, object>;
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => this.routesOf(metatype, prototype, name));
    });
  }

  private routesOf(
    controller: object & { name?: string },
    prototype: Record<string, object>,
    name: string,
  ): DeclaredRoute[] {
    const handler = prototype[name];
    const method = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
    if (!handler || method === undefined) return [];
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ACCESS, [handler, controller] as never);
    const bases = pathsOf(Reflect.getMetadata(PATH_METADATA, controller));
    const paths = pathsOf(Reflect.getMetadata(PATH_METADATA, handler));
    return bases.flatMap((base) =>
      paths.map((path) => ({
        method: RequestMethod[method],
        path: `/${[base, path]
          .flatMap((part) => part.split('/'))
          .filter(Boolean)
          .join('/')}`,
        access,
        keyed: takesIdempotencyKey(handler),
        handler: `${controller.name}.${name}`,
      })),
    );
  }
}

function refuse(fault: string, routes: readonly DeclaredRoute[]): void {
  if (routes.length > 0) throw new Error(`${fault} on: ${routes.map(({ handler }) => handler).join(', ')}`);
}

function pathsOf(metadata: unknown): string[] {
  return (Array.isArray(metadata) ? metadata : [metadata ?? '']) as string[];
}
