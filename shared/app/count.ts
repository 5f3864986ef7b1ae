import type { Attributes, CounterName } from '../domain/metrics.ts';
import type { Deps } from './deps.ts';

/** Counts something that has happened. A meter that fails must not fail what it counts. */
export function count(deps: Deps, name: CounterName, attributes: Attributes = {}): void {
  try {
    deps.meter?.count(name, attributes);
  } catch (error) {
    deps.log.warn('not-counted', { name, error });
  }
}
