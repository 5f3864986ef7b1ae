import type { Readable } from 'node:stream';
import * as collect from '../shared/app/collect.ts';
import type { Deps } from '../shared/app/deps.ts';
import { type Incoming, receive } from '../shared/app/receive.ts';
import { rename } from '../shared/app/staging.ts';
import { assertFolder, type Entry, list, openRead, stat } from '../shared/app/tree.ts';
import { makeFolder, removeFile, removeFolder } from '../shared/app/tree-changes.ts';
import { type Rights, rightsOf } from '../shared/app/tree-facts.ts';
import { resolvePath } from '../shared/domain/ftp-path.ts';
import type { Principal } from '../shared/domain/principal.ts';
import type { DownloadLedger } from './downloads.ts';

/** A file on its way out. */
export interface Outgoing {
  /** Names the bytes, which never change; the name that they were found under may show others later. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Bytes of the whole file. */
  readonly size: number;
  /** From the offset asked for. */
  readonly body: Readable;
  /** True where the end of the download is an event of the business: it must be known that the client got it all. */
  readonly isCounted: boolean;
  /**
   * To be called once however it ends, and before the client is told that all is well: `sent` bytes went out, and
   * `isWhole` where the client has taken them. A fault of it means that the client must fetch again. `cause`: what was
   * thrown where it was cut short, for the audit log.
   */
  finished(sent: number, isWhole: boolean, cause?: unknown): Promise<void>;
}

/** A file on its way in. */
export interface Arriving extends Incoming {
  /** `cause`: what was thrown, for the audit log. */
  abort(cause?: unknown): Promise<void>;
}

/** What a protocol knows of `Vfs`, so that something may stand around it. */
export type Tree = Pick<Vfs, keyof Vfs>;

/**
 * The virtual tree of one logged-in client, under every protocol of the gateway, which only translate. Paths are in the
 * normal form of `resolvePath`. Every method throws `Refusal` for what can't be done; anything else is a fault of ours.
 */
export class Vfs {
  readonly #deps: Deps;
  readonly #principal: Principal;
  readonly #address: string;
  readonly #ledger: DownloadLedger;

  /** `address` is the client's; the ledger is the process's. */
  constructor(deps: Deps, principal: Principal, address: string, ledger: DownloadLedger) {
    this.#deps = deps;
    this.#principal = principal;
    this.#address = address;
    this.#ledger = ledger;
  }

  /** The path in normal form that a client's `argument` means in the folder `cwd`. */
  resolve(cwd: string, argument: string): string {
    return resolvePath(cwd, argument);
  }

  list(path: string): Promise<Entry[]> {
    return list(this.#deps, this.#principal, path);
  }

  stat(path: string): Promise<Entry> {
    return stat(this.#deps, this.#principal, path);
  }

  /** What may be done with what stands at `path`. */
  rights(path: string, kind: Entry['kind']): Rights {
    return rightsOf(this.#principal, path, kind);
  }

  assertFolder(path: string): Promise<void> {
    return assertFolder(this.#deps, this.#principal, path);
  }

  async openRead(path: string, offset: number): Promise<Outgoing> {
    const since = Date.now();
    const { row, size, body } = await openRead(this.#deps, this.#principal, path, offset);
    // A fault of storage before anybody reads, or after, must not end the process; whoever reads is told of it.
    body.on('error', () => {});
    const { kind, lot, part, name, container, blob } = row.columns;
    const { compte, user } = this.#principal;
    const isCounted = kind === 'export' && lot !== undefined && part !== undefined;
    return {
      id: row.id,
      at: Date.parse(row.columns.at),
      size,
      body,
      isCounted,
      finished: async (sent, isWhole) => {
        if (!isCounted) return;
        const upTo = this.#ledger.note(`${compte}\n${user}`, `${container}/${blob}`, offset, sent);
        if (isWhole && upTo === size) await collect.downloaded(this.#deps, this.#principal, { lot, part, name }, since);
      },
    };
  }

  openWrite(path: string): Arriving {
    return receive(this.#deps, this.#principal, this.#address, path);
  }

  rename(from: string, to: string): Promise<void> {
    return rename(this.#deps, this.#principal, from, to);
  }

  remove(path: string): Promise<void> {
    return removeFile(this.#deps, this.#principal, path);
  }

  makeFolder(path: string): Promise<void> {
    return makeFolder(this.#deps, this.#principal, path);
  }

  removeFolder(path: string): Promise<void> {
    return removeFolder(this.#deps, this.#principal, path);
  }
}
