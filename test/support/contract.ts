import { type OpenAPIObject } from '@nestjs/swagger';
import { type ReferenceObject, type SchemaObject } from '@nestjs/swagger/dist/interfaces/open-api-spec.interface';

type Schema = SchemaObject | ReferenceObject;

export interface Answered {
  method: string;
  /** With its query or without. */
  path: string;
  status: number;
  media: string;
  body: unknown;
}

interface Route {
  pattern: RegExp;
  operations: Record<string, { responses: Record<string, unknown> }>;
}

/** What the OpenAPI document promises, held against what is really answered. */
export class Contract {
  private readonly routes: Route[];
  private readonly schemas: Record<string, Schema>;

  constructor(document: OpenAPIObject) {
    this.schemas = document.components?.schemas ?? {};
    const templates = Object.entries(document.paths).map(([template, operations]) => ({ template, operations }));
    // `/bsffs/summary` before `/bsffs/{id}`.
    templates.sort((a, b) => a.template.split('{').length - b.template.split('{').length);
    this.routes = templates.map(({ template, operations }) => ({
      pattern: new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`),
      operations: operations as Route['operations'],
    }));
  }

  /** Where the answer is not as documented; nothing for an address that is no route. */
  faultsOf({ method, path, status, media, body }: Answered): string[] {
    const address = path.split('?')[0] ?? '';
    const route = this.routes.find(({ pattern }) => pattern.test(address));
    const operation = route?.operations[method.toLowerCase()];
    // Nobody reads what comes with a redirection.
    if (!operation || (status >= 300 && status < 400)) return [];
    const responses = operation.responses as Record<string, { content?: Record<string, { schema?: Schema }> }>;
    const found = responses[status] ?? (status >= 400 ? responses.default : undefined);
    const told = `${method} ${route?.pattern.source.slice(1, -1)} ${status}`;
    if (!found) return [`${told}: this status is not documented`];
    const type = media.split(';')[0] ?? '';
    if (!found.content) return body && Object.keys(body).length > 0 ? [`${told}: no body is documented`] : [];
    const schema = found.content[type]?.schema;
    if (!schema) return [`${told}: ${type || 'no content type'} is not documented`];
    return type.endsWith('json')
      ? this.differences(schema, body, '').map((difference) => `${told}: ${difference}`)
      : [];
  }

  /** Where the data of an event is not as documented. */
  faultsOfEvent(type: string, data: unknown): string[] {
    const name = type === 'pull' ? 'PullView' : `${type.charAt(0).toUpperCase()}${type.slice(1)}Event`;
    const schema = this.schemas[name];
    if (!schema) return [`event ${type}: ${name} is not documented`];
    return this.differences(schema, data, '').map((difference) => `event ${type}: ${difference}`);
  }

  private resolved(schema: Schema): SchemaObject {
    if ('$ref' in schema) return this.resolved(this.schemas[schema.$ref.replace('#/components/schemas/', '')] ?? {});
    const [only] = schema.allOf ?? [];
    return only ? { ...this.resolved(only), ...(schema.nullable ? { nullable: true } : {}) } : schema;
  }

  private differences(given: Schema, value: unknown, path: string): string[] {
    const schema = this.resolved(given);
    // `{}` says nothing: anything goes.
    if (Object.keys(schema).length === 0) return [];
    if (value === null) return schema.nullable ? [] : [`${path} is null`];
    if (schema.oneOf) {
      const fits = schema.oneOf.some((one) => this.differences(one, value, path).length === 0);
      return fits ? [] : [`${path} is none of its forms`];
    }
    if (schema.enum && !schema.enum.includes(value)) return [`${path} is ${JSON.stringify(value)}, not in the list`];
    if (!isOf(schema.type, value)) return [`${path} is no ${String(schema.type)}: ${JSON.stringify(value)}`];
    if (Array.isArray(value))
      return value.flatMap((item, index) => this.differences(schema.items ?? {}, item, `${path}[${index}]`));
    return typeof value === 'object' ? this.ofObject(schema, value as Record<string, unknown>, path) : [];
  }

  private ofObject(schema: SchemaObject, value: Record<string, unknown>, path: string): string[] {
    const { properties = {}, required = [], additionalProperties } = schema;
    const missing = required.filter((name) => value[name] === undefined).map((name) => `${path}.${name} is missing`);
    const wrong = Object.entries(value).flatMap(([name, item]) => {
      const property = properties[name];
      if (property) return this.differences(property, item, `${path}.${name}`);
      return additionalProperties ? [] : [`${path}.${name} is not documented`];
    });
    return [...missing, ...wrong];
  }
}

function isOf(type: SchemaObject['type'], value: unknown): boolean {
  if (type === undefined) return true;
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && !Array.isArray(value);
  return typeof value === type;
}
