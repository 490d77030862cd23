import { type Bsff, type Signature } from '../../clients/typescript/src/index.ts';
import { narrator } from './narrator';

/** Where the BSFF is on Trackdéchets. */
export function statusOf(bsff: Bsff): string {
  return bsff.trackdechets?.status ?? '';
}

interface Stage {
  step: string;
  who: string;
  author: string;
  date: string;
}

/** The BSFF's life, from what the connector answers. */
export function lifeOf({ emitter, transporter, destination, packagings }: Bsff): Stage[] {
  const stage = (
    step: string,
    party: { company?: { name?: string | null } | null } | null,
    signature: Signature | null | undefined,
  ): Stage => ({
    step,
    who: party?.company?.name ?? '',
    author: signature?.author ?? '',
    date: signature?.date ?? '',
  });
  return [
    stage('Émission / emission', emitter, emitter?.signature),
    stage('Transport', transporter, transporter?.signature),
    stage('Réception / reception', destination, destination?.signature),
    ...packagings.map(({ numero, acceptation }) =>
      stage(`Acceptation ${numero}: ${acceptation?.weight} kg`, destination, acceptation?.signature),
    ),
    ...packagings.map(({ numero, operation }) =>
      stage(`Traitement / treatment ${numero}: ${operation?.code}`, destination, operation?.signature),
    ),
  ];
}

/** Shows that life as a table. */
export function tellLife(bsff: Bsff): void {
  narrator.table(
    ['Étape / step', 'Entreprise / company', 'Signataire / signed by', 'Date'],
    lifeOf(bsff).map(({ step, who, author, date }) => [step, who, author, date.replace('T', ' ').slice(0, 19)]),
  );
}
