import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiExtension, ApiResponse } from '@nestjs/swagger';
import { type Access } from './rights';

export const ACCESS = 'access';
export type RouteAccess = Access | 'PUBLIC';

const PROBLEM = { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };

/**
 * Opens a route to those who have `access`, and writes the same in the OpenAPI document. A route without it or `@Public()` is
 * refused to everyone.
 */
export function Requires(access: Access): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(ACCESS, access),
    ApiBearerAuth('session'),
    ApiCookieAuth('cookie'),
    ApiExtension('x-required-right', access),
    ApiResponse({ status: 401, description: 'NOT_SIGNED_IN', ...PROBLEM }),
    ...(access === 'SIGNED_IN'
      ? []
      : [ApiResponse({ status: 403, description: `FORBIDDEN: ${access} is missing`, ...PROBLEM })]),
  );
}

/** Opens a route to everyone, signed in or not. */
export function Public(): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(ACCESS, 'PUBLIC'), ApiExtension('x-required-right', 'PUBLIC'));
}

/** Documents the error codes a route may answer, by status. */
export function Answers(codes: Partial<Record<number, string>>): MethodDecorator {
  return applyDecorators(
    ...Object.entries(codes).map(([status, description]) =>
      ApiResponse({ status: Number(status), description, ...PROBLEM }),
    ),
  );
}
