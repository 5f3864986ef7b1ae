import type { Layout } from '../layout.ts';
import { bookingCommission } from './booking-commission.ts';
import { boxInvoice } from './box-invoice.ts';
import { builderMerchant } from './builder-merchant.ts';
import { cloudHost } from './cloud-host.ts';
import { fuelCard } from './fuel-card.ts';
import { germanCloud } from './german-cloud.ts';
import { guardHours } from './guard-hours.ts';
import { labAnalysis } from './lab-analysis.ts';
import { linenService } from './linen-service.ts';
import { marketPlace } from './market-place.ts';
import { notaryFees } from './notary-fees.ts';
import { postFranking } from './post-franking.ts';
import { powerPro } from './power-pro.ts';
import { railReceipt } from './rail-receipt.ts';
import { rideHail } from './ride-hail.ts';
import { rooferFinal } from './roofer-final.ts';
import { soleTrader } from './sole-trader.ts';
import { tollBadge } from './toll-badge.ts';
import { toolHire } from './tool-hire.ts';
import { wineGrower } from './wine-grower.ts';

/** The place of a layout decides what its bills say: new ones go to the end. */
export const fourth: readonly Layout[] = [
  powerPro,
  boxInvoice,
  cloudHost,
  marketPlace,
  postFranking,
  builderMerchant,
  fuelCard,
  tollBadge,
  railReceipt,
  rideHail,
  bookingCommission,
  notaryFees,
  toolHire,
  linenService,
  guardHours,
  labAnalysis,
  soleTrader,
  germanCloud,
  wineGrower,
  rooferFinal,
];
