import { type OpenAPIObject } from '@nestjs/swagger';
import { type ReferenceObject, type SchemaObject } from '@nestjs/swagger/dist/interfaces/open-api-spec.interface';

type Schema = SchemaObject | ReferenceObject;
type Schemas = Record<string, Schema>;

const ROOT = '#/components/schemas/';
const BOUNDS = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'uniqueItems'] as const;

/**
 * Has bounds promised of what is sent alone: an answer shows what is there, whoever wrote it and wherever, and its dates in one form.
 * A schema that is both sent and answered gets a second one, `WastePart` → `WasteShown`.
 */
export function describeAnswers(document: OpenAPIObject): void {
  const schemas: Schemas = document.components?.schemas ?? {};
  const operations = Object.values(document.paths).flatMap((path) => [path.post, path.put, path.patch]);
  const sent = within(schemas, JSON.stringify(operations.map((operation) => operation?.requestBody ?? null)));
  const rest = Object.keys(schemas).filter((name) => !sent.has(name));
  const both = [...within(schemas, JSON.stringify(rest.map((name) => schemas[name])))].filter((name) => sent.has(name));
  const names = new Map(both.map((name) => [name, `${name.replace(/(Part|Input)$/, '')}Shown`]));
  for (const name of rest) schemas[name] = shown(schemas[name] ?? {}, names);
  for (const [name, other] of names) schemas[other] = shown(schemas[name] ?? {}, names);
}

/** Names of the schemas that a text of JSON refers to, directly or not. */
function within(schemas: Schemas, text: string, found = new Set<string>()): Set<string> {
  for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]*)"/g)) {
    if (found.has(name)) continue;
    found.add(name);
    within(schemas, JSON.stringify(schemas[name] ?? {}), found);
  }
  return found;
}

/** The schema without bounds, referring to others by their names in answers. */
function shown(schema: Schema, names: ReadonlyMap<string, string>): Schema {
  if ('$ref' in schema) {
    const name = schema.$ref.slice(ROOT.length);
    return { $ref: `${ROOT}${names.get(name) ?? name}` };
  }
  const { properties, items, allOf, oneOf, ...rest } = schema;
  const inner = (one: Schema): Schema => shown(one, names);
  const isDate = oneOf?.some((form) => 'format' in form && form.format === 'date');
  const result: SchemaObject = {
    ...rest,
    ...(properties ? { properties: mapped(properties, inner) } : {}),
    ...(items ? { items: inner(items) } : {}),
    ...(allOf ? { allOf: allOf.map(inner) } : {}),
    ...(oneOf ? (isDate ? { type: 'string', format: 'date-time' } : { oneOf: oneOf.map(inner) }) : {}),
  };
  for (const bound of BOUNDS) delete result[bound];
  return result;
}

function mapped(properties: Schemas, change: (schema: Schema) => Schema): Schemas {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, change(schema)]));
}
