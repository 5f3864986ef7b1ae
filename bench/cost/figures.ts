/**
 * What the cost and the size of a deployment are worked out from. Three tables, so that a person can change one figure
 * and make docs/cost.md again: measured figures with their source, assumptions about firms, and list prices.
 */

/** Measured; where, says the comment. Machines: two shared cores, Azurite. */
export const MEASURED = {
  /** `npm run bench -- pipeline`, details.calls: requests from STOR to filed of an e-invoice. */
  blobCallsPerInvoice: 3,
  tableCallsPerInvoice: 4.37,
  /** The same run, messages_per_invoice. */
  messagesPerInvoice: 1,
  /** The same run, dispatch_overhead_ms_p50 and read_ms_p50. */
  dispatchMs: 16,
  /** `npm run bench -- fairness`, page_ms_p50: a whole page with everything around its letters, native engine. */
  pageSeconds: 3.6,
  /** docs/ocr.md: the packaged engine by the native one, 1.1 to 1.3. */
  packagedByNative: 1.2,
} as const;

/** Nobody measured these: how firms work, what the code does by reading it, and how Azure counts. */
export const ASSUMED = {
  dossiersPerCompte: 500,
  documentsPerDossier: 50,
  scanShare: 0.6,
  pagesPerScan: 1.5,
  documentKB: 250,
  /** Searchable copy beside a scan, by the size of the scan. */
  copyShare: 1,
  /** Journal, and what was read, of one document. */
  derivedKB: 15,
  /** Rows of one document: its own, of its list, of its name, of the invoice. */
  rowKB: 12,
  /** Counted in the code, not in a run: outline, second dispatch, copy; then each page. */
  blobCallsPerScan: 14,
  tableCallsPerScan: 12,
  blobCallsPerPage: 5,
  /** Deposit, reading, second look, copy; a page of several has one of its own (shared/app/read-scan.ts). */
  messagesPerScan: 4,
  /** Of the blob calls, those charged as writes. */
  blobWriteShare: 0.5,
  /** Send, receive, complete. */
  operationsPerMessage: 3,
  /** An execution is charged as at least so long. */
  shortestExecutionSeconds: 1,
  instanceGB: 2,
  robotVisitsPerDay: 96,
  /** One of them notes that the robot was seen. */
  tableCallsPerVisit: 5,
  /** Of a compte, a run of `reconcile` and `sweep` where there is nothing to do. */
  timerTableCalls: 8,
  timerListings: 4,
  timerSecondsPerCompte: 0.3,
  timerRunsPerDay: 2 * 288,
  /** Business metrics (docs/metrics.md): calls of a compte, seconds of it beside others, values of all and of each that is named. */
  measuresPerDay: 288,
  measureTableCalls: 7,
  measureSecondsPerCompte: 0.007,
  metricValues: 30,
  metricValuesPerCompte: 13,
  comptesWithMetrics: 20,
  logKBPerMetric: 0.8,
  /** Audit line, lines of functions, and the spans of its trace (docs/traces.md): four of an e-invoice, more of a scan. */
  logKBPerDocument: 12,
  logKBPerVisit: 3,
  fixedLogGB: 2,
  /** Of the documents, those that a robot fetches again as attachments. */
  fetchedShare: 0.5,
  daysPerMonth: 30.4,
  hotMonths: 6,
  alwaysReadyInstances: 3,
  gateways: 1,
  /** With Document Intelligence on, mode `poor`. */
  poorPageShare: 0.1,
} as const;

export const PRICES_ARE = {
  currency: 'EUR',
  region: 'France Central',
  noted: '2026-11-23',
  how: 'from memory, without discounts or VAT; no offer was asked for and no price page was read',
} as const;

/** Unit prices in the currency above. */
export const PRICES = {
  blobHotGBMonth: 0.023,
  blobCoolGBMonth: 0.0125,
  tableGBMonth: 0.056,
  blobWritesPer10k: 0.066,
  blobReadsPer10k: 0.0045,
  tableCallsPer10k: 0.00036,
  eventsPerMillion: 0.56,
  eventsFree: 100_000,
  serviceBusMonth: 9.5,
  serviceBusOperationsIncluded: 13_000_000,
  serviceBusPerMillion: 0.75,
  functionGBSecond: 0.000026,
  functionGBSecondsFree: 100_000,
  functionsPerMillion: 0.4,
  alwaysReadyGBSecond: 0.000004,
  gatewayMachineMonth: 80,
  gatewayDiskMonth: 6,
  addressMonth: 3.5,
  logGB: 2.6,
  logGBFree: 5,
  alertsAndVaultMonth: 20,
  egressGB: 0.08,
  egressGBFree: 100,
  documentIntelligencePer1000Pages: 1.4,
} as const;

export type Assumed = { readonly [K in keyof typeof ASSUMED]: number };
export type Prices = { readonly [K in keyof typeof PRICES]: number };
export type Measured = { readonly [K in keyof typeof MEASURED]: number };
