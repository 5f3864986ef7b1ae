import type { Layout } from '../layout.ts';
import { banquetNote } from './banquet-note.ts';
import { cardTerminal } from './card-terminal.ts';
import { counselRetainer } from './counsel-retainer.ts';
import { depotStore } from './depot-store.ts';
import { firmFees } from './firm-fees.ts';
import { flowerRecap } from './flower-recap.ts';
import { freeTool } from './free-tool.ts';
import { ledgerBoxes } from './ledger-boxes.ts';
import { openSourceErp } from './open-source-erp.ts';
import { salesSuite } from './sales-suite.ts';
import { seatLicence } from './seat-licence.ts';
import { stripInvoice } from './strip-invoice.ts';
import { suiteOnline } from './suite-online.ts';
import { tempWeeks } from './temp-weeks.ts';
import { truckBay } from './truck-bay.ts';
import { typedLetter } from './typed-letter.ts';

/** The place of a layout decides what its bills say: new ones go to the end. */
export const fifth: readonly Layout[] = [
  ledgerBoxes,
  firmFees,
  freeTool,
  openSourceErp,
  suiteOnline,
  stripInvoice,
  salesSuite,
  typedLetter,
  counselRetainer,
  depotStore,
  banquetNote,
  truckBay,
  tempWeeks,
  seatLicence,
  flowerRecap,
  cardTerminal,
];
