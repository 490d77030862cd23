import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildClientSchema, buildSchema, introspectionFromSchema } from 'graphql';
import { expectedSchema, type Misfit, misfitsOf, operationsSent } from './schema-fit';

const sdl = readFileSync(join(__dirname, 'schema.graphql'), 'utf8');

/** The schema after a release that replaced `before` by `after`, as introspection tells it. */
function after(before: string | RegExp, replacement: string): Misfit[] {
  const changed = sdl.replace(before, replacement);
  expect(changed).not.toBe(sdl);
  return misfitsOf(buildClientSchema(introspectionFromSchema(buildSchema(changed), { inputValueDeprecation: true })));
}

describe('whether Trackdéchets’ schema still fits', () => {
  it('does, as it is', () => {
    expect(operationsSent().size).toBeGreaterThan(15);
    expect(misfitsOf(buildClientSchema(introspectionFromSchema(expectedSchema())))).toEqual([]);
  });

  it('names every operation that asks for a field that is gone', () => {
    const [misfit, ...others] = after(/(type BsffWeight \{[^}]*?)\bisEstimate\b/s, '$1isEstimated');
    expect(others).toEqual([]);
    expect(misfit).toMatchObject({ kind: 'REFUSED', breaks: true });
    expect(misfit?.what).toContain('Cannot query field "isEstimate" on type "BsffWeight"');
    expect(misfit?.operations).toEqual(expect.arrayContaining(['Bsff', 'Bsffs', 'CreateBsff']));
  });

  it('names an input field that became required, one that is gone and one of another type', () => {
    expect(after('input BsffWasteInput {', 'input BsffWasteInput {\n  hazard: String!')).toEqual([
      expect.objectContaining({ kind: 'INPUT_REQUIRED', breaks: true, what: 'BsffWasteInput.hazard' }),
    ]);
    expect(after(/(input BsffWasteInput \{[^}]*?)\badr\b/s, '$1adrMention')).toEqual([
      expect.objectContaining({ kind: 'INPUT_GONE', breaks: true, what: 'BsffWasteInput.adr' }),
    ]);
    const [changed] = after(/(input BsffWasteInput \{[^}]*?\badr: )String/s, '$1Int');
    expect(changed).toMatchObject({ kind: 'TYPE_CHANGED', breaks: true, what: 'BsffWasteInput.adr: String → Int' });
    expect(changed?.operations).toContain('CreateBsff');
  });

  it('warns of a value that is new, one that is no longer taken, and a field on its way out', () => {
    expect(after('enum BsffStatus {', 'enum BsffStatus {\n  ARCHIVED')).toEqual([
      expect.objectContaining({ kind: 'VALUE_NEW', breaks: false, what: 'BsffStatus.ARCHIVED' }),
    ]);
    expect(after(/(enum BsffPackagingType \{[^}]*?)\bCONTENEUR\b/s, '$1CONTAINER')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'VALUE_GONE', what: 'BsffPackagingType.CONTENEUR' }),
        expect.objectContaining({ kind: 'VALUE_NEW', what: 'BsffPackagingType.CONTAINER' }),
      ]),
    );
    expect(after(/(type BsffWaste \{[^}]*?\badr: String!?)/s, '$1 @deprecated(reason: "Autre champ")')).toEqual([
      expect.objectContaining({ kind: 'DEPRECATED', breaks: false, what: expect.stringContaining('BsffWaste.adr') }),
    ]);
  });

  it('tells an input field on its way out, and believes none gone that may only be hidden', () => {
    const leaving = sdl.replace(
      /(input BsffWasteInput \{[^}]*?\badr: String)/s,
      '$1 @deprecated(reason: "Autre champ")',
    );
    expect(after(sdl, leaving)).toEqual([
      expect.objectContaining({ kind: 'DEPRECATED', breaks: false, what: 'BsffWasteInput.adr: Autre champ' }),
    ]);
    const shown = buildClientSchema(introspectionFromSchema(buildSchema(leaving), { inputValueDeprecation: false }));
    expect(misfitsOf(shown, { hidesDeprecatedInput: true })).toEqual([
      expect.objectContaining({ kind: 'INPUT_GONE', breaks: false, what: 'BsffWasteInput.adr' }),
    ]);
  });
});
