import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type Request } from 'express';
import { type Observable } from 'rxjs';
import { type AuthenticatedRequest } from '../auth/access/caller';
import { note, type Trail } from '../trail/trail';

/** What `:id` is the id of, by the first segment of the route. */
const SUBJECTS: Record<string, keyof Trail> = {
  bsffs: 'bsffId',
  exports: 'exportId',
  pulls: 'pullId',
  establishments: 'establishmentId',
  'fiches-intervention': 'ficheId',
};
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Who asks and what about, as far as the request itself says. */
export function subjectOf({ caller, route, params }: Partial<AuthenticatedRequest>): Trail {
  const pattern = (route as { path?: string } | undefined)?.path ?? '';
  const name = SUBJECTS[/^\/api\/v1\/([\w-]+)\/:id/.exec(pattern)?.[1] ?? ''];
  const id = params?.['id'];
  return {
    ...(caller && { userId: caller.userId }),
    ...(name && typeof id === 'string' && UUID.test(id) ? { [name]: id } : {}),
  };
}

/** Has the lines written while a request is answered carry them. */
@Injectable()
export class RequestSubject implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    note(subjectOf(context.switchToHttp().getRequest<Request>()));
    return next.handle();
  }
}
