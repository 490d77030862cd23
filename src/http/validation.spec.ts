import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { type InputFault, type Problem } from './problem';
import { type Language, sentence } from './sentences';
import { InputPipe } from './validation';

class Container {
  @IsOptional() @IsString() numero?: string;
  @IsOptional() @IsNumber() @Min(0) weight?: number;
}

class Body {
  @IsOptional() @IsArray() @ArrayMaxSize(2) @IsString({ each: true }) @Length(4, 12, { each: true }) plates?: string[];
  @IsOptional() @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsIn(['A', 'B'], { each: true }) roles?: string[];
  @IsOptional() @IsArray() @IsUUID(undefined, { each: true }) ids?: string[];
  @IsOptional()
  @IsArray()
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => Container)
  containers?: Container[];
  @IsOptional() @IsObject() @ValidateNested() @Type(() => Container) one?: Container;
  @IsOptional() @IsInt() @Min(2000) @Max(2100) year?: number;
  @IsOptional() @IsBoolean() flag?: boolean;
}

const pipe = new InputPipe();

async function faults(body: object): Promise<InputFault[]> {
  const refused = await pipe.transform(body, { type: 'body', metatype: Body }).catch((error: unknown) => error);
  return (refused as Problem).options?.faults ?? [];
}

const told = async (body: object): Promise<string[]> => (await faults(body)).map(({ path, code }) => `${path} ${code}`);
const said = async (body: object, language: Language): Promise<string[]> =>
  (await faults(body)).map((fault) => sentence(fault.sentence, language, fault.params));

describe('what is told of a body', () => {
  it('names the item of a list that is at fault, and the list when it is the list', async () => {
    const ID = '0b7a5f0e-3c41-4a5e-9d53-6c1f2e8a4b70';
    expect(await told({ plates: ['AB-123-CD', 'AB', 7] })).toEqual([
      'plates FIELD_TOO_MANY',
      'plates.1 FIELD_TOO_SHORT',
      'plates.2 FIELD_TYPE',
    ]);
    expect(await told({ ids: [ID, 'x', ID, null] })).toEqual(['ids.1 FIELD_UUID', 'ids.3 FIELD_UUID']);
    expect(await told({ roles: ['A', 'A', 'C'] })).toEqual(['roles FIELD_DUPLICATE', 'roles.2 FIELD_NOT_IN']);
    expect(await told({ plates: 'AB-123-CD', ids: {}, roles: null, year: null })).toEqual([
      'plates FIELD_TYPE',
      'ids FIELD_TYPE',
    ]);
  });

  it('names the item that is no object, once', async () => {
    for (const item of [null, [], 'x', 7]) {
      expect(await told({ containers: [{ weight: 1 }, item] })).toEqual(['containers.1 FIELD_TYPE']);
      if (item !== null) expect(await told({ one: item })).toEqual(['one FIELD_TYPE']);
    }
    expect(await told({ containers: { 0: null } })).toEqual(['containers FIELD_TYPE']);
    expect(await told({ containers: [{ weight: -1 }, { numero: 1, lid: 'no' }] })).toEqual([
      'containers.0.weight FIELD_TOO_SMALL',
      'containers.1.lid FIELD_UNKNOWN',
      'containers.1.numero FIELD_TYPE',
    ]);
  });

  it('says the limits that are meant, both where there are two', async () => {
    const lengths = ['De 4 à 12 caractères.', 'De 4 à 12 caractères.'];
    expect(await said({ plates: ['AB', 'ABCDEFGHIJKLMNOP'] }, 'fr')).toEqual(lengths);
    expect(await said({ roles: [] }, 'fr')).toEqual(['Au moins 1 élément(s).']);
    expect(await said({ plates: Array(3).fill('AB-123-CD') }, 'fr')).toEqual(['Au plus 2 éléments.']);
    expect(await said({ roles: ['C'] }, 'en')).toEqual(['One of these values: A, B.']);
    expect(await said({ year: 1999 }, 'en')).toEqual(['At least 2000.']);
    expect(await said({ year: 2101 }, 'fr')).toEqual(['Au plus 2100.']);
  });

  it('says which kind of value is expected in one language at a time', async () => {
    const wrong = { plates: [1], ids: 1, one: 1, year: '2026', flag: 'true', containers: [{ weight: '1' }] };
    const kinds = { fr: new Set(await said(wrong, 'fr')), en: new Set(await said(wrong, 'en')) };
    for (const kind of ['un texte', 'une liste', 'un objet', 'un nombre entier', 'true ou false', 'un nombre']) {
      expect(kinds.fr).toContain(`Valeur attendue : ${kind}.`);
    }
    for (const kind of ['a text', 'a list', 'an object', 'a whole number', 'true or false', 'a number']) {
      expect(kinds.en).toContain(`Expected value: ${kind}.`);
    }
  });

  it('tells half a character from a null one', async () => {
    expect(await told({ plates: ['AB\ud83d12'] })).toEqual(['plates.0 FIELD_BROKEN_CHARACTER']);
    expect(await told({ plates: ['AB\u000012'] })).toEqual(['plates.0 FIELD_NULL_CHARACTER']);
    expect(await told({ 'a\udc00': 1 })).toEqual([' FIELD_BROKEN_CHARACTER']);
  });

  it('looks no further than a list can be long', async () => {
    expect(await faults({ plates: Array(50_000).fill(1) })).toHaveLength(1_001);
  });
});
