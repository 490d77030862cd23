import { PREVIOUS_LISTS } from '../../trackdechets/rules/codes';
import {
  type BsffDocument,
  type Company,
  emptyBsff,
  emptyCompany,
  type Packaging,
  type Transporter,
} from '../../trackdechets/rules/document';
import { type Issue, issue } from '../../trackdechets/rules/issues';
import { type BsffBody, type CompanyBody, type PackagingBody, type TransporterBody } from '../bsff-body';
import { companyOf, emitterCompany, type References } from '../compose';

/** What Trackdéchets' register says of an establishment and writes over what was typed. */
export interface Completion {
  name: string | null;
  address: string | null;
  receipt: { number: string; department: string; validityLimit: string } | null;
}

/** A body as the rules see it, with what is typed of each packaging checked first: the rules know whole packagings only. */
export interface SeenDocument {
  document: BsffDocument;
  /** `packagings.N.type`, `.numero` and `.weight` that are missing: Trackdéchets' schema has no packaging without them. */
  missing: Issue[];
}

const text = (value: string | null | undefined): string | null => (value ? value : null);

function companyDocument(company: CompanyBody | null | undefined): Company {
  const { siret, vatNumber, name, address, contact, phone, mail } = company ?? {};
  return {
    siret: text(siret),
    vatNumber: text(vatNumber),
    name: text(name),
    address: text(address),
    contact: text(contact),
    phone: text(phone),
    mail: text(mail),
  };
}

function completed(company: Company, completion: Completion | null): Company {
  if (!completion || !company.siret) return company;
  return { ...company, name: completion.name ?? company.name, address: completion.address ?? company.address };
}

/** Facts 3.6: without a word about it the mode becomes ROAD once stored; an explicit null stays. */
function modeOf(transport: TransporterBody['transport'], stored: boolean): Transporter['transport']['mode'] {
  if (transport === null) return null;
  return transport?.mode === undefined && stored ? 'ROAD' : (transport?.mode ?? null);
}

function transporterDocument(body: TransporterBody, references: References, options: SeeingOptions): Transporter {
  const company = companyDocument(companyOf(body, references.partners));
  const completion = options.complete(company.siret ?? company.vatNumber);
  const isExempted = body.recepisse?.isExempted ?? false;
  const receipt = isExempted ? null : completion?.receipt;
  return {
    company: completed(company, completion),
    customInfo: text(body.customInfo),
    recepisse: {
      isExempted,
      number: receipt?.number ?? null,
      department: receipt?.department ?? null,
      validityLimit: receipt?.validityLimit ?? null,
    },
    transport: {
      mode: modeOf(body.transport, options.stored),
      plates: body.transport?.plates ?? [],
      takenOverAt: text(body.transport?.takenOverAt),
      signature: null,
    },
  };
}

function packagingDocument(body: PackagingBody): Packaging {
  return {
    type: body.type ?? (body.other ? 'AUTRE' : 'BOUTEILLE'),
    other: text(body.other),
    numero: body.numero ?? '',
    volume: body.volume ?? null,
    weight: body.weight ?? 1,
  };
}

function missingOf(packaging: PackagingBody, index: number): Issue[] {
  const names = (['type', 'numero', 'weight'] as const).filter((name) => packaging[name] == null);
  return names.map((name) => issue(`packagings.${index}.${name}`, 'REQUIRED'));
}

export interface SeeingOptions {
  isDraft: boolean;
  /** Already stored by Trackdéchets at the step looked at, so that its defaults are written. */
  stored: boolean;
  complete: (orgId: string | null) => Completion | null;
  /** The emitter and the destination keep the name and the address that were typed. */
  asTyped: boolean;
  /** SIRET of the operator of each fiche. */
  operators: readonly (string | null)[];
}

/** The document that Trackdéchets would see, its own completions made. */
export function documentOf(body: BsffBody, references: References, options: SeeingOptions): SeenDocument {
  // Trackdéchets reads the VAT number of transporters only.
  const emitter = { ...companyDocument(emitterCompany(body, references)), vatNumber: null };
  const destination = { ...companyDocument(companyOf(body.destination, references.partners)), vatNumber: null };
  const lists = Object.fromEntries(PREVIOUS_LISTS.map((name) => [name, body[name] ?? []]));
  const carriers = body.transporters ?? [];
  // Several are stored one by one before the document that lists them.
  const stored = options.stored || carriers.length > 1;
  const blank = emptyBsff();
  const complete = (company: Company): Company =>
    options.asTyped ? company : completed(company, options.complete(company.siret));
  const document: BsffDocument = {
    ...blank,
    ...(lists as Pick<BsffDocument, 'forwarding' | 'grouping' | 'repackaging'>),
    type: body.type ?? null,
    isDraft: options.isDraft,
    emitter: {
      company: complete(emitter),
      customInfo: text(body.emitter?.customInfo),
      emission: { signature: null },
    },
    packagings: (body.packagings ?? []).map(packagingDocument),
    waste: {
      code: text(body.waste?.code),
      description: text(body.waste?.description),
      adr: text(body.waste?.adr),
    },
    weight: {
      value: body.weight?.value ?? null,
      isEstimate: body.weight?.value == null ? null : (body.weight.isEstimate ?? false),
    },
    transporters: carriers.map((item) => transporterDocument(item, references, { ...options, stored })),
    destination: {
      company: complete(destination),
      cap: text(body.destination?.cap),
      customInfo: text(body.destination?.customInfo),
      plannedOperationCode: body.destination?.plannedOperationCode ?? null,
      reception: { date: text(body.destination?.reception?.date), signature: null },
    },
    ficheInterventions: options.operators.map((siret) => ({ operateur: { company: { ...emptyCompany(), siret } } })),
  };
  return { document, missing: (body.packagings ?? []).flatMap(missingOf) };
}
