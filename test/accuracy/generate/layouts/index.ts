import type { Layout } from '../layout.ts';
import { buildingWorks } from './building-works.ts';
import { buyerFirst } from './buyer-first.ts';
import { creditNegative } from './credit-negative.ts';
import { creditNote } from './credit-note.ts';
import { dateBox } from './date-box.ts';
import { deliveryNotes } from './delivery-notes.ts';
import { dutch } from './dutch.ts';
import { energy } from './energy.ts';
import { englishCloud } from './english-cloud.ts';
import { englishSeller } from './english-seller.ts';
import { farRight } from './far-right.ts';
import { fees } from './fees.ts';
import { footerDate } from './footer-date.ts';
import { freelance } from './freelance.ts';
import { freight } from './freight.ts';
import { garage } from './garage.ts';
import { german } from './german.ts';
import { headerTable } from './header-table.ts';
import { hotel } from './hotel.ts';
import { insurance } from './insurance.ts';
import { labelAbove } from './label-above.ts';
import { labelLeft } from './label-left.ts';
import { letter } from './letter.ts';
import { lonelyAccents } from './lonely-accents.ts';
import { mainframe } from './mainframe.ts';
import { marketplace } from './marketplace.ts';
import { multiPage } from './multi-page.ts';
import { newspaper } from './newspaper.ts';
import { proforma } from './proforma.ts';
import { quote } from './quote.ts';
import { receipt } from './receipt.ts';
import { restaurant } from './restaurant.ts';
import { sentenceTitle } from './sentence-title.ts';
import { slip } from './slip.ts';
import { splitBoxes } from './split-boxes.ts';
import { stackedRight } from './stacked-right.ts';
import { statement } from './statement.ts';
import { subscription } from './subscription.ts';
import { telecom } from './telecom.ts';
import { toll } from './toll.ts';
import { twoColumns } from './two-columns.ts';

/** All layouts of this generator; those held out are drawn by another program. */
export const layouts: readonly Layout[] = [
  buildingWorks,
  buyerFirst,
  creditNegative,
  creditNote,
  dateBox,
  deliveryNotes,
  dutch,
  energy,
  englishCloud,
  englishSeller,
  farRight,
  fees,
  footerDate,
  freelance,
  freight,
  garage,
  german,
  headerTable,
  hotel,
  insurance,
  labelAbove,
  labelLeft,
  letter,
  lonelyAccents,
  mainframe,
  marketplace,
  multiPage,
  newspaper,
  proforma,
  quote,
  receipt,
  restaurant,
  sentenceTitle,
  slip,
  splitBoxes,
  stackedRight,
  statement,
  subscription,
  telecom,
  toll,
  twoColumns,
];
