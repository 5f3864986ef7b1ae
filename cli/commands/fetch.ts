import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { constants, createWriteStream } from 'node:fs';
import { copyFile, link, rename, rm, stat } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import type { Language } from '../../shared/domain/messages.ts';
import type { DocumentItem } from '../answers.ts';
import { resolveDocumentId } from '../document-id.ts';
import { CliError } from '../errors.ts';
import { bytes } from '../format.ts';
import { examples } from '../options.ts';
import { action, type Given, type Session } from '../session.ts';

/** `fetch ID`. */
export function addFetch(program: Command, language: Language): void {
  program
    .command('fetch')
    .argument('<id>', 'identifier, or at least its first 6 characters')
    .description(
      'Write the content of a document to a file, checked against its SHA-256; or the searchable copy of a scan',
    )
    .option('-o, --output <file>', "where to (default: the document's name in this directory; - for standard output)")
    .option('--archive', 'a scan as a searchable PDF, its pages upright; made when it is first asked for')
    .option('--force', 'replace the file where it exists')
    .addHelpText(
      'after',
      examples([
        'ami fetch yzt6s0k2m9',
        'ami fetch yzt6s0k2m9 -o facture.pdf --force',
        'ami fetch yzt6s0k2m9 --archive',
      ]),
    )
    .action(action(language, fetchContent));
}

interface Options {
  output?: string;
  force?: boolean;
  archive?: boolean;
}

/** What is fetched: its sum is known beforehand for the document itself only. */
interface Wanted {
  readonly id: string;
  readonly sha256: string | null;
}

async function fetchContent(s: Session, { args: [text], options }: Given<[string], Options>) {
  const { compte } = s;
  const id = await resolveDocumentId(s.api, compte, text);
  const params = { compte, id };
  const d = await s.api.json<DocumentItem>('getDocument', { params });
  const name = options.archive ? d.name.replace(/(\.(tiff?|pdf))?$/i, '.archive.pdf') : d.name;
  const file = options.output ?? safeFileName(name, id);
  if (file !== '-' && !options.force && (await exists(file))) throw new CliError('FILE_EXISTS', { file });
  const content = await s.api.stream(options.archive ? 'getArchive' : 'getContent', { params });
  const wanted: Wanted = { id, sha256: options.archive ? null : d.sha256 };
  if (file === '-') return void (await copy(content, wanted, process.stdout));
  const size = await toFile(content, wanted, file, options.force === true);
  if (s.json) return s.out.json(d);
  s.out.line(s.t('FETCHED', { file, size: bytes(size, s.language) }));
}

/**
 * The name under which a document may be kept here: the client chose it, so no folder, no leading dot, and nothing that
 * a file system or a shell takes for something else.
 */
export function safeFileName(name: string, id: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, '_')
    .replace(/^[.\s-]+|[.\s]+$/g, '');
  return plain === '' || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain) ? `document-${id}` : plain;
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/**
 * Complete and checked, or nothing: written beside its place and put there at the end. Without `force`, a file that has
 * appeared there meanwhile is not replaced.
 */
async function toFile(content: ReadableStream<Uint8Array>, d: Wanted, file: string, force: boolean): Promise<number> {
  const part = `${file}.${randomBytes(4).toString('hex')}.part`;
  const target = createWriteStream(part, { flags: 'wx' });
  const interrupted = () => {
    target.destroy(new CliError('INTERRUPTED'));
  };
  process.once('SIGINT', interrupted);
  try {
    await once(target, 'open');
    const size = await copy(content, d, target);
    await (force ? rename(part, file) : putNew(part, file));
    return size;
  } catch (e) {
    if (e instanceof CliError) throw e;
    const { code, syscall, name } = e as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new CliError('FILE_EXISTS', { file });
    // A file system names the call that failed; a broken connection does not.
    throw syscall && syscall !== 'read'
      ? new CliError('FILE_NOT_WRITTEN', { file, detail: code ?? name })
      : new CliError('CONTENT_BROKEN', { id: d.id, detail: code ?? name });
  } finally {
    process.off('SIGINT', interrupted);
    await content.cancel().catch(() => {});
    await rm(part, { force: true });
  }
}

/** Rejects with `EEXIST` where `file` is there. A link takes the name at once; where there are no links, a copy. */
async function putNew(part: string, file: string): Promise<void> {
  try {
    await link(part, file);
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === 'EEXIST') throw e;
    await copyFile(part, file, constants.COPYFILE_EXCL);
  }
}

/** Resolves to the number of bytes. */
async function copy(content: ReadableStream<Uint8Array>, d: Wanted, to: NodeJS.WritableStream): Promise<number> {
  const hash = createHash('sha256');
  let size = 0;
  const hashing = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(Readable.fromWeb(content as import('node:stream/web').ReadableStream), hashing, to, {
    end: to !== process.stdout,
  });
  if (d.sha256 && hash.digest('hex') !== d.sha256) throw new CliError('CONTENT_DAMAGED', { id: d.id });
  return size;
}
