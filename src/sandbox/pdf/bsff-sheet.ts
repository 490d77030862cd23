/** What the PDF shows of a BSFF, asked as any client would. */
export const SHEET_QUERY = `query Sheet($id: ID!) { bsff(id: $id) {
  id type status isDraft createdAt
  emitter { customInfo company { ...company } emission { signature { author date } } }
  waste { code description adr } weight { value isEstimate }
  packagings {
    numero type other volume weight
    acceptation { date weight status refusalReason signature { author date } }
    operation { code mode description date signature { author date } }
  }
  transporters {
    company { ...company } recepisse { number department validityLimit isExempted }
    transport { mode plates takenOverAt signature { author date } }
  }
  destination { cap plannedOperationCode company { ...company } reception { date signature { author date } } }
  ficheInterventions { numero weight postalCode detenteur { isPrivateIndividual company { name siret } } }
} }
fragment company on FormCompany { name siret vatNumber address contact phone mail }`;

type Text = string | null;

export interface SheetSignature {
  author: Text;
  date: Text;
}

export interface SheetCompany {
  name: Text;
  siret: Text;
  vatNumber: Text;
  address: Text;
  contact: Text;
  phone: Text;
  mail: Text;
}

/** Weights in kilograms, volumes in litres, as everywhere in a BSFF. */
export interface BsffSheet {
  id: string;
  type: string;
  status: string;
  isDraft: boolean;
  createdAt: string;
  emitter: {
    customInfo: Text;
    company: SheetCompany | null;
    emission: { signature: SheetSignature | null } | null;
  } | null;
  waste: { code: string; description: Text; adr: Text } | null;
  weight: { value: number; isEstimate: boolean } | null;
  packagings: {
    numero: string;
    type: string;
    other: Text;
    volume: number | null;
    weight: number;
    acceptation: {
      date: Text;
      weight: number | null;
      status: Text;
      refusalReason: Text;
      signature: SheetSignature | null;
    } | null;
    operation: { code: Text; mode: Text; description: Text; date: Text; signature: SheetSignature | null } | null;
  }[];
  transporters: {
    company: SheetCompany | null;
    recepisse: { number: Text; department: Text; validityLimit: Text; isExempted: boolean | null } | null;
    transport: { mode: Text; plates: string[] | null; takenOverAt: Text; signature: SheetSignature | null } | null;
  }[];
  destination: {
    cap: Text;
    plannedOperationCode: Text;
    company: SheetCompany | null;
    reception: { date: Text; signature: SheetSignature | null } | null;
  } | null;
  ficheInterventions: {
    numero: string;
    weight: number;
    postalCode: string;
    detenteur: { isPrivateIndividual: boolean | null; company: { name: Text; siret: Text } | null } | null;
  }[];
}
