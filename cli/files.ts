import { readFile, writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { CliError } from './errors.ts';

/** Bytes of a file, or of `stdin` where it is given and the name is `-`. Rejects with `CliError` (`FILE_NOT_READ`). */
export async function readBytes(file: string, stdin?: NodeJS.ReadableStream): Promise<Uint8Array> {
  try {
    return stdin && file === '-' ? await buffer(stdin) : await readFile(file);
  } catch (e) {
    throw new CliError('FILE_NOT_READ', { file, detail: (e as NodeJS.ErrnoException).code ?? 'error' });
  }
}

/** Writes a file that was not there. Rejects with `CliError` (`NEW_FILE_EXISTS`, `FILE_NOT_WRITTEN`). */
export async function writeNew(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (e) {
    const detail = (e as NodeJS.ErrnoException).code ?? 'error';
    throw detail === 'EEXIST'
      ? new CliError('NEW_FILE_EXISTS', { file })
      : new CliError('FILE_NOT_WRITTEN', { file, detail });
  }
}
