import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
  UseInterceptors,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Response } from 'express';
import { map, type Observable } from 'rxjs';
import { BASE_PATH } from './base-path';
import { IdempotencyInterceptor } from './idempotency';

const COLLECTION = 'created-in';

/** Says in which collection (`bsffs`) the route makes something: its answer carries `Location`, and it takes an `Idempotency-Key`. */
export function CreatesIn(collection: string): MethodDecorator {
  return applyDecorators(
    SetMetadata(COLLECTION, collection),
    // Around the other, whose repeated answers then carry it too.
    UseInterceptors(LocationInterceptor, IdempotencyInterceptor),
  );
}

/** `Location` of what was created or queued, whose id is in the answer. */
@Injectable()
export class LocationInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const collection = this.reflector.get<string>(COLLECTION, context.getHandler());
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
