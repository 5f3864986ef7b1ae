import { median, rounded } from '../statistics.ts';

/** How the speed of one contestant compares with another's, round by round: above 1 the first is faster. */
export interface Ratio {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly rounds: number;
}

/** Seconds of each contestant, by name, one for each round. */
export type Times = Record<string, number[]>;

/**
 * Lets contestants do the same work in turn. Who begins changes with each round, so that neither what else the machine
 * does nor a storage that slows down falls on one of them.
 */
export async function contest(
  rounds: number,
  contestants: Readonly<Record<string, (round: number) => Promise<number>>>,
): Promise<Times> {
  const names = Object.keys(contestants);
  const times: Times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (let i = 0; i < names.length; i++) {
      const name = names[(i + round) % names.length]!;
      times[name]!.push(await contestants[name]!(round));
    }
  return times;
}

/** Speed of `one` by that of `other`: the median of the ratios of each round. */
export function speedRatio(one: readonly number[], other: readonly number[]): Ratio {
  const ratios = one.map((seconds, round) => other[round]! / seconds);
  return {
    median: rounded(median(ratios), 2),
    min: rounded(Math.min(...ratios), 2),
    max: rounded(Math.max(...ratios), 2),
    rounds: ratios.length,
  };
}
