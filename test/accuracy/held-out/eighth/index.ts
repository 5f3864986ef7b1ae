import type { Layout } from '../layout.ts';
import { basketPro } from './basket-pro.ts';
import { chamberFees } from './chamber-fees.ts';
import { counterSlips } from './counter-slips.ts';
import { dealerDms } from './dealer-dms.ts';
import { expressWaybills } from './express-waybills.ts';
import { handWord } from './hand-word.ts';
import { lineBundle } from './line-bundle.ts';
import { machineHire } from './machine-hire.ts';
import { missionWeeks } from './mission-weeks.ts';
import { officeCleaning } from './office-cleaning.ts';
import { parkRent } from './park-rent.ts';
import { pumpCard } from './pump-card.ts';
import { rackHost } from './rack-host.ts';
import { railProof } from './rail-proof.ts';
import { simPlans } from './sim-plans.ts';
import { sitePlumber } from './site-plumber.ts';
import { studioApps } from './studio-apps.ts';
import { townWater } from './town-water.ts';
import { voltSupply } from './volt-supply.ts';
import { wholesaleHall } from './wholesale-hall.ts';

/** The place of a layout decides what its bills say: new ones go to the end. */
export const eighth: readonly Layout[] = [
  voltSupply,
  lineBundle,
  simPlans,
  basketPro,
  rackHost,
  expressWaybills,
  pumpCard,
  studioApps,
  railProof,
  counterSlips,
  wholesaleHall,
  dealerDms,
  sitePlumber,
  handWord,
  chamberFees,
  machineHire,
  officeCleaning,
  missionWeeks,
  townWater,
  parkRent,
];
