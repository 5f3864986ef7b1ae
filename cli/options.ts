import { Argument, InvalidArgumentError, Option } from 'commander';

/** Options that several commands take, read in one way. */

/** The word `list`, which may be said: `ami documents list`. */
export function listWord(): Argument {
  return new Argument('[list]', 'may be said or left out').choices(['list']);
}

/** `--limit`, from 1. */
export function limitOption(fallback: number): Option {
  return new Option('--limit <n>', 'how many at most').default(fallback).argParser((text) => {
    const n = Number(text);
    if (!Number.isInteger(n) || n < 1) throw new InvalidArgumentError('A number from 1.');
    return n;
  });
}

/** `--all`: instead of `--limit`. */
export function allOption(): Option {
  return new Option('--all', 'every page');
}

/** `--dossiers all` or `--dossiers 007868,007869`. */
export function dossiersOption(): Option {
  return new Option('--dossiers <numbers>', 'dossiers that it may see: all, or numbers separated by commas').argParser(
    (text) => {
      if (text.trim().toLowerCase() === 'all') return 'all';
      const numbers = text.split(',').map((n) => n.trim().toUpperCase());
      const wrong = numbers.find((n) => !/^[A-Z0-9]{1,8}$/.test(n));
      if (wrong !== undefined)
        throw new InvalidArgumentError(`"${wrong}" is not a dossier number (1 to 8 letters or digits).`);
      return numbers;
    },
  );
}

/** `--grace-hours`, from 0 to 30 days. */
export function hoursOption(): Option {
  return new Option('--grace-hours <n>', 'how long the old key still works').default(24).argParser((text) => {
    const n = Number(text);
    if (text.trim() === '' || !(n >= 0 && n <= 720)) throw new InvalidArgumentError('A number from 0 to 720.');
    return n;
  });
}

/** The examples under a command's help. */
export function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((l) => `  $ ${l}`).join('\n')}\n`;
}
