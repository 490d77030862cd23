interface Label {
  fr: string;
  en: string;
}

const PARTIES: Record<string, Label> = {
  'emitter.company': { fr: 'Émetteur', en: 'Emitter' },
  'destination.company': { fr: 'Destination', en: 'Destination' },
  'transporter.company': { fr: 'Transporteur', en: 'Transporter' },
  'operation.nextDestination.company': { fr: 'Destination suivante', en: 'Next destination' },
  'detenteur.company': { fr: 'Détenteur', en: 'Holder' },
  'operateur.company': { fr: 'Opérateur', en: 'Operator' },
};

const COMPANY_FIELDS: Record<string, Label> = {
  siret: { fr: 'SIRET', en: 'SIRET' },
  vatNumber: { fr: 'numéro de TVA', en: 'VAT number' },
  name: { fr: 'raison sociale', en: 'name' },
  address: { fr: 'adresse', en: 'address' },
  contact: { fr: 'personne à contacter', en: 'contact person' },
  phone: { fr: 'téléphone', en: 'telephone' },
  mail: { fr: 'adresse électronique', en: 'e-mail address' },
};

const FIELDS: Record<string, Label> = {
  type: { fr: 'Type de bordereau', en: 'Type of slip' },
  numero: { fr: 'Numéro', en: 'Number' },
  weight: { fr: 'Quantité', en: 'Quantity' },
  postalCode: { fr: 'Code postal', en: 'Postal code' },
  'detenteur.isPrivateIndividual': { fr: 'Détenteur, particulier', en: 'Holder, private individual' },
  'emitter.customInfo': { fr: 'Émetteur, champ libre', en: 'Emitter, free text' },
  'emitter.emission.signature.author': { fr: 'Signature de l’émetteur, auteur', en: 'Emitter’s signature, author' },
  'emitter.emission.signature.date': { fr: 'Signature de l’émetteur, date', en: 'Emitter’s signature, date' },
  'waste.code': { fr: 'Code déchet', en: 'Waste code' },
  'waste.description': { fr: 'Nature du fluide', en: 'Nature of the fluid' },
  'waste.adr': { fr: 'Mention ADR', en: 'ADR statement' },
  'weight.value': { fr: 'Quantité totale', en: 'Total quantity' },
  'weight.isEstimate': { fr: 'Quantité estimée ou réelle', en: 'Quantity estimated or measured' },
  'destination.plannedOperationCode': { fr: 'Opération prévue', en: 'Planned operation' },
  'destination.cap': { fr: 'CAP de la destination', en: 'Destination’s CAP' },
  'destination.customInfo': { fr: 'Destination, champ libre', en: 'Destination, free text' },
  'destination.reception.date': { fr: 'Date de réception', en: 'Date of reception' },
  'destination.reception.signature.author': { fr: 'Signature de réception, auteur', en: 'Reception signature, author' },
  'destination.reception.signature.date': { fr: 'Signature de réception, date', en: 'Reception signature, date' },
  transporters: { fr: 'Transporteurs', en: 'Transporters' },
  transporter: { fr: 'Transporteur', en: 'Transporter' },
  'transporter.customInfo': { fr: 'Transporteur, champ libre', en: 'Transporter, free text' },
  'transporter.recepisse.isExempted': { fr: 'Exemption de récépissé', en: 'Exemption from the receipt' },
  'transporter.recepisse.number': { fr: 'Récépissé du transporteur, numéro', en: 'Transporter’s receipt, number' },
  'transporter.recepisse.department': {
    fr: 'Récépissé du transporteur, département',
    en: 'Transporter’s receipt, department',
  },
  'transporter.recepisse.validityLimit': {
    fr: 'Récépissé du transporteur, validité',
    en: 'Transporter’s receipt, validity',
  },
  'transporter.transport.mode': { fr: 'Mode de transport', en: 'Means of transport' },
  'transporter.transport.plates': { fr: 'Plaques d’immatriculation', en: 'Number plates' },
  'transporter.transport.takenOverAt': { fr: 'Date de prise en charge', en: 'Date of collection' },
  'transporter.transport.signature': { fr: 'Signature du transporteur', en: 'Transporter’s signature' },
  ficheInterventions: { fr: 'Fiches d’intervention', en: 'Fiches d’intervention' },
  packagings: { fr: 'Contenants', en: 'Containers' },
  'packagings.other': { fr: 'description', en: 'description' },
  'packagings.type': { fr: 'type', en: 'type' },
  'packagings.numero': { fr: 'numéro', en: 'number' },
  'packagings.volume': { fr: 'volume en litres', en: 'volume in litres' },
  'packagings.weight': { fr: 'quantité de fluide', en: 'quantity of fluid' },
  forwarding: { fr: 'Contenants réexpédiés', en: 'Forwarded containers' },
  grouping: { fr: 'Contenants groupés', en: 'Grouped containers' },
  repackaging: { fr: 'Contenants reconditionnés', en: 'Repackaged containers' },
  'acceptation.date': { fr: 'Date d’acceptation', en: 'Date of acceptance' },
  'acceptation.weight': { fr: 'Quantité acceptée', en: 'Accepted quantity' },
  'acceptation.status': { fr: 'Acceptation', en: 'Acceptance' },
  'acceptation.refusalReason': { fr: 'Motif du refus', en: 'Reason of the refusal' },
  'acceptation.wasteCode': { fr: 'Code déchet accepté', en: 'Accepted waste code' },
  'acceptation.wasteDescription': { fr: 'Nature du fluide accepté', en: 'Nature of the accepted fluid' },
  'acceptation.signature.author': { fr: 'Signature d’acceptation, auteur', en: 'Acceptance signature, author' },
  'acceptation.signature.date': { fr: 'Signature d’acceptation, date', en: 'Acceptance signature, date' },
  'operation.date': { fr: 'Date de l’opération', en: 'Date of the operation' },
  'operation.code': { fr: 'Code de l’opération', en: 'Operation code' },
  'operation.mode': { fr: 'Mode de traitement', en: 'Treatment mode' },
  'operation.description': { fr: 'Description de l’opération', en: 'Description of the operation' },
  'operation.noTraceability': { fr: 'Rupture de traçabilité', en: 'End of traceability' },
  'operation.nextDestination.plannedOperationCode': {
    fr: 'Destination suivante, opération prévue',
    en: 'Next destination, planned operation',
  },
  'operation.nextDestination.cap': { fr: 'Destination suivante, CAP', en: 'Next destination, CAP' },
};

const ordinal = (index: string): number => Number(index) + 1;

/** The name people give to a field, whatever the index it carries: `packagings.0.volume`, `transporters.1.company.phone`. */
export function labelOf(field: string): Label {
  const numbered = /^(packagings|transporters)\.(\d+)\.(.+)$/.exec(field);
  if (numbered) {
    const [, list, index = '0', rest = ''] = numbered;
    const inner = labelOf(list === 'packagings' ? `packagings.${rest}` : `transporter.${rest}`);
    if (list === 'transporters') {
      return { fr: `${inner.fr} (n° ${ordinal(index)})`, en: `${inner.en} (no. ${ordinal(index)})` };
    }
    return { fr: `Contenant n° ${ordinal(index)}, ${inner.fr}`, en: `Container no. ${ordinal(index)}, ${inner.en}` };
  }
  const cut = field.lastIndexOf('.');
  const party = PARTIES[field.slice(0, cut)];
  const name = COMPANY_FIELDS[field.slice(cut + 1)];
  if (party && name) return { fr: `${party.fr}, ${name.fr}`, en: `${party.en}, ${name.en}` };
  return FIELDS[field] ?? { fr: field, en: field };
}
