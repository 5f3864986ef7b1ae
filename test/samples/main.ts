import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isValidSiren } from '../../shared/domain/siren.ts';
import { generate } from './generate.ts';

/** npm run samples: a folder of invented invoices to try the pipeline with. */
const USAGE = `npm run samples -- [options]

  --out DIR              folder to write (default: .ami/samples); one that holds a manifest is refused
  --count N              files (default: 40)
  --seed S               the same seed gives the same bytes (default: 1)
  --year AAAA            year of most invoices (default: 2025); some are of the days around its ends
  --dossier-siren SIREN  the dossier that buys (default: an invented one)
`;

function fail(message: string): never {
  console.error(`${message}\n\n${USAGE}`);
  process.exit(2);
}

function wholeNumber(name: string, text: string, from: number, to: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < from || value > to)
    fail(`--${name} ${text}: a whole number from ${from} to ${to}.`);
  return value;
}

function read() {
  try {
    return parseArgs({
      options: {
        out: { type: 'string', default: '.ami/samples' },
        count: { type: 'string', default: '40' },
        seed: { type: 'string', default: '1' },
        year: { type: 'string', default: '2025' },
        'dossier-siren': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (e) {
    return fail((e as Error).message);
  }
}

const values = read();
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const dossierSiren = values['dossier-siren'];
if (dossierSiren !== undefined && !isValidSiren(dossierSiren))
  fail(`--dossier-siren ${dossierSiren}: nine digits whose check digit holds.`);
const out = resolve(values.out);
if (existsSync(resolve(out, 'manifest.json'))) fail(`${out} holds samples already: give another folder.`);
const options = {
  out,
  count: wholeNumber('count', values.count, 1, 10_000),
  seed: wholeNumber('seed', values.seed, 0, 2 ** 32 - 1),
  year: wholeNumber('year', values.year, 1990, 2190),
  ...(dossierSiren ? { dossierSiren } : {}),
};
const samples = await generate(options, (done, of) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${done}/${of}${done === of ? '\n' : ''}`);
});
const kinds = Map.groupBy(samples, (s) => s.file.split('/')[0]!);
console.log(`${samples.length} files in ${out}: ${[...kinds].map(([k, list]) => `${list.length} ${k}`).join(', ')}`);
