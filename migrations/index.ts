import { Base1700000000000 } from './1700000000000-base';

/** Every schema change, in order. A new one goes at the end; none is ever edited once released. */
export const migrations = [Base1700000000000];
