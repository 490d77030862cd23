import { parse } from 'graphql';
import { MovableClock } from '../../src/sandbox/clock';
import { readDirectory } from '../../src/sandbox/directory-file';
import { execute } from '../../src/sandbox/graphql/execute';
import { Platform } from '../../src/sandbox/platform';
import { buildSandboxSchema } from '../../src/sandbox/schema';

const schema = buildSandboxSchema();
const directory = readDirectory();

/** An establishment of the shipped directory, as an input names it. */
export function company(key: string): { siret: string; name: string } & Record<string, string> {
  const {
    siret = '',
    name,
    address,
    contact = 'Ada',
    phone = '05',
    mail = 'ada@port.test',
  } = directory.companies[key]!;
  return { siret, name, address, contact, phone, mail };
}

/** Enough to be published, emitted and carried away. */
export const BSFF_INPUT = {
  type: 'COLLECTE_PETITES_QUANTITES',
  emitter: { company: company('operateur') },
  waste: { code: '14 06 01*', description: 'R410A' },
  weight: { value: 8, isEstimate: false },
  packagings: [{ type: 'BOUTEILLE', numero: 'B-1', volume: 12, weight: 8 }],
  transporter: { company: company('transporteur'), transport: { mode: 'ROAD', plates: ['AA-123-AA'] } },
  destination: { company: company('traitement'), plannedOperationCode: 'R2' },
};

export interface Answered<T> {
  /** The first root field; null when it was refused. */
  value: T | null;
  /** The first error's code, and its issues' paths. */
  refusal: string | null;
  /** The first error's sentence. */
  message?: string;
}

/** A platform of its own, asked in GraphQL by the administrators of its establishments. */
export class AskedPlatform {
  readonly platform = new Platform({ directory, clock: new MovableClock(), seed: 7 });

  async ask<T>(key: string, query: string, variables: object = {}): Promise<Answered<T>> {
    const { token } = Object.values(directory.users).find(({ roles }) => roles[key] === 'ADMIN')!;
    const contextValue = {
      platform: this.platform,
      user: this.platform.authenticate(token),
      baseUrl: 'http://sandbox',
    };
    const document = parse(query);
    const { data, errors } = await execute({ schema, document, contextValue, variableValues: { ...variables } });
    const { code, issues = [] } = (errors?.[0]?.extensions ?? {}) as { code?: string; issues?: { path: string[] }[] };
    const refusal = code ? [code, ...issues.map(({ path }) => path.join('.'))].join(' ') : null;
    const value = (Object.values(data ?? {})[0] as T | undefined) ?? null;
    return { value, refusal, message: errors?.[0]?.message };
  }

  /** What the API answers where a refusal would be a mistake of the test. @throws when there is one */
  async done<T>(key: string, query: string, variables: object = {}): Promise<T> {
    const { value, refusal } = await this.ask<T>(key, query, variables);
    if (refusal !== null || value === null) throw new Error(`refused: ${refusal}`);
    return value;
  }

  /** A mutation that takes an id and an input, or one of them. */
  async write(key: string, mutation: string, args: { id?: string; input?: object }): Promise<string | null> {
    const takesInput = args.input === undefined ? '' : `, $input: ${INPUTS[mutation]}!`;
    const head = `mutation(${args.id === undefined ? takesInput.slice(2) : `$id: ID!${takesInput}`})`;
    const given = Object.keys(args).map((name) => `${name}: $${name}`);
    const selection = mutation === 'deleteBsffTransporter' ? '' : ' { id }';
    return (await this.ask(key, `${head} { ${mutation}(${given.join(', ')})${selection} }`, args)).refusal;
  }

  sign(key: string, id: string, type: string): Promise<string | null> {
    return this.write(key, 'signBsff', { id, input: { type, author: 'Ada' } });
  }

  update(key: string, id: string, input: object): Promise<string | null> {
    return this.write(key, 'updateBsff', { id, input });
  }

  read<T>(key: string, id: string, selection: string): Promise<Answered<T>> {
    return this.ask<T>(key, `query($id: ID!) { bsff(id: $id) { ${selection} } }`, { id });
  }

  /** Its id and those of its parts. */
  create(key: string, over: object = {}, mutation = 'createBsff'): Promise<CreatedBsff> {
    const query = `mutation($input: BsffInput!) { ${mutation}(input: $input) { id packagings { id } transporters { id } } }`;
    return this.done<CreatedBsff>(key, query, { input: { ...BSFF_INPUT, ...over } });
  }

  /** A transporter on no BSFF yet; its id. */
  async carrier(key: string): Promise<string> {
    const query = 'mutation($input: BsffTransporterInput!) { createBsffTransporter(input: $input) { id } }';
    const input = { ...BSFF_INPUT.transporter, company: company(key) };
    return (await this.done<{ id: string }>(key, query, { input })).id;
  }
}

export interface CreatedBsff {
  id: string;
  packagings: { id: string }[];
  transporters: { id: string }[];
}

const INPUTS: Record<string, string> = {
  updateBsff: 'BsffInput',
  signBsff: 'BsffSignatureInput',
  updateBsffTransporter: 'BsffTransporterInput',
  updateBsffPackaging: 'UpdateBsffPackagingInput',
  updateFicheInterventionBsff: 'BsffFicheInterventionInput',
};
