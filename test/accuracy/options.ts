import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { Closings } from './exercices.ts';
import { KINDS, type Kind } from './manifest.ts';

export const ENGINES = ['auto', 'native', 'packaged'] as const;
export type EngineName = (typeof ENGINES)[number];

export const USAGE = `npm run accuracy -- [options]

Reads every invoice of a manifest with the product's own reader, decides as the dispatch does, and tells for how many the
exercice is right, asked of a person, or wrong. Exit code 1 where one is wrong.

  --manifest FILE   files and what is known of them; may be given several times; "generated" is the generated set
                    (default)
  --closing MONTH   exercices of twelve months end with this month, 1 to 12, or "all" for the worst of the twelve (12)
  --mid-month       also exercices that end on the 15th
  --long            also one exercice of 18 months, in the middle of the dates
  --only KIND,...   ${KINDS.join(', ')} (all)
  --limit N         at most N files of each kind
  --sample N        only N files of each kind, evenly spread over a manifest: a quick look
  --json FILE       writes all figures and all wrong ones to FILE
  --processes N     readers at a time (one a processor)
  --seconds N       longest reading of one file without its pictures, and of one page of a scan (120)

Scans are read with OCR, seconds a page; what was read is kept (dist/accuracy/ocr) until the code that reads pictures
(shared/reading) or the engine changes, so that changed rules run again in seconds:

  --engine NAME     ${ENGINES.join(', ')}: the machine's Tesseract, or the one of npm packages, as on Azure
                    (auto: the machine's where it has French)
  --fresh           reads all pages again

The generated set is drawn once and kept (dist/accuracy):

  --seed N          another seed, another set (1)
  --count N         files (1000)
  --cache DIR       where it is kept, and what was read of scans`;

/** Stands for the manifest of the set that is drawn here. */
export const GENERATED = 'generated';

export interface AccuracyOptions {
  /** Paths, or {@link GENERATED}. */
  readonly manifests: readonly string[];
  readonly closings: Closings;
  readonly only?: readonly Kind[];
  readonly limit?: number;
  readonly sample?: number;
  readonly json?: string;
  readonly processes: number;
  readonly seconds: number;
  readonly engine: EngineName;
  readonly fresh: boolean;
  readonly seed: number;
  readonly count: number;
  readonly cache?: string;
}

/** @throws Error with a text for the user. */
export function readOptions(args: readonly string[]): AccuracyOptions | 'help' {
  const { values: v } = parseArgs({
    args: [...args],
    options: {
      manifest: { type: 'string', multiple: true, default: [GENERATED] },
      closing: { type: 'string', default: '12' },
      'mid-month': { type: 'boolean', default: false },
      long: { type: 'boolean', default: false },
      only: { type: 'string' },
      limit: { type: 'string' },
      sample: { type: 'string' },
      engine: { type: 'string', default: 'auto' },
      fresh: { type: 'boolean', default: false },
      json: { type: 'string' },
      processes: { type: 'string', default: String(availableParallelism()) },
      seconds: { type: 'string', default: '120' },
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '1000' },
      cache: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (v.help) return 'help';
  const months =
    v.closing === 'all' ? Array.from({ length: 12 }, (_, n) => n + 1) : [whole('closing', v.closing, 1, 12)];
  return {
    manifests: v.manifest,
    closings: { months, midMonth: v['mid-month'], long: v.long },
    only: v.only?.split(',').map((name) => known('only', name, KINDS)),
    limit: v.limit === undefined ? undefined : whole('limit', v.limit, 1, 100_000),
    sample: v.sample === undefined ? undefined : whole('sample', v.sample, 1, 100_000),
    json: v.json,
    processes: whole('processes', v.processes, 1, 64),
    seconds: whole('seconds', v.seconds, 1, 3600),
    engine: known('engine', v.engine, ENGINES),
    fresh: v.fresh,
    seed: whole('seed', v.seed, 0, 2 ** 31),
    count: whole('count', v.count, 1, 100_000),
    cache: v.cache,
  };
}

function whole(name: string, text: string, from: number, to: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= from && value <= to) return value;
  throw new Error(`--${name} ${text}: a whole number from ${from} to ${to} was expected.`);
}

function known<Name extends string>(option: string, text: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === text);
  if (!found) throw new Error(`--${option} ${text}: one of ${names.join(', ')} was expected.`);
  return found;
}
