import { narrator } from './narrator';

type Json = Record<string, unknown>;

/** Where the BSFF is on Trackdéchets. */
export function statusOf(bsff: Json): string {
  return String((bsff.trackdechets as Json | null)?.status);
}

interface Stage {
  step: string;
  who: string;
  author: string;
  date: string;
}

interface Signature {
  author?: string;
  date?: string;
}

const at = (bsff: Json, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Json | null | undefined)?.[key], bsff);

/** The BSFF's life, from what the connector answers. */
export function lifeOf(bsff: Json): Stage[] {
  const stage = (step: string, party: string, path: string): Stage => {
    const signature = (at(bsff, path) ?? {}) as Signature;
    return {
      step,
      who: (at(bsff, `${party}.company.name`) as string | null) ?? '',
      author: signature.author ?? '',
      date: signature.date ?? '',
    };
  };
  const packagings = bsff.packagings as Json[];
  return [
    stage('Émission / emission', 'emitter', 'emitter.signature'),
    stage('Transport', 'transporter', 'transporter.signature'),
    stage('Réception / reception', 'destination', 'destination.signature'),
    ...packagings.map((packaging, index) =>
      stage(
        `Acceptation ${String(packaging.numero)}: ${String(at(packaging, 'acceptation.weight'))} kg`,
        'destination',
        `packagings.${index}.acceptation.signature`,
      ),
    ),
    ...packagings.map((packaging, index) =>
      stage(
        `Traitement / treatment ${String(packaging.numero)}: ${String(at(packaging, 'operation.code'))}`,
        'destination',
        `packagings.${index}.operation.signature`,
      ),
    ),
  ];
}

/** Shows that life as a table. */
export function tellLife(bsff: Json): void {
  narrator.table(
    ['Étape / step', 'Entreprise / company', 'Signataire / signed by', 'Date'],
    lifeOf(bsff).map(({ step, who, author, date }) => [step, who, author, date.replace('T', ' ').slice(0, 19)]),
  );
}
