import { type OpenAPIObject } from '@nestjs/swagger';
import {
  type OperationObject,
  type ReferenceObject,
  type SchemaObject,
} from '@nestjs/swagger/dist/interfaces/open-api-spec.interface';
import { WORDS, type Word } from './openapi-words';

type Property = SchemaObject | ReferenceObject;

/** Completes the document from the vocabulary: every field and parameter is described, and has an example where one helps. */
export function describeDocument(document: OpenAPIObject): void {
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    if (!('properties' in schema) || !schema.properties) continue;
    for (const [field, property] of Object.entries(schema.properties)) {
      schema.properties[field] = described(property, WORDS[`${name}.${field}`] ?? WORDS[field]);
    }
  }
  for (const path of Object.values(document.paths)) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const operation = path[method];
      if (operation) describeOperation(operation);
    }
  }
}

function describeOperation(operation: OperationObject): void {
  operation.parameters ??= [];
  for (const parameter of operation.parameters) {
    if (!('name' in parameter)) continue;
    const word = Object.entries(WORDS).find(([name]) => name.toLowerCase() === parameter.name.toLowerCase())?.[1];
    parameter.description ||= word?.description;
  }
}

function described(property: Property, word: Word | undefined): Property {
  if (!word) return property;
  // What stands beside a lone $ref is ignored in OpenAPI 3.0.
  if ('$ref' in property) return { description: word.description, allOf: [{ $ref: property.$ref }] };
  const result: SchemaObject = { ...property, description: property.description ?? word.description };
  if (word.example !== undefined && needsExample(result)) result.example = word.example;
  if (word.format && result.type === 'string') result.format ??= word.format;
  if (word.whole && result.type === 'number') result.type = 'integer';
  return result;
}

/** A word's example fits where the schema tells neither one nor a list of values, and the types agree. */
function needsExample({ example, examples, enum: values, allOf, oneOf, items, type }: SchemaObject): boolean {
  if ((example !== undefined || examples) ?? values ?? allOf ?? oneOf) return false;
  return type !== 'boolean' && !(items && '$ref' in items);
}
