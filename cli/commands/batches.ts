import { writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { parsePageList } from '../../shared/domain/batch/page-list.ts';
import type { Language } from '../../shared/domain/messages.ts';
import type { DocumentItem } from '../answers.ts';
import { resolveDocumentId } from '../document-id.ts';
import { stateInWords } from '../document-lines.ts';
import { CliError } from '../errors.ts';
import { examples } from '../options.ts';
import { action, type Given, type Session } from '../session.ts';

interface SplitOptions {
  pages?: number[][];
  keep?: number[][];
  note?: string;
}
interface SheetOptions {
  count: string;
  dossier?: string;
  exercice?: string;
  out: string;
}

/** `split ID`, `separators`. */
export function addBatches(program: Command, language: Language): void {
  program
    .command('split')
    .argument('<id>', 'identifier, or at least its first 6 characters')
    .description('Divide a waiting scan into several documents, as proposed or by other pages')
    .addOption(
      new Option(
        '--pages <list>',
        'pages of each document, as in 1-2,3; 1+3,2 where they do not follow each other',
      ).argParser(lists),
    )
    .addOption(new Option('--keep <list>', 'with --pages: pages that belong to no document').argParser(lists))
    .option('--note <text>', 'kept in its history')
    .addHelpText(
      'after',
      examples([
        'ami split yzt6s0k2m9',
        'ami split yzt6s0k2m9 --pages 1-2,3,4-6',
        'ami split yzt6s0k2m9 --pages 2,4 --keep 1,3',
      ]),
    )
    .action(action(language, split));
  program
    .command('separators')
    .description('Separator sheets to print and lay before each document of a stack (PDF)')
    .option('--count <n>', 'sheets, 1 to 100', '1')
    .option('--dossier <number>', 'stated on the sheet')
    .option('--exercice <AAAAMM>', 'with --dossier')
    .requiredOption('-o, --out <file>', 'where to; not there yet')
    .addHelpText('after', examples(['ami separators --count 20 --out separateurs.pdf']))
    .action(action(language, separators));
}

function lists(text: string): number[][] {
  return text.split(',').map((list) => {
    const pages = parsePageList(list.replaceAll('+', ','));
    if (!pages) throw new InvalidArgumentError('page numbers, as in 1-2,3,4-6 or 1+3,2');
    return pages;
  });
}

async function split(s: Session, { args: [text], options }: Given<[string], SplitOptions>): Promise<void> {
  const { compte } = s;
  const id = await resolveDocumentId(s.api, compte, text);
  const { pages, keep, note } = options;
  const params = { compte, id };
  const seen = await s.api.json<DocumentItem>('getDocument', { params });
  // Of a scan that is divided already, the same may be asked again.
  const version = seen.state === 'waiting' ? seen.version : undefined;
  const body = { parts: pages, kept: keep?.flat(), note, version };
  const d = await s.api.json<DocumentItem>('split', { params, body });
  if (s.json) s.out.json(d);
  else s.out.line(s.t('DECIDED', { name: d.name, state: stateInWords(s, d) }));
}

async function separators(s: Session, { options }: Given<[], SheetOptions>): Promise<void> {
  const { count, dossier, exercice, out } = options;
  const query = { count, dossier, exercice };
  const pdf = await buffer(await s.api.stream('printSeparators', { params: { compte: s.compte }, query }));
  try {
    await writeFile(out, pdf, { flag: 'wx' });
  } catch (e) {
    const detail = (e as NodeJS.ErrnoException).code ?? 'error';
    throw detail === 'EEXIST'
      ? new CliError('NEW_FILE_EXISTS', { file: out })
      : new CliError('FILE_NOT_WRITTEN', { file: out, detail });
  }
  s.out.line(s.t('PRINTED', { file: out }));
}
