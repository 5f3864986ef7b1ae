import type { Layout } from '../layout.ts';
import { claims } from './claims.ts';
import { orders } from './orders.ts';
import { records } from './records.ts';

/** The place of a kind decides what its papers say: new ones go to the end of the last list. */
export const papers: readonly Layout[] = [...claims, ...orders, ...records];
