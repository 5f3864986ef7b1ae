import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Protocol } from './access.ts';
import type { Outcome, What } from './audit.ts';
import type { Turned } from './monitor.ts';

type Direction = 'in' | 'out';

/** Values that are looked up when somebody asks for the metrics. */
export interface Readings {
  /** Passive ports that no client is being waited for on, and all there are. */
  readonly passivePorts: () => { readonly free: number; readonly total: number };
  /** Bytes of uploads held in memory, and how many may be. */
  readonly bytesInFlight?: () => { readonly held: number; readonly total: number };
  readonly isDraining: () => boolean;
  /** End of the TLS certificate in use; null where there is none. */
  readonly certificateValidTo?: () => Date | null;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800];
const DIRECTIONS: Partial<Record<What, Direction>> = { deposit: 'in', download: 'out' };

/** The numbers of a gateway, in Prometheus' text format. Labels come from closed lists: no client can add series. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #sessions: Gauge<'protocol'>;
  readonly #logins: Counter<'protocol'>;
  readonly #refusals: Counter<'protocol' | 'reason'>;
  readonly #operations: Counter<'operation' | 'protocol' | 'outcome'>;
  readonly #inProgress: Gauge<'direction' | 'protocol'>;
  readonly #transfers: Counter<'direction' | 'protocol' | 'outcome'>;
  readonly #bytes: Counter<'direction' | 'protocol'>;
  readonly #seconds: Histogram<'direction' | 'protocol'>;

  constructor() {
    const registers = [this.#registry];
    const name = (rest: string) => `ami_gateway_${rest}`;
    this.#sessions = new Gauge({
      name: name('sessions'),
      help: 'Connections, logged in or not',
      labelNames: ['protocol'],
      registers,
    });
    this.#logins = new Counter({
      name: name('logins_total'),
      help: 'Logins that succeeded',
      labelNames: ['protocol'],
      registers,
    });
    this.#refusals = new Counter({
      name: name('refusals_total'),
      help: 'Connections, logins and data connections turned away',
      labelNames: ['protocol', 'reason'],
      registers,
    });
    this.#operations = new Counter({
      name: name('operations_total'),
      help: 'What was done in the tree: list, rename, delete, mkdir, rmdir, deposit, download',
      labelNames: ['operation', 'protocol', 'outcome'],
      registers,
    });
    this.#inProgress = new Gauge({
      name: name('transfers_in_progress'),
      help: 'Transfers under way; in: deposits, out: downloads',
      labelNames: ['direction', 'protocol'],
      registers,
    });
    this.#transfers = new Counter({
      name: name('transfers_total'),
      help: 'Transfers that ended: ok, refused, aborted, fault',
      labelNames: ['direction', 'protocol', 'outcome'],
      registers,
    });
    this.#bytes = new Counter({
      name: name('transfer_bytes_total'),
      help: 'Bytes of transfers, counted at their end, however they ended',
      labelNames: ['direction', 'protocol'],
      registers,
    });
    this.#seconds = new Histogram({
      name: name('transfer_seconds'),
      help: 'Duration of transfers that ended well, from the request to the answer',
      labelNames: ['direction', 'protocol'],
      buckets: SECONDS,
      registers,
    });
  }

  connected(protocol: Protocol): void {
    this.#sessions.inc({ protocol });
  }

  disconnected(protocol: Protocol): void {
    this.#sessions.dec({ protocol });
  }

  entered(protocol: Protocol): void {
    this.#logins.inc({ protocol });
  }

  turnedAway(protocol: Protocol, reason: Turned): void {
    this.#refusals.inc({ protocol, reason });
  }

  transferBegan(direction: Direction, protocol: Protocol): void {
    this.#inProgress.inc({ direction, protocol });
  }

  operation(operation: What, protocol: Protocol, outcome: Outcome['outcome'], ms: number, bytes: number): void {
    this.#operations.inc({ operation, protocol, outcome });
    const direction = DIRECTIONS[operation];
    if (!direction) return;
    this.#inProgress.dec({ direction, protocol });
    this.#transfers.inc({ direction, protocol, outcome });
    this.#bytes.inc({ direction, protocol }, bytes);
    if (outcome === 'ok') this.#seconds.observe({ direction, protocol }, ms / 1000);
  }

  /** Adds what is read on demand, and what Node knows of its process (memory, descriptors, delay of the event loop). */
  observe(readings: Readings): void {
    const gauge = (name: string, help: string, read: () => number) =>
      new Gauge({
        name: `ami_gateway_${name}`,
        help,
        registers: [this.#registry],
        collect() {
          this.set(read());
        },
      });
    const { passivePorts, bytesInFlight, isDraining, certificateValidTo } = readings;
    gauge('passive_ports', 'Ports of the passive range', () => passivePorts().total);
    gauge('passive_ports_in_use', 'Passive ports on which a client is awaited', () => {
      const { free, total } = passivePorts();
      return total - free;
    });
    gauge('draining', '1 while the gateway is stopping', () => (isDraining() ? 1 : 0));
    if (certificateValidTo?.())
      gauge(
        'certificate_valid_to_seconds',
        'When the TLS certificate in use ends, in seconds since 1970',
        () => (certificateValidTo()?.getTime() ?? 0) / 1000,
      );
    if (bytesInFlight) {
      gauge('bytes_in_flight', 'Bytes of uploads held in memory', () => bytesInFlight().held);
      gauge('bytes_in_flight_limit', 'How many bytes of uploads may be held', () => bytesInFlight().total);
    }
    collectDefaultMetrics({ register: this.#registry });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }
}
