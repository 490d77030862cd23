import { type GraphQLSchema } from 'graphql';
import { DESTINATION_PROFILES, TRANSPORTER_PROFILE } from '../trackdechets/rules/codes';
import { Insider } from './insider';
import { type SandboxCompany } from './platform';
import { type BsffRecord } from './records';
import { type SandboxState } from './sandbox-state';
import { BadOrder } from './control/order';

const CREATE = 'mutation Create($input: BsffInput!) { createBsff(input: $input) { id } }';
/** Between two generated documents; they lie in the past, the last one now. */
const APART_MS = 1_000;

/** Adds made-up BSFFs in number: the first by createBsff as any client, the others as copies of it with their own ids. */
export class Generator {
  private readonly insider: Insider;

  constructor(
    private readonly state: SandboxState,
    schema: GraphQLSchema,
  ) {
    this.insider = new Insider(state, schema);
  }

  /** @throws BadOrder when the directory lacks an emitter, a transporter or a destination */
  async add(count: number): Promise<{ added: number; total: number }> {
    const { platform } = this.state;
    const model = await this.model();
    const latest = Date.parse(model.createdAt);
    for (let index = 1; index < count; index++) {
      const at = new Date(latest - (count - index) * APART_MS);
      platform.store.add(this.copy(model, at, index));
    }
    return { added: count, total: platform.counts().total };
  }

  private async model(): Promise<BsffRecord> {
    const emitter = this.find((company) => this.state.platform.userOf(company.orgId, 'BSD_CAN_CREATE') !== null);
    const transporter = this.find(({ companyTypes }) => companyTypes.includes(TRANSPORTER_PROFILE));
    const destination = this.find(({ companyTypes }) =>
      companyTypes.some((type) => DESTINATION_PROFILES.includes(type)),
    );
    const input = {
      type: 'COLLECTE_PETITES_QUANTITES',
      emitter: { company: party(emitter) },
      waste: { code: '14 06 01*', description: 'R410A', adr: 'UN 3163, gaz liquéfié, n.s.a., 2.2 (C/E)' },
      weight: { value: 10, isEstimate: false },
      packagings: [{ type: 'BOUTEILLE', numero: 'GEN-0', volume: 12, weight: 10 }],
      transporter: { company: party(transporter), transport: { mode: 'ROAD', plates: ['AA-123-AA'] } },
      destination: { company: party(destination), cap: 'CAP-GEN', plannedOperationCode: 'R2' },
    };
    const made = await this.insider.ask<{ createBsff: { id: string } }>(emitter.orgId, 'BSD_CAN_CREATE', CREATE, {
      input,
    });
    const model = this.state.platform.store.bsff(made.createBsff.id);
    if (!model) throw new BadOrder('BSFF introuvable / BSFF not found', 500);
    return model;
  }

  private find(suits: (company: SandboxCompany) => boolean): SandboxCompany {
    for (const company of this.state.platform.companies.values()) {
      const usable = company.registered && company.verified && !company.dormant && !company.closed;
      if (usable && suits(company)) return company;
    }
    throw new BadOrder('Le répertoire n’a pas de quoi faire un BSFF / The directory cannot make a BSFF');
  }

  private copy(model: BsffRecord, at: Date, index: number): BsffRecord {
    const { ids, store } = this.state.platform;
    const id = ids.bsff(at);
    const copy = JSON.parse(JSON.stringify(model)) as BsffRecord;
    const [transporter] = copy.transporters;
    if (transporter) Object.assign(transporter, { id: ids.cuid(at), bsffId: id, createdAt: at.toISOString() });
    for (const packaging of copy.packagings) {
      Object.assign(packaging, { id: ids.cuid(at), bsffId: id, numero: `GEN-${index}` });
    }
    const instant = at.toISOString();
    return { ...copy, id, row: store.rows.length + 1, createdAt: instant, updatedAt: instant };
  }
}

function party({ siret, vatNumber, name, address, contact, phone, mail }: SandboxCompany): Record<string, unknown> {
  return {
    siret,
    vatNumber,
    name,
    address,
    contact: contact ?? name,
    phone: phone ?? '0100000000',
    mail: mail ?? 'a@b.test',
  };
}
