import type { BlobStore } from '../ports/blobs.ts';
import type { Bus } from '../ports/bus.ts';
import type { Clock } from '../ports/clock.ts';
import type { Firewall } from '../ports/firewall.ts';
import type { Log } from '../ports/log.ts';
import type { Meter } from '../ports/meter.ts';
import type { Reader } from '../ports/reader.ts';
import type { ScanReader } from '../ports/scan-reader.ts';
import type { TableStore } from '../ports/tables.ts';
import type { Tracer } from '../ports/trace.ts';
import type { ByteBudget } from './byte-budget.ts';

/** What every use case gets: the ports, wired once in context.ts. */
export interface Deps {
  readonly blobs: BlobStore;
  readonly tables: TableStore;
  readonly bus: Bus;
  readonly reader: Reader;
  /** Absent where scans are not read: paper is then filed by what the firm states. */
  readonly scans?: ScanReader;
  /** Absent where nothing stands before the gateways that follows the lists of the comptes. */
  readonly firewall?: Firewall;
  readonly clock: Clock;
  readonly log: Log;
  /** Absent where nothing is traced. */
  readonly tracer?: Tracer;
  readonly settings: AppSettings;
  /** Absent where nothing is counted (`count` in count.ts asks). */
  readonly meter?: Meter;
  /** Bytes of uploads that may be held at once; absent where nothing is received. */
  readonly budget?: ByteBudget;
}

export interface AppSettings {
  /** Larger deposits are kept and wait for a person, unread. Bytes. */
  readonly maxReadBytes: number;
  /** How long SIZE and MDTM answer for a filed deposit, and how long a name in progress may stay. Milliseconds. */
  readonly hiddenForMs: number;
  readonly stagedForMs: number;
  /** Entries posted within this delay of each other share a lot. Seconds. */
  readonly lotDelaySeconds: number;
  /** Scans of more pages wait for a person, unread; 300 where absent. */
  readonly maxScanPages?: number;
  /** Pages of scans that this process reads at one time; 1 where absent. */
  readonly scanProcesses?: number;
  /** Layout of the DEX files written; 8700 where absent. */
  readonly dexTextVersion?: '8700' | '8550';
  /** What of the gateways the firewall opens; and whether too many ranges may become wider ones. */
  readonly firewall?: { readonly ports: readonly string[]; readonly mayWiden: boolean };
  /** Name of this gateway, by which it finds what it left when it was killed: the same after a restart. */
  readonly gateway?: string;
}

export function nowIso(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}
