import type { Layout } from '../layout.ts';
import { bankCharges } from './bank-charges.ts';
import { billOfExchange } from './bill-of-exchange.ts';
import { branchCloud } from './branch-cloud.ts';
import { buildDeposit } from './build-deposit.ts';
import { cloudConsole } from './cloud-console.ts';
import { courseSessions } from './course-sessions.ts';
import { craftSheet } from './craft-sheet.ts';
import { customsDuty } from './customs-duty.ts';
import { freelanceApp } from './freelance-app.ts';
import { freightCmr } from './freight-cmr.ts';
import { freshDelivery } from './fresh-delivery.ts';
import { legalNotice } from './legal-notice.ts';
import { mealCommission } from './meal-commission.ts';
import { prestaShop } from './presta-shop.ts';
import { rentFinance } from './rent-finance.ts';
import { returnsRebates } from './returns-rebates.ts';
import { softwareContract } from './software-contract.ts';
import { technicalCheck } from './technical-check.ts';
import { telecomBusiness } from './telecom-business.ts';
import { wasteSkips } from './waste-skips.ts';

/** The place of a layout decides what its bills say: new ones go to the end. */
export const ninth: readonly Layout[] = [
  cloudConsole,
  branchCloud,
  telecomBusiness,
  rentFinance,
  bankCharges,
  freshDelivery,
  billOfExchange,
  freelanceApp,
  prestaShop,
  legalNotice,
  courseSessions,
  freightCmr,
  technicalCheck,
  wasteSkips,
  softwareContract,
  returnsRebates,
  buildDeposit,
  customsDuty,
  craftSheet,
  mealCommission,
];
