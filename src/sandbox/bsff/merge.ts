import {
  type Acceptation,
  type BsffDocument,
  type Company,
  type Operation,
  type Transporter,
  emptyCompany,
} from '../../trackdechets/rules/document';
import { badInput } from '../faults-of-api';
import {
  type BsffInput,
  type CompanyInput,
  type DestinationInput,
  type PackagingInput,
  type PackagingUpdateInput,
  type TransporterInput,
} from './inputs';

/**
 * How an input changes what is stored (facts: bsff-lifecycle 3.15): what is absent stays, null and the empty text clear, and
 * objects merge leaf by leaf, a null object clearing all its leaves.
 */

/** A leaf under an object that may itself be null (cleared) or absent (kept). */
function leaf<T extends object, K extends keyof T>(input: T | null | undefined, key: K): T[K] | null | undefined {
  return input == null ? input : input[key];
}

function merged<T>(value: T | null | undefined, current: T | null): T | null {
  return value === undefined ? current : value;
}

function text(value: string | null | undefined, current: string | null): string | null {
  return value === '' ? null : merged(value, current);
}

/** Fields of CompanyInput that a BSFF stores; a VAT number means something for transporters and next destinations only. */
export function mergeCompany(current: Company, input: CompanyInput | null | undefined, withVat: boolean): Company {
  return {
    siret: text(leaf(input, 'siret'), current.siret),
    vatNumber: withVat ? text(leaf(input, 'vatNumber'), current.vatNumber) : null,
    name: text(leaf(input, 'name'), current.name),
    address: text(leaf(input, 'address'), current.address),
    contact: text(leaf(input, 'contact'), current.contact),
    phone: text(leaf(input, 'phone'), current.phone),
    mail: text(leaf(input, 'mail'), current.mail),
  };
}

/** TRACER_FLUIDE alone forgets the emitter's contact, phone and mail when its company is sent without them. */
function emitterCompany(current: Company, input: CompanyInput | null | undefined, forgets: boolean): Company {
  const known = forgets && input ? { ...current, contact: null, phone: null, mail: null } : current;
  return mergeCompany(known, input, false);
}

function mergeDestination(
  current: BsffDocument['destination'],
  input: DestinationInput | null | undefined,
): BsffDocument['destination'] {
  if (input === undefined) return current;
  return {
    company: mergeCompany(current.company, leaf(input, 'company'), false),
    cap: text(leaf(input, 'cap'), current.cap),
    customInfo: text(leaf(input, 'customInfo'), current.customInfo),
    plannedOperationCode: merged(leaf(input, 'plannedOperationCode'), current.plannedOperationCode),
    reception: {
      ...current.reception,
      date: merged(leaf(leaf(input, 'reception'), 'date'), current.reception.date),
    },
  };
}

/** The transporter as the input makes it; a receipt is never taken from an input. */
export function mergeTransporter<T extends Transporter>(current: T, input: TransporterInput): T {
  const transport = leaf(input, 'transport');
  const plates = leaf(transport, 'plates');
  return {
    ...current,
    company: mergeCompany(current.company, leaf(input, 'company'), true),
    customInfo: text(leaf(input, 'customInfo'), current.customInfo),
    recepisse: {
      ...current.recepisse,
      isExempted: merged(leaf(leaf(input, 'recepisse'), 'isExempted'), current.recepisse.isExempted),
    },
    transport: {
      ...current.transport,
      mode: merged(leaf(transport, 'mode'), current.transport.mode),
      takenOverAt: merged(leaf(transport, 'takenOverAt'), current.transport.takenOverAt),
      plates: plates === undefined ? current.transport.plates : (plates ?? []),
    },
  };
}

/** @throws BAD_USER_INPUT for the former `name`, which does not go with the type that the schema asks for */
export function packagingOf(input: PackagingInput): BsffDocument['packagings'][number] {
  const { type, numero, weight } = input;
  if (input.name) throw badInput('Donnez le type du contenant ou son ancien nom, pas les deux.');
  return { type, numero, weight, other: text(input.other, null), volume: input.volume ?? null };
}

type Scalars = Pick<BsffDocument, 'emitter' | 'waste' | 'weight' | 'destination'>;

/** Everything of a BSFF but its lists. */
export function mergeScalars(current: Scalars, input: BsffInput, type: BsffDocument['type']): Scalars {
  const { emitter, waste, weight } = input;
  return {
    emitter:
      emitter === undefined
        ? current.emitter
        : {
            ...current.emitter,
            company: emitterCompany(current.emitter.company, leaf(emitter, 'company'), type === 'TRACER_FLUIDE'),
            customInfo: text(leaf(emitter, 'customInfo'), current.emitter.customInfo),
          },
    waste: {
      code: text(leaf(waste, 'code'), current.waste.code),
      description: text(leaf(waste, 'description'), current.waste.description),
      adr: text(leaf(waste, 'adr'), current.waste.adr),
    },
    weight: {
      value: merged(leaf(weight, 'value'), current.weight.value),
      isEstimate: merged(leaf(weight, 'isEstimate'), current.weight.isEstimate) ?? false,
    },
    destination: mergeDestination(current.destination, input.destination),
  };
}

/** What the destination writes of a packaging's acceptation. */
export function mergeAcceptation(current: Acceptation, input: PackagingUpdateInput['acceptation']): Acceptation {
  if (input === undefined) return current;
  return {
    ...current,
    date: merged(leaf(input, 'date'), current.date),
    weight: merged(leaf(input, 'weight'), current.weight),
    status: merged(leaf(input, 'status'), current.status),
    refusalReason: text(leaf(input, 'refusalReason'), current.refusalReason),
    wasteCode: text(leaf(input, 'wasteCode'), current.wasteCode),
    wasteDescription: text(leaf(input, 'wasteDescription'), current.wasteDescription),
  };
}

/** What the destination writes of a packaging's operation. */
export function mergeOperation(current: Operation, input: PackagingUpdateInput['operation']): Operation {
  if (input === undefined) return current;
  const next = leaf(input, 'nextDestination');
  return {
    ...current,
    date: merged(leaf(input, 'date'), current.date),
    code: merged(leaf(input, 'code'), current.code),
    mode: merged(leaf(input, 'mode'), current.mode),
    description: text(leaf(input, 'description'), current.description),
    noTraceability: merged(leaf(input, 'noTraceability'), current.noTraceability) ?? false,
    nextDestination: {
      plannedOperationCode: merged(leaf(next, 'plannedOperationCode'), current.nextDestination.plannedOperationCode),
      cap: text(leaf(next, 'cap'), current.nextDestination.cap),
      company: mergeCompany(current.nextDestination.company, leaf(next, 'company'), true),
    },
  };
}

export function emptyAcceptation(): Acceptation {
  return {
    date: null,
    weight: null,
    status: null,
    refusalReason: null,
    wasteCode: null,
    wasteDescription: null,
    signature: null,
  };
}

export function emptyOperation(): Operation {
  return {
    code: null,
    mode: null,
    description: null,
    date: null,
    noTraceability: false,
    nextDestination: { plannedOperationCode: null, cap: null, company: emptyCompany() },
    signature: null,
  };
}
