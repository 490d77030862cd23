import PDFDocument from 'pdfkit';
import { type BsffSheet, type SheetCompany, type SheetSignature } from './bsff-sheet';

type Pdf = PDFKit.PDFDocument;

const MARGIN = 36;
const BOTTOM = 800;
/** Containers shown; the page says how many more there are. */
const CONTAINERS_SHOWN = 12;

const TYPES: Record<string, string> = {
  COLLECTE_PETITES_QUANTITES: 'Collecte de petites quantités',
  TRACER_FLUIDE: 'Traçabilité de fluide',
  GROUPEMENT: 'Groupement',
  RECONDITIONNEMENT: 'Reconditionnement',
  REEXPEDITION: 'Réexpédition',
};

/** Draws a BSFF on one page, in French, marked « SANDBOX » across so that nobody takes it for an official form. */
export async function drawBsff(sheet: BsffSheet): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', margin: MARGIN, info: { Title: `BSFF ${sheet.id} (SANDBOX)` } });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve) => pdf.on('end', () => resolve(Buffer.concat(chunks))));
  watermark(pdf);
  heading(pdf, sheet);
  parties(pdf, sheet);
  waste(pdf, sheet);
  containers(pdf, sheet);
  signatures(pdf, sheet);
  pdf.end();
  return done;
}

function watermark(pdf: Pdf): void {
  pdf.save().rotate(-45, { origin: [297, 421] });
  pdf.font('Helvetica-Bold').fontSize(110).fillColor('#d33', 0.12).text('SANDBOX', 20, 370, { lineBreak: false });
  pdf.restore().fillColor('#000', 1);
}

function heading(pdf: Pdf, sheet: BsffSheet): void {
  pdf.font('Helvetica-Bold').fontSize(14).text('Bordereau de suivi de fluides frigorigènes (BSFF)', MARGIN, MARGIN);
  const state = sheet.isDraft ? 'BROUILLON' : sheet.status;
  line(
    pdf,
    `N° ${sheet.id}    ${TYPES[sheet.type] ?? sheet.type}    État : ${state}    Créé le ${day(sheet.createdAt)}`,
  );
}

function parties(pdf: Pdf, { emitter, transporters, destination, ficheInterventions }: BsffSheet): void {
  title(pdf, '1. Émetteur (opérateur)');
  company(pdf, emitter?.company);
  title(pdf, '2. Transporteurs');
  if (transporters.length === 0) line(pdf, 'Aucun transporteur renseigné');
  for (const { company: carrier, recepisse, transport } of transporters.slice(0, 5)) {
    company(pdf, carrier);
    const receipt = recepisse?.isExempted
      ? 'exempté de récépissé'
      : `récépissé ${recepisse?.number ?? '—'} (${recepisse?.department ?? '—'}), valable jusqu’au ${day(recepisse?.validityLimit)}`;
    const plates = transport?.plates?.join(', ') || '—';
    line(pdf, `   ${transport?.mode ?? '—'}, plaques : ${plates}, ${receipt}`);
  }
  title(pdf, '3. Destinataire');
  company(pdf, destination?.company);
  line(pdf, `   Opération prévue : ${destination?.plannedOperationCode ?? '—'}    CAP : ${destination?.cap ?? '—'}`);
  if (ficheInterventions.length === 0) return;
  title(pdf, '4. Fiches d’intervention et détenteurs');
  for (const { numero, weight, detenteur, postalCode } of ficheInterventions.slice(0, 6)) {
    const holder = detenteur?.isPrivateIndividual ? 'particulier' : (detenteur?.company?.name ?? '—');
    line(pdf, `${numero} : ${weight} kg, ${holder} (${postalCode})`);
  }
}

function waste(pdf: Pdf, sheet: BsffSheet): void {
  title(pdf, '5. Déchet');
  line(
    pdf,
    `Code ${sheet.waste?.code ?? '—'}    Nature : ${sheet.waste?.description ?? '—'}    ADR : ${sheet.waste?.adr ?? '—'}`,
  );
  line(
    pdf,
    `Poids total : ${sheet.weight ? `${sheet.weight.value} kg${sheet.weight.isEstimate ? ' (estimé)' : ''}` : '—'}`,
  );
}

function containers(pdf: Pdf, { packagings }: BsffSheet): void {
  title(pdf, `6. Contenants (${packagings.length})`);
  for (const { numero, type, other, volume, weight, acceptation, operation } of packagings.slice(0, CONTAINERS_SHOWN)) {
    const accepted = acceptation?.status
      ? `${acceptation.status} ${acceptation.weight ?? '—'} kg le ${day(acceptation.date)}${acceptation.refusalReason ? ` (${acceptation.refusalReason})` : ''}`
      : 'acceptation à venir';
    const treated = operation?.code ? `${operation.code} le ${day(operation.date)}` : 'traitement à venir';
    line(pdf, `${numero} : ${other ?? type}, ${volume ?? '—'} l, ${weight} kg — ${accepted} — ${treated}`);
  }
  if (packagings.length > CONTAINERS_SHOWN) line(pdf, `… et ${packagings.length - CONTAINERS_SHOWN} autres contenants`);
}

function signatures(pdf: Pdf, sheet: BsffSheet): void {
  title(pdf, '7. Signatures');
  signature(pdf, 'Émission', sheet.emitter?.emission?.signature);
  sheet.transporters.forEach(({ transport }, index) =>
    signature(pdf, `Transport n° ${index + 1}`, transport?.signature),
  );
  signature(pdf, 'Réception', sheet.destination?.reception?.signature);
  for (const { numero, acceptation, operation } of sheet.packagings.slice(0, CONTAINERS_SHOWN)) {
    if (acceptation?.signature) signature(pdf, `Acceptation ${numero}`, acceptation.signature);
    if (operation?.signature) signature(pdf, `Traitement ${numero}`, operation.signature);
  }
}

function company(pdf: Pdf, who: SheetCompany | null | undefined): void {
  if (!who) return line(pdf, 'Non renseigné');
  line(pdf, `${who.name ?? '—'}    SIRET / TVA : ${who.siret ?? who.vatNumber ?? '—'}    ${who.address ?? ''}`);
  line(pdf, `   Contact : ${[who.contact, who.phone, who.mail].filter(Boolean).join(', ') || '—'}`);
}

function signature(pdf: Pdf, what: string, signed: SheetSignature | null | undefined): void {
  line(
    pdf,
    signed?.date ? `${what} : signé par ${signed.author ?? '—'} le ${day(signed.date)}` : `${what} : non signé`,
  );
}

function title(pdf: Pdf, text: string): void {
  if (pdf.y > BOTTOM - 30) return;
  pdf.moveDown(0.6).font('Helvetica-Bold').fontSize(10).text(text, MARGIN).moveDown(0.15);
}

/** One line of text, cut to the page's width; nothing is written past the bottom: the sheet stays on one page. */
function line(pdf: Pdf, text: string): void {
  if (pdf.y > BOTTOM - 14) return;
  const width = pdf.page.width - 2 * MARGIN;
  pdf
    .font('Helvetica')
    .fontSize(8.5)
    .text(text.replace(/\s*\n\s*/g, ' '), MARGIN, pdf.y, { width, height: 11, ellipsis: true });
  pdf.moveDown(0.1);
}

function day(date: string | null | undefined): string {
  return date ? new Date(date).toLocaleDateString('fr-FR', { timeZone: 'Europe/Paris' }) : '—';
}
