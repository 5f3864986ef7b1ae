import type { TableStore } from '../ports/tables.ts';
import type { Deps } from './deps.ts';

/** Who sent what under which name. */
interface Sent {
  readonly id: string;
  readonly compte: string;
  readonly user: string;
  readonly directory: string;
  readonly name: string;
}

const MAX_REMEMBERED = 10_000;

/**
 * The uploads of late that ended before their file did, in the memory of this process: when their sender tries again,
 * the new deposit says which one it stands for. What a restart forgets, a timer finds.
 */
class CutUploads {
  readonly #ids = new Map<string, string>();

  note(sent: Sent): void {
    const key = keyOf(sent);
    this.#ids.delete(key);
    this.#ids.set(key, sent.id);
    if (this.#ids.size > MAX_REMEMBERED) this.#ids.delete(this.#ids.keys().next().value!);
  }

  /** The id of the last one that this sender's name had, or null. It is forgotten then. */
  of(sent: Sent): string | null {
    const key = keyOf(sent);
    const id = this.#ids.get(key) ?? null;
    this.#ids.delete(key);
    return id;
  }
}

function keyOf({ compte, user, directory, name }: Sent): string {
  return `${compte}\n${user}\n${directory}\n${name}`;
}

const known = new WeakMap<TableStore, CutUploads>();

export function cutUploads(deps: Deps): CutUploads {
  let uploads = known.get(deps.tables);
  if (!uploads) {
    uploads = new CutUploads();
    known.set(deps.tables, uploads);
  }
  return uploads;
}
