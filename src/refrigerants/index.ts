export { findRefrigerant } from './find-refrigerant';
export { adrWording, co2EquivalentTonnes, type Refrigerant, referenceGwp, REFRIGERANTS } from './refrigerant';
