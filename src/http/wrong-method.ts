import { NotFoundException } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { Problem } from './problem';

/** A layer of Express' router, whose types leave out how it is asked. */
interface Layer {
  route?: { methods: Record<string, boolean> };
  match(path: string): boolean;
}

/** 405 METHOD_NOT_ALLOWED with `Allow`, for what no route took at an address where there are others; undefined for any other failure. */
export function wrongMethod(error: unknown, request: Request, response: Response): Problem | undefined {
  if (!(error instanceof NotFoundException)) return undefined;
  const allowed = methodsAt(request);
  if (allowed.length === 0) return undefined;
  response.setHeader('Allow', allowed.join(', '));
  return new Problem('METHOD_NOT_ALLOWED', {
    sentence: 'METHODS_ALLOWED',
    params: { methods: allowed.join(', ') },
    cause: error,
  });
}

function methodsAt({ app, path }: Request): string[] {
  const layers = app.router.stack as unknown as Layer[];
  const methods = layers.flatMap((layer) => (layer.route && layer.match(path) ? Object.keys(layer.route.methods) : []));
  return [...new Set(methods)].map((method) => method.toUpperCase()).sort();
}
