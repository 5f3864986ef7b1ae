import type { Principal } from '../domain/principal.ts';
import { type Deps, nowIso } from './deps.ts';
import { keys } from './keys.ts';

/** How old what the table says may be while a robot goes on coming: a row a robot and gateway every so often. */
const NOTED_EVERY_MS = 5 * 60_000;

/** Notes when each robot of the gateway came last, so that one that stays away is missed. */
export class RobotsSeen {
  readonly #deps: Deps;
  /** When each was noted last, by compte and user. Milliseconds. */
  readonly #noted = new Map<string, number>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The robot is here. Never waits and never throws: nobody is kept out because this could not be noted. */
  seen({ compte, user, role }: Principal): void {
    if (role !== 'robot') return;
    const name = `${compte}/${user}`;
    const now = this.#deps.clock.now();
    if (now - (this.#noted.get(name) ?? Number.NEGATIVE_INFINITY) < NOTED_EVERY_MS) return;
    this.#noted.set(name, now);
    this.#note(compte, user).catch((error) => {
      // Not at once again, though storage may be away: at the next visit.
      this.#noted.delete(name);
      this.#deps.log.warn('robot-not-noted', { compte, user, error });
    });
  }

  async #note(compte: string, user: string): Promise<void> {
    const { tables } = this.#deps;
    const row = { op: 'merge', key: keys.robotSeen(user), columns: { at: nowIso(this.#deps.clock) } } as const;
    if (tables.later) await tables.later('state', compte, row);
    else await tables.transact('state', compte, [row]);
  }
}
