import { Base1700000000000 } from './1700000000000-base';
import { TrackdechetsBudget1700000000100 } from './1700000000100-trackdechets-budget';
import { Partners1700000000150 } from './1700000000150-partners';
import { Bsffs1700000000200 } from './1700000000200-bsffs';
import { Connections1700000000350 } from './1700000000350-connections';
import { Exports1700000000400 } from './1700000000400-exports';
import { Pulls1700000000500 } from './1700000000500-pulls';
import { Webhooks1700000000550 } from './1700000000550-webhooks';
import { ContainerChains1700000000600 } from './1700000000600-container-chains';
import { OpenConflicts1700000000710 } from './1700000000710-open-conflicts';
import { DataLife1700000000720 } from './1700000000720-data-life';
import { Alerts1700000000730 } from './1700000000730-alerts';
import { FicheReturns1700000000731 } from './1700000000731-fiche-returns';
import { RecentReadings1700000000740 } from './1700000000740-recent-readings';
import { RefusedTokens1700000000750 } from './1700000000750-refused-tokens';
import { ReadingsOfTrackdechets1700000000760 } from './1700000000760-readings-of-trackdechets';
import { OutOfReach1700000000770 } from './1700000000770-out-of-reach';

/** Every schema change, in order. A new one goes at the end; none is ever edited once released. */
export const migrations = [
  Base1700000000000,
  TrackdechetsBudget1700000000100,
  Partners1700000000150,
  Bsffs1700000000200,
  Connections1700000000350,
  Exports1700000000400,
  Pulls1700000000500,
  Webhooks1700000000550,
  ContainerChains1700000000600,
  OpenConflicts1700000000710,
  DataLife1700000000720,
  Alerts1700000000730,
  FicheReturns1700000000731,
  RecentReadings1700000000740,
  RefusedTokens1700000000750,
  ReadingsOfTrackdechets1700000000760,
  OutOfReach1700000000770,
];
