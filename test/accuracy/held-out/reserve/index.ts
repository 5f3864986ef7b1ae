import type { Layout } from '../layout.ts';
import { carWorkshop } from './car-workshop.ts';
import { erpOnline } from './erp-online.ts';
import { freeSoftware } from './free-software.ts';
import { modernBilling } from './modern-billing.ts';
import { newspaperAdvert } from './newspaper-advert.ts';
import { tempAgency } from './temp-agency.ts';

/** As `layouts/`: new ones go to the end. */
export const reserve: readonly Layout[] = [
  erpOnline,
  freeSoftware,
  modernBilling,
  tempAgency,
  carWorkshop,
  newspaperAdvert,
];
