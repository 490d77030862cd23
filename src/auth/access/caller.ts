import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Request } from 'express';
import { type Language } from '../../http/sentences';
import { allows, type Access, type Right } from './rights';

/** The signed-in person behind a request; also the audit's Actor. */
export interface Caller {
  userId: string;
  sessionId: string;
  email: string;
  firstName: string;
  lastName: string;
  administrator: boolean;
  rights: readonly Right[];
  ip: string;
  requestId: string;
  /** What this request's Accept-Language prefers. */
  language: Language;
}

export type AuthenticatedRequest = Request & { caller?: Caller };

/** Whether the caller satisfies what a route asks for. */
export function mayAccess(caller: Caller, access: Access): boolean {
  if (access === 'SIGNED_IN') return true;
  if (access === 'ADMINISTRATOR') return caller.administrator;
  return allows(caller.rights, access);
}

/** Parameter decorator: the Caller of this request. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!caller) throw new Error('CurrentCaller is used on a public route');
  return caller;
});
