import 'reflect-metadata';
import { type ExecutionContext } from '@nestjs/common';
import { CUSTOM_ROUTE_ARGS_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { type Request } from 'express';
import { type Problem } from './problem';
import { refuseUndeclaredInput } from './undeclared-input';

/** A handler whose parameters Nest keeps under these keys. */
function taking(...keys: string[]): ExecutionContext {
  class Controller {
    act(this: void): void {
      return undefined;
    }
  }
  Reflect.defineMetadata(ROUTE_ARGS_METADATA, Object.fromEntries(keys.map((key) => [key, {}])), Controller, 'act');
  const handler = new Controller().act;
  return { getHandler: () => handler, getClass: () => Controller } as unknown as ExecutionContext;
}

function faultsOf(context: ExecutionContext): string[] {
  try {
    refuseUndeclaredInput(context, request);
    return [];
  } catch (error) {
    return ((error as Problem).options.faults ?? []).map(({ path }) => path);
  }
}

const request = { body: { token: 'x' }, query: { verbose: '1' } } as unknown as Request;

describe('fields sent where nothing is taken', () => {
  it('are refused, all at once', () => {
    expect(faultsOf(taking())).toEqual(['token', 'verbose']);
  });

  it('are let through where the handler takes them', () => {
    const both = taking(`${RouteParamtypes.BODY}:0`, `${RouteParamtypes.QUERY}:1`);
    expect(faultsOf(both)).toEqual([]);
  });

  it('are refused whatever the name that Nest draws for a decorator of our own', () => {
    const own = [RouteParamtypes.BODY, RouteParamtypes.QUERY].map((type) => `${type}x9${CUSTOM_ROUTE_ARGS_METADATA}:0`);
    expect(faultsOf(taking(...own))).toEqual(['token', 'verbose']);
  });
});
