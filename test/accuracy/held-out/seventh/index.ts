import type { Layout } from '../layout.ts';
import { adPlatform } from './ad-platform.ts';
import { belgianBrewer } from './belgian-brewer.ts';
import { bodyShop } from './body-shop.ts';
import { bookOnline } from './book-online.ts';
import { carLease } from './car-lease.ts';
import { courtRegistry } from './court-registry.ts';
import { dentalLab } from './dental-lab.ts';
import { domainHost } from './domain-host.ts';
import { fuelOil } from './fuel-oil.ts';
import { industrialErp } from './industrial-erp.ts';
import { liftUpkeep } from './lift-upkeep.ts';
import { officePapers } from './office-papers.ts';
import { parcelMarket } from './parcel-market.ts';
import { plantNursery } from './plant-nursery.ts';
import { printWorks } from './print-works.ts';
import { quickLedger } from './quick-ledger.ts';
import { sharedOffice } from './shared-office.ts';
import { spanishFruit } from './spanish-fruit.ts';
import { tentHire } from './tent-hire.ts';
import { tradeUnion } from './trade-union.ts';

/** The place of a layout decides what its bills say: new ones go to the end. */
export const seventh: readonly Layout[] = [
  fuelOil,
  bodyShop,
  adPlatform,
  domainHost,
  belgianBrewer,
  spanishFruit,
  industrialErp,
  dentalLab,
  tradeUnion,
  courtRegistry,
  tentHire,
  printWorks,
  quickLedger,
  bookOnline,
  parcelMarket,
  liftUpkeep,
  plantNursery,
  carLease,
  officePapers,
  sharedOffice,
];
