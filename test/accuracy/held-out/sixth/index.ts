import type { Layout } from '../layout.ts';
import { appSubscription } from './app-subscription.ts';
import { bailiffActs } from './bailiff-acts.ts';
import { cabAccount } from './cab-account.ts';
import { coldFreight } from './cold-freight.ts';
import { copierClicks } from './copier-clicks.ts';
import { dunningDesk } from './dunning-desk.ts';
import { fibrePro } from './fibre-pro.ts';
import { fishMarket } from './fish-market.ts';
import { greenPower } from './green-power.ts';
import { italianParts } from './italian-parts.ts';
import { microWord } from './micro-word.ts';
import { orangeErp } from './orange-erp.ts';
import { premiumNotice } from './premium-notice.ts';
import { quarryTickets } from './quarry-tickets.ts';
import { sageDesk } from './sage-desk.ts';
import { seminarHotel } from './seminar-hotel.ts';
import { shopPlugin } from './shop-plugin.ts';
import { siteWorks } from './site-works.ts';
import { workMedicine } from './work-medicine.ts';
import { youngLedger } from './young-ledger.ts';

/** The place of a layout decides what its bills say: new ones go to the end. */
export const sixth: readonly Layout[] = [
  greenPower,
  appSubscription,
  sageDesk,
  orangeErp,
  youngLedger,
  microWord,
  cabAccount,
  seminarHotel,
  bailiffActs,
  copierClicks,
  fibrePro,
  coldFreight,
  shopPlugin,
  quarryTickets,
  fishMarket,
  italianParts,
  dunningDesk,
  premiumNotice,
  workMedicine,
  siteWorks,
];
