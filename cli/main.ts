import { CommanderError } from 'commander';
import type { Language } from '../shared/domain/messages.ts';
import { ApiRefusal, CliError, EXIT_FAILED, EXIT_USAGE } from './errors.ts';
import { problemLine } from './format.ts';
import { chooseLanguage } from './language.ts';
import { buildProgram } from './program.ts';
import { findSettings } from './settings.ts';
import { clean } from './text-width.ts';

/** `ami`: the command line of operators, managers and accountants. */
async function main(): Promise<number> {
  const argv = process.argv.slice(2);
  const language = chooseLanguage(argv, settingsLanguage(), process.env);
  try {
    await buildProgram(language).parseAsync(argv, { from: 'user' });
    return 0;
  } catch (e) {
    // Commander has said it already; asking for help is no error.
    if (e instanceof CommanderError) return e.exitCode === 0 ? 0 : EXIT_USAGE;
    return report(e, language, argv.includes('--json'));
  }
}

function settingsLanguage(): Language | undefined {
  try {
    return findSettings(process.cwd())?.settings.language;
  } catch {
    // Said by the command that needs the file.
    return undefined;
  }
}

function report(e: unknown, language: Language, json: boolean): number {
  const known = e instanceof CliError || e instanceof ApiRefusal ? e : unexpected(e);
  const { said, problems } = known;
  if (json) {
    const body = known instanceof ApiRefusal ? known.body : said;
    process.stderr.write(`${JSON.stringify(body, null, 2)}\n`);
    return known.exit;
  }
  const lines = [clean(said[language]), ...problems.map((p) => `  ✗ ${clean(problemLine(p, language))}`)];
  process.stderr.write(`${lines.join('\n')}\n`);
  return known.exit;
}

/** A fault of ours; its trace where it is asked for (AMI_LOG_LEVEL=debug). */
function unexpected(e: unknown): CliError {
  if (process.env['AMI_LOG_LEVEL'] === 'debug' && e instanceof Error) process.stderr.write(`${e.stack}\n`);
  return new CliError('UNEXPECTED', { detail: e instanceof Error ? e.message : String(e) }, EXIT_FAILED);
}

// `ami documents | head` closes the pipe: that is no failure.
process.stdout.on('error', (e: NodeJS.ErrnoException) => {
  process.exit(e.code === 'EPIPE' ? 0 : EXIT_FAILED);
});

process.exitCode = await main();
