import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import type { Language } from '../../shared/domain/messages.ts';
import { readTraces, tracesAbout } from '../../shared/tracing/trace-files.ts';
import { traceLines } from '../../shared/tracing/tree.ts';
import { CliError } from '../errors.ts';
import { examples } from '../options.ts';
import { action, type Given, type Session } from '../session.ts';
import { findSettings } from '../settings.ts';

/** More are not printed: what was typed is then the beginning of too much. */
const MAX_TRACES = 10;

/** `trace ID`, of what the cloud on this machine has kept. */
export function addTrace(program: Command, language: Language): void {
  program
    .command('trace')
    .argument('<id>', 'document, entry, publication or trace; of an identifier at least its first 6 characters')
    .description('What was done about something, as a tree with times (the cloud of this machine: npm start)')
    .addHelpText('after', examples(['ami trace yzt6s0k2m9', 'ami trace 007868_201912_000001']))
    .action(action(language, showTraces));
}

async function showTraces(s: Session, { args: [id] }: Given<[string]>): Promise<void> {
  const found = findSettings(process.cwd());
  if (!found) throw new CliError('TRACES_MISSING');
  const traces = tracesAbout(await readTraces(join(dirname(found.path), 'traces')), id).slice(-MAX_TRACES);
  if (traces.length === 0) throw new CliError('TRACE_NOT_FOUND', { id });
  if (s.json) return s.out.json({ items: traces });
  for (const spans of traces) s.out.line(`${traceLines(spans, s.language).join('\n')}\n`);
}
