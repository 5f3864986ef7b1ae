import type { Layout } from '../layout.ts';
import { accountantLetter } from './accountant-letter.ts';
import { belgianCredit } from './belgian-credit.ts';
import { britishSupplier } from './british-supplier.ts';
import { carRental } from './car-rental.ts';
import { dutchGrower } from './dutch-grower.ts';
import { farmCoop } from './farm-coop.ts';
import { freelanceSidebar } from './freelance-sidebar.ts';
import { gasPlan } from './gas-plan.ts';
import { mobileFleet } from './mobile-fleet.ts';
import { pharmacyWholesale } from './pharmacy-wholesale.ts';
import { ruledColumns } from './ruled-columns.ts';
import { shopLabelBelow } from './shop-label-below.ts';
import { townHall } from './town-hall.ts';
import { trainingCentre } from './training-centre.ts';
import { travelDesk } from './travel-desk.ts';

/** The place of a layout decides what its bills say: new ones go to the end. */
export const third: readonly Layout[] = [
  ruledColumns,
  gasPlan,
  mobileFleet,
  pharmacyWholesale,
  shopLabelBelow,
  freelanceSidebar,
  accountantLetter,
  travelDesk,
  trainingCentre,
  carRental,
  dutchGrower,
  britishSupplier,
  farmCoop,
  belgianCredit,
  townHall,
];
