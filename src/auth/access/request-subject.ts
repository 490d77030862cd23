import { type Trail } from '../../trail/trail';
import { type AuthenticatedRequest } from './caller';

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
