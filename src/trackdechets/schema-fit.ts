import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  type DocumentNode,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredInputField,
  Kind,
  NoDeprecatedCustomRule,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import * as generated from './generated';

/** What no longer agrees between what we send or read and the schema of Trackdéchets. */
export type MisfitKind =
  /** Trackdéchets would refuse the operation. */
  | 'REFUSED'
  | 'INPUT_REQUIRED'
  | 'INPUT_GONE'
  | 'TYPE_CHANGED'
  /** A value that we send is no longer known there. */
  | 'VALUE_GONE'
  /** A value may come that is not known here. */
  | 'VALUE_NEW'
  | 'DEPRECATED';

export interface Misfit {
  kind: MisfitKind;
  /** Whether operations fail, rather than might one day. */
  breaks: boolean;
  /** The field, type or value, and what became of it. */
  what: string;
  operations: string[];
}

/** Every operation that may be sent, as it is sent, by name. */
export function operationsSent(): Map<string, { text: string; document: DocumentNode }> {
  const sent = Object.entries(generated).filter(([name]) => name.endsWith('Document'));
  return new Map(
    sent.map(([name, text]) => [
      name.slice(0, -'Document'.length),
      { text: String(text), document: parse(String(text)) },
    ]),
  );
}

/** The schema that this version was written for. */
export function expectedSchema(): GraphQLSchema {
  return buildSchema(readFileSync(join(__dirname, 'schema.graphql'), 'utf8'));
}

/** What is known of `theirs`. */
export interface Introspected {
  /** Old servers do not show input fields on their way out: one that is not shown may still be there. */
  hidesDeprecatedInput?: boolean;
}

/** Whether every operation still fits `theirs`, and what of it changed; empty when all is as it was. */
export function misfitsOf(theirs: GraphQLSchema, { hidesDeprecatedInput = false }: Introspected = {}): Misfit[] {
  const ours = expectedSchema();
  const found = new Map<string, Misfit>();
  for (const [operation, { document }] of operationsSent()) {
    const comparison = new Comparison(ours, theirs, (kind, breaks, what) => {
      const key = `${kind} ${what}`;
      const certain = breaks && !(kind === 'INPUT_GONE' && hidesDeprecatedInput);
      const misfit = found.get(key) ?? { kind, breaks: certain, what, operations: [] };
      if (!misfit.operations.includes(operation)) misfit.operations.push(operation);
      found.set(key, misfit);
    });
    comparison.compare(document);
  }
  return [...found.values()].sort((a, b) => Number(b.breaks) - Number(a.breaks));
}

class Comparison {
  constructor(
    private readonly ours: GraphQLSchema,
    private readonly theirs: GraphQLSchema,
    private readonly tell: (kind: MisfitKind, breaks: boolean, what: string) => void,
  ) {}

  compare(document: DocumentNode): void {
    for (const { message } of validate(this.theirs, document, specifiedRules)) this.tell('REFUSED', true, message);
    for (const { message } of validate(this.theirs, document, [NoDeprecatedCustomRule])) {
      this.tell('DEPRECATED', false, message);
    }
    this.compareRead(document);
    this.compareSent(document);
  }

  /** The fields that are asked for: their types, and the values that may come in them. */
  private compareRead(document: DocumentNode): void {
    const info = new TypeInfo(this.ours);
    const read = (): void => {
      const [parent, field] = [info.getParentType(), info.getFieldDef()];
      const there = parent && this.theirs.getType(parent.name);
      if (!field || !(isObjectType(there) || isInterfaceType(there))) return;
      const theirField = there.getFields()[field.name];
      if (!theirField) return;
      const [before, now] = [String(field.type), String(theirField.type)];
      const same = before.replaceAll('!', '') === now.replaceAll('!', '');
      // A field that can no longer be null is read as before; one that now can be may be missed.
      if (!same || (before.endsWith('!') && !now.endsWith('!'))) {
        this.tell('TYPE_CHANGED', !same, `${there.name}.${field.name}: ${before} → ${now}`);
      }
      this.compareValues(getNamedType(field.type), 'READ');
    };
    visit(document, visitWithTypeInfo(info, { Field: read }));
  }

  private compareSent(document: DocumentNode): void {
    visit(document, {
      VariableDefinition: ({ type }) => {
        let named = type;
        while (named.kind !== Kind.NAMED_TYPE) named = named.type;
        const input = this.ours.getType(named.name.value);
        if (input) this.compareInput(input, new Set());
      },
    });
  }

  private compareInput(type: GraphQLNamedType, seen: Set<string>): void {
    if (seen.has(type.name)) return;
    seen.add(type.name);
    this.compareValues(type, 'SENT');
    const there = this.theirs.getType(type.name);
    if (!isInputObjectType(type) || !isInputObjectType(there)) return;
    const [ours, theirs] = [type.getFields(), there.getFields()];
    for (const field of Object.values(theirs)) {
      const known = ours[field.name];
      if (!isRequiredInputField(field) || (known && isRequiredInputField(known))) continue;
      this.tell('INPUT_REQUIRED', true, `${type.name}.${field.name}`);
    }
    for (const field of Object.values(ours)) {
      const now = theirs[field.name];
      // What was on its way out when this was written is not sent.
      if (field.deprecationReason) continue;
      if (!now) {
        this.tell('INPUT_GONE', true, `${type.name}.${field.name}`);
        continue;
      }
      if (now.deprecationReason) this.tell('DEPRECATED', false, `${type.name}.${field.name}: ${now.deprecationReason}`);
      if (String(now.type).replaceAll('!', '') !== String(field.type).replaceAll('!', '')) {
        this.tell('TYPE_CHANGED', true, `${type.name}.${field.name}: ${String(field.type)} → ${String(now.type)}`);
      }
      this.compareInput(getNamedType(field.type), seen);
    }
  }

  private compareValues(type: GraphQLNamedType, way: 'READ' | 'SENT'): void {
    const there = this.theirs.getType(type.name);
    if (!isEnumType(type) || !isEnumType(there)) return;
    const [ours, theirs] = [type, there].map((values) => values.getValues().map(({ name }) => name));
    for (const value of theirs ?? []) {
      if (way === 'READ' && !ours?.includes(value)) this.tell('VALUE_NEW', false, `${type.name}.${value}`);
    }
    for (const value of ours ?? []) {
      if (way === 'SENT' && !theirs?.includes(value)) this.tell('VALUE_GONE', false, `${type.name}.${value}`);
    }
  }
}
