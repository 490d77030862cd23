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

const WHERE = 'where';

/** Where to look, and the member of the answer that ends that address. */
interface Where {
  before: string;
  member: 'id' | 'batchId';
}

/** Says in which collection (`bsffs`) the route makes something: its answer carries `Location`, and it takes an `Idempotency-Key`. */
export function CreatesIn(collection: string): MethodDecorator {
  return creating({ before: `${collection}/`, member: 'id' });
}

/** The same, of a route that makes a batch in the collection. */
export function CreatesBatchIn(collection: string): MethodDecorator {
  return creating({ before: `${collection}?batchId=`, member: 'batchId' });
}

/** Has the answer of a route that leaves something to be done carry the `Location` where it can be followed. */
export function LeavesIn(collection: string): MethodDecorator {
  const where: Where = { before: `${collection}/`, member: 'id' };
  return applyDecorators(SetMetadata(WHERE, where), UseInterceptors(LocationInterceptor));
}

function creating(where: Where): MethodDecorator {
  return applyDecorators(
    SetMetadata(WHERE, where),
    // Around the other, whose repeated answers then carry it too.
    UseInterceptors(LocationInterceptor, IdempotencyInterceptor),
  );
}

/** `Location` of what was created or queued, which the answer names. */
@Injectable()
export class LocationInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { before, member } = this.reflector.get<Where>(WHERE, context.getHandler());
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      map((body?: Partial<Record<Where['member'], string>> | null) => {
        const named = body?.[member];
        if (named) response.setHeader('Location', `/${BASE_PATH}/${before}${named}`);
        return body;
      }),
    );
  }
}
