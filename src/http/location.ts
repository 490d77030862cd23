import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Response } from 'express';
import { map, type Observable } from 'rxjs';
import { BASE_PATH } from './base-path';

const COLLECTION = 'created-in';

/** Says in which collection (`bsffs`) the route makes something, so that its answer carries `Location`. */
export function CreatesIn(collection: string): MethodDecorator {
  return applyDecorators(SetMetadata(COLLECTION, collection));
}

/** `Location` of what was created or queued, whose id is in the answer; repeated answers carry it too. */
@Injectable()
export class LocationInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const collection = this.reflector.get<string | undefined>(COLLECTION, context.getHandler());
    if (!collection) return next.handle();
    return next.handle().pipe(
      map((body: { id?: string } | null) => {
        if (body?.id)
          context
            .switchToHttp()
            .getResponse<Response>()
            .setHeader('Location', `/${BASE_PATH}/${collection}/${body.id}`);
        return body;
      }),
    );
  }
}
