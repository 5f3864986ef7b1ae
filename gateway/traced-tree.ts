import { context, type Span } from '@opentelemetry/api';
import { begin, causedBy, end, failed, note } from '../shared/app/traced.ts';
import { isNameInProgress, placeOf, splitPath } from '../shared/domain/ftp-path.ts';
import type { SpanFacts, Tracer } from '../shared/ports/trace.ts';
import type { Client } from './access.ts';
import type { Arriving, Outgoing, Tree } from './vfs.ts';

/** A session as a trace of its own: what is done in it is linked to it, and has traces of its own. */
export class TracedSession {
  readonly #tracer: Tracer;
  readonly #span: Span | null;
  readonly facts: SpanFacts;

  constructor(tracer: Tracer, { protocol }: Client, compte: string) {
    this.#tracer = tracer;
    this.facts = { 'ami.compte': compte, 'ami.protocol': protocol };
    this.#span = begin(tracer, 'session', { facts: this.facts })?.span ?? null;
  }

  tree(tree: Tree): Tree {
    return this.#span ? new TracedTree(tree, this.#tracer, this.#span, this.facts) : tree;
  }

  end(): void {
    if (this.#span) end(this.#span);
  }
}

/**
 * A tree whose deposits each begin a trace, the same for every protocol. What else is done in it is traced by the use
 * cases, under what it is about: a rename under its upload, a deletion of a DEX under its publication.
 */
class TracedTree implements Tree {
  readonly #tree: Tree;
  readonly #tracer: Tracer;
  readonly #session: Span;
  readonly #facts: SpanFacts;

  constructor(tree: Tree, tracer: Tracer, session: Span, facts: SpanFacts) {
    this.#tree = tree;
    this.#tracer = tracer;
    this.#session = session;
    this.#facts = facts;
  }

  resolve(cwd: string, argument: string): string {
    return this.#tree.resolve(cwd, argument);
  }

  list(path: string): ReturnType<Tree['list']> {
    return this.#tree.list(path);
  }

  stat(path: string): ReturnType<Tree['stat']> {
    return this.#tree.stat(path);
  }

  rights(path: string, kind: 'file' | 'dir'): ReturnType<Tree['rights']> {
    return this.#tree.rights(path, kind);
  }

  assertFolder(path: string): Promise<void> {
    return this.#tree.assertFolder(path);
  }

  async openRead(path: string, offset: number): Promise<Outgoing> {
    const file = await this.#tree.openRead(path, offset);
    if (!file.isCounted) return file;
    return { ...file, finished: (...how) => this.#caused(() => file.finished(...how)) };
  }

  openWrite(path: string): Arriving {
    const begun = this.#caused(() => begin(this.#tracer, 'deposit', { facts: factsOf(path) }));
    if (!begun) return this.#tree.openWrite(path);
    const { span, inside } = begun;
    try {
      return tracedUpload(this.#tree.openWrite(path), span, (work) => context.with(inside, work));
    } catch (e) {
      failed(span, e);
      end(span);
      throw e;
    }
  }

  rename(from: string, to: string): Promise<void> {
    return this.#caused(() => this.#tree.rename(from, to));
  }

  remove(path: string): Promise<void> {
    return this.#caused(() => this.#tree.remove(path));
  }

  makeFolder(path: string): Promise<void> {
    return this.#tree.makeFolder(path);
  }

  removeFolder(path: string): Promise<void> {
    return this.#tree.removeFolder(path);
  }

  #caused<T>(work: () => T): T {
    return causedBy(this.#session, this.#facts, work);
  }
}

/** Of the path the dossier alone: names of folders and files say who the firm's clients are. */
function factsOf(path: string): SpanFacts {
  const dossier = placeOf(path)?.dossier;
  return {
    ...(dossier ? { 'ami.dossier': dossier } : {}),
    ...(isNameInProgress(splitPath(path).name) ? { 'ami.staged': true } : {}),
  };
}

function tracedUpload(incoming: Arriving, span: Span, inside: <T>(work: () => T) => T): Arriving {
  const { id } = incoming;
  note(span, { 'ami.document': id });
  return {
    id,
    ending: () => incoming.ending(),
    write: (chunk) => incoming.write(chunk),
    commit: async () => {
      try {
        const deposit = await inside(() => incoming.commit());
        note(span, { 'ami.bytes': deposit.size, 'ami.outcome': 'deposited' });
        return deposit;
      } catch (e) {
        failed(span, e);
        throw e;
      } finally {
        end(span);
      }
    },
    abort: async (cause) => {
      try {
        await incoming.abort(cause);
      } finally {
        // Nothing where its commit failed before: a span ends once.
        failed(span, cause);
        end(span);
      }
    },
  };
}
