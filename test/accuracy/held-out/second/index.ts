import type { Layout } from '../layout.ts';
import { architect } from './architect.ts';
import { cashAndCarry } from './cash-and-carry.ts';
import { creditBelowZero } from './credit-below-zero.ts';
import { ebpBoxes } from './ebp-boxes.ts';
import { electricity } from './electricity.ts';
import { eventDeposit } from './event-deposit.ts';
import { germanMachines } from './german-machines.ts';
import { insurer } from './insurer.ts';
import { lease } from './lease.ts';
import { mediaAgency } from './media-agency.ts';
import { onlineRetailer } from './online-retailer.ts';
import { parcelCarrier } from './parcel-carrier.ts';
import { parkingReceipt } from './parking-receipt.ts';
import { repairOrder } from './repair-order.ts';
import { workProgress } from './work-progress.ts';

/** The place of a layout decides what its bills say: new ones go to the end. */
export const second: readonly Layout[] = [
  ebpBoxes,
  electricity,
  cashAndCarry,
  onlineRetailer,
  repairOrder,
  workProgress,
  architect,
  eventDeposit,
  parcelCarrier,
  insurer,
  lease,
  mediaAgency,
  germanMachines,
  creditBelowZero,
  parkingReceipt,
];
