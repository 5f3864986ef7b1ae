import { Refusal } from '../shared/domain/refusal.ts';
import type { Who } from './monitor.ts';
import { NoDataConnection } from './passive.ts';
import { Aborted } from './transfer.ts';
import type { Arriving, Outgoing, Tree } from './vfs.ts';

/** What is done in the tree. Looking at one name (SIZE, MDTM, a rename's first half) is no event: robots do it all day. */
export type What = 'deposit' | 'download' | 'list' | 'rename' | 'delete' | 'mkdir' | 'rmdir';

/** How it ended. Documented for readers of the log in docs/audit-log.md. */
export type Outcome =
  | { readonly outcome: 'ok' }
  /** `code` is one of the messages that the client was answered with. */
  | { readonly outcome: 'refused'; readonly code: string }
  | { readonly outcome: 'aborted'; readonly reason: string }
  /** Ours: storage, or a defect. */
  | { readonly outcome: 'fault'; readonly error: unknown };

/** Facts of an operation beyond who, what, how long and how it ended. */
export interface Facts {
  readonly path: string;
  /** Where a rename leads. */
  readonly to?: string;
  /** Of the content, as far as it got. */
  readonly bytes?: number;
  /** Of a download that was resumed. Bytes. */
  readonly offset?: number;
  /** Set where everything was sent, or all that was asked for, and it is not known that the client has the whole file. */
  readonly isTaken?: false;
  readonly entries?: number;
  /** Of the document, or of the name in progress that will be one. */
  readonly id?: string;
  readonly sha256?: string;
  /** Set where the bytes do not end as their format does: acknowledged, and shown to a person. */
  readonly isCut?: true;
}

/** Where operations are told: the monitor. */
export interface Auditor {
  transferBegan(direction: 'in' | 'out', who: Who): void;
  badPath(who: Who, path: string, code: string): void;
  /** `ms`: from the request to its end. */
  operation(what: What, who: Who, facts: Facts, ms: number, outcome: Outcome): void;
}

export const OK: Outcome = { outcome: 'ok' };

/** How an operation ended that threw this. */
export function outcomeOf(e: unknown): Outcome {
  if (e instanceof Refusal) return { outcome: 'refused', code: e.code };
  if (e instanceof Aborted) return { outcome: 'aborted', reason: e.reason };
  if (e instanceof NoDataConnection) return { outcome: 'aborted', reason: 'no-data' };
  // A protocol that gave up without a word.
  if (e === undefined) return { outcome: 'aborted', reason: 'unknown' };
  return { outcome: 'fault', error: e };
}

/** A tree that tells the auditor of everything done in it by `who`, the same for every protocol. */
export class AuditedTree implements Tree {
  readonly #tree: Tree;
  readonly #who: Who;
  readonly #auditor: Auditor;

  constructor(tree: Tree, who: Who, auditor: Auditor) {
    this.#tree = tree;
    this.#who = who;
    this.#auditor = auditor;
  }

  /** Names that lead out of the tree or can't be kept are refused before anything is done: told all the same. */
  resolve(cwd: string, argument: string): string {
    try {
      return this.#tree.resolve(cwd, argument);
    } catch (e) {
      if (e instanceof Refusal) this.#auditor.badPath(this.#who, argument, e.code);
      throw e;
    }
  }

  list(path: string): ReturnType<Tree['list']> {
    return this.#noting(
      'list',
      { path },
      () => this.#tree.list(path),
      ({ length }) => ({ entries: length }),
    );
  }

  stat(path: string): ReturnType<Tree['stat']> {
    return this.#tree.stat(path);
  }

  assertFolder(path: string): Promise<void> {
    return this.#tree.assertFolder(path);
  }

  rights(path: string, kind: 'file' | 'dir'): ReturnType<Tree['rights']> {
    return this.#tree.rights(path, kind);
  }

  async openRead(path: string, offset: number): Promise<Outgoing> {
    const end = this.#begin('out', 'download', offset > 0 ? { path, offset } : { path });
    try {
      const file = await this.#tree.openRead(path, offset);
      return {
        id: file.id,
        at: file.at,
        size: file.size,
        body: file.body,
        isCounted: file.isCounted,
        finished: async (sent, isWhole, cause) => {
          try {
            await file.finished(sent, isWhole, cause);
            const facts = isWhole || cause !== undefined ? { bytes: sent } : { bytes: sent, isTaken: false as const };
            end(cause === undefined ? OK : outcomeOf(cause), facts);
          } catch (e) {
            end(outcomeOf(e), { bytes: sent });
            throw e;
          }
        },
      };
    } catch (e) {
      end(outcomeOf(e), { bytes: 0 });
      throw e;
    }
  }

  openWrite(path: string): Arriving {
    const end = this.#begin('in', 'deposit', { path });
    try {
      return audited(this.#tree.openWrite(path), end);
    } catch (e) {
      end(outcomeOf(e), { bytes: 0 });
      throw e;
    }
  }

  rename(from: string, to: string): Promise<void> {
    return this.#noting('rename', { path: from, to }, () => this.#tree.rename(from, to));
  }

  remove(path: string): Promise<void> {
    return this.#noting('delete', { path }, () => this.#tree.remove(path));
  }

  makeFolder(path: string): Promise<void> {
    return this.#noting('mkdir', { path }, () => this.#tree.makeFolder(path));
  }

  removeFolder(path: string): Promise<void> {
    return this.#noting('rmdir', { path }, () => this.#tree.removeFolder(path));
  }

  async #noting<T>(
    what: What,
    facts: Facts,
    work: () => Promise<T>,
    found?: (result: T) => Partial<Facts>,
  ): Promise<T> {
    const began = performance.now();
    const note = (outcome: Outcome, more?: Partial<Facts>) =>
      this.#auditor.operation(what, this.#who, { ...facts, ...more }, performance.now() - began, outcome);
    try {
      const result = await work();
      note(OK, found?.(result));
      return result;
    } catch (e) {
      note(outcomeOf(e));
      throw e;
    }
  }

  /** A transfer; the function returned notes its end, the first time that it is called. */
  #begin(direction: 'in' | 'out', what: What, facts: Facts): End {
    const began = performance.now();
    let hasEnded = false;
    this.#auditor.transferBegan(direction, this.#who);
    return (outcome, more) => {
      if (hasEnded) return;
      hasEnded = true;
      this.#auditor.operation(what, this.#who, { ...facts, ...more }, performance.now() - began, outcome);
    };
  }
}

type End = (outcome: Outcome, more: Partial<Facts>) => void;

function audited(incoming: Arriving, end: End): Arriving {
  const { id } = incoming;
  let bytes = 0;
  return {
    id,
    ending: () => incoming.ending(),
    write: (chunk) => {
      bytes += chunk.byteLength;
      return incoming.write(chunk);
    },
    commit: async () => {
      try {
        const deposit = await incoming.commit();
        const { size, sha256 } = deposit;
        end(OK, { id, bytes: size, sha256, ...(incoming.ending() === 'cut' ? { isCut: true } : {}) });
        return deposit;
      } catch (e) {
        end(outcomeOf(e), { bytes });
        throw e;
      }
    },
    abort: (cause) => {
      end(outcomeOf(cause), { bytes });
      return incoming.abort(cause);
    },
  };
}
