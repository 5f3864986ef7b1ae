import { ASSUMED, type Assumed, MEASURED, type Measured, PRICES, type Prices } from './figures.ts';

export interface Figures {
  readonly measured: Measured;
  readonly assumed: Assumed;
  readonly prices: Prices;
}

export const FIGURES: Figures = { measured: MEASURED, assumed: ASSUMED, prices: PRICES };

/** What a number of dossiers does in a month. */
export interface Load {
  readonly comptes: number;
  readonly documents: number;
  readonly scans: number;
  readonly pages: number;
  readonly messages: number;
  readonly blobCalls: number;
  readonly tableCalls: number;
  /** Listings, charged as writes; the timers make nearly all of them. */
  readonly listings: number;
  readonly visits: number;
  readonly readingSeconds: number;
  readonly executions: number;
  readonly functionGBSeconds: number;
  /** Bytes that come in, in GB of 10^9. */
  readonly depositGB: number;
  readonly blobGB: number;
  readonly rowGB: number;
  readonly logGB: number;
}

/** Table rows a call gives at most, names a listing gives at most (Azure's documentation). */
const ROWS_PER_CALL = 1000;
const NAMES_PER_LISTING = 5000;
const GB_PER_KB = 1e-6;

export function loadOf(dossiers: number, { measured: m, assumed: a }: Figures = FIGURES): Load {
  const comptes = Math.max(1, Math.ceil(dossiers / a.dossiersPerCompte));
  const documents = dossiers * a.documentsPerDossier;
  const scans = documents * a.scanShare;
  const pages = scans * a.pagesPerScan;
  // A page of a scan of one page is read by the scan's own message; all others have one.
  const pageMessages = a.pagesPerScan > 1 ? pages : 0;
  const messages = (documents - scans) * m.messagesPerInvoice + scans * a.messagesPerScan + pageMessages;
  const visits = comptes * a.robotVisitsPerDay * a.daysPerMonth;
  const runs = a.timerRunsPerDay * a.daysPerMonth;
  const measures = a.measuresPerDay * a.daysPerMonth;
  const values = a.metricValues + Math.min(comptes, a.comptesWithMetrics) * a.metricValuesPerCompte;
  // Half of the timer's runs look at what came in the last two days.
  const lately = (documents / a.daysPerMonth) * 2;
  const looks = runs / 2;
  const readingSeconds = pages * m.pageSeconds * m.packagedByNative;
  const seconds =
    (messages - pages) * Math.max(m.dispatchMs / 1000, a.shortestExecutionSeconds) +
    readingSeconds +
    runs * Math.max(a.shortestExecutionSeconds, comptes * a.timerSecondsPerCompte) +
    measures * Math.max(a.shortestExecutionSeconds, comptes * a.measureSecondsPerCompte);
  return {
    comptes,
    documents,
    scans,
    pages,
    messages,
    blobCalls: documents * m.blobCallsPerInvoice + scans * a.blobCallsPerScan + pages * a.blobCallsPerPage,
    tableCalls:
      documents * m.tableCallsPerInvoice +
      scans * a.tableCallsPerScan +
      visits * a.tableCallsPerVisit +
      runs * comptes * a.timerTableCalls +
      measures * comptes * a.measureTableCalls +
      looks * (lately / ROWS_PER_CALL),
    listings: looks * (comptes * a.timerListings + (2 * lately) / NAMES_PER_LISTING),
    visits,
    readingSeconds,
    executions: messages + runs + measures,
    functionGBSeconds: seconds * a.instanceGB,
    depositGB: documents * a.documentKB * GB_PER_KB,
    blobGB: (documents * (a.documentKB + a.derivedKB) + scans * a.documentKB * a.copyShare) * GB_PER_KB,
    rowGB: documents * a.rowKB * GB_PER_KB,
    logGB:
      a.fixedLogGB +
      (documents * a.logKBPerDocument + visits * a.logKBPerVisit + measures * values * a.logKBPerMetric) * GB_PER_KB,
  };
}

/** Money a month, by what it is paid for; `total` leaves Document Intelligence out. */
export interface Cost {
  readonly kept: number;
  readonly storageCalls: number;
  readonly messages: number;
  readonly functions: number;
  readonly gateways: number;
  readonly logs: number;
  readonly egress: number;
  readonly fixed: number;
  readonly total: number;
  readonly perDocument: number;
  readonly documentIntelligence: number;
}

/** The month number `month` (from 1) of a deployment whose load never changed. */
export function costOf(dossiers: number, month: number, figures: Figures = FIGURES): Cost {
  const { assumed: a, prices: p } = figures;
  const load = loadOf(dossiers, figures);
  const hot = Math.min(month, a.hotMonths);
  const kept =
    load.blobGB * (hot * p.blobHotGBMonth + (month - hot) * p.blobCoolGBMonth) + load.rowGB * month * p.tableGBMonth;
  const writes = load.blobCalls * a.blobWriteShare;
  const storageCalls =
    ((writes + load.listings) * p.blobWritesPer10k +
      (load.blobCalls - writes) * p.blobReadsPer10k +
      load.tableCalls * p.tableCallsPer10k) /
    10_000;
  const over = (used: number, free: number) => Math.max(0, used - free);
  const messages =
    p.serviceBusMonth +
    (over(load.messages * a.operationsPerMessage, p.serviceBusOperationsIncluded) * p.serviceBusPerMillion +
      over(load.documents, p.eventsFree) * p.eventsPerMillion) /
      1e6;
  const alwaysReady = a.alwaysReadyInstances * a.instanceGB * a.daysPerMonth * 86_400 * p.alwaysReadyGBSecond;
  const functions =
    over(load.functionGBSeconds, p.functionGBSecondsFree) * p.functionGBSecond +
    (load.executions * p.functionsPerMillion) / 1e6;
  const gateways = a.gateways * (p.gatewayMachineMonth + p.gatewayDiskMonth + p.addressMonth);
  const logs = over(load.logGB, p.logGBFree) * p.logGB;
  const egress = over(load.depositGB * a.fetchedShare, p.egressGBFree) * p.egressGB;
  const fixed = p.alertsAndVaultMonth + alwaysReady;
  const total = kept + storageCalls + messages + functions + gateways + logs + egress + fixed;
  return {
    kept,
    storageCalls,
    messages,
    functions,
    gateways,
    logs,
    egress,
    fixed,
    total,
    perDocument: total / load.documents,
    documentIntelligence: (load.pages * a.poorPageShare * p.documentIntelligencePer1000Pages) / 1000,
  };
}
