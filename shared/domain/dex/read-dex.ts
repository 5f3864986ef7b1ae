import iconv from 'iconv-lite';
import type { CalendarDate } from '../calendar.ts';
import type { AnalyticShare, DueDate, Entry, EntryLine } from '../entry.ts';
import type { Problem } from '../problem.ts';
import { ProblemList } from '../problem-list.ts';
import { type DexFound, FoundCounter } from './found.ts';
import { PASSED_OVER, REMARK_END, REMARK_START, type RecordKey, TEXT_VERSIONS } from './layout.ts';
import { keyOf, RecordLine } from './record-line.ts';

export interface DexEntry {
  /** Line of its ECR in the file, from 1. */
  readonly line: number;
  /** Its sequence number in the file (ECR 109-119), or null where the file gives none. */
  readonly number: number | null;
  readonly createdOn: CalendarDate | null;
  readonly updatedOn: CalendarDate | null;
  readonly entry: Entry;
}

/** What a DEX, or another file of ISACOMPTA's text exchange, says. */
export interface DexFile {
  readonly encoding: 'cp850' | 'windows-1252';
  readonly label: string;
  readonly textVersion: string;
  readonly dossier: { readonly number: string; readonly name: string; readonly accountLength: number | null } | null;
  readonly exercice: {
    readonly start: CalendarDate;
    readonly end: CalendarDate;
    readonly open: boolean;
    readonly currency: string | null;
  } | null;
  /** The entries read whole; one with a field that can't be read is left out and told in `problems`. */
  readonly entries: readonly DexEntry[];
  /** Free text of RMQDEB..RMQFIN, with the line of the RMQDEB. */
  readonly notes: readonly { readonly line: number; readonly text: string }[];
  /** What the file is made of and how it is written. */
  readonly found: DexFound;
  /** What could not be read. */
  readonly problems: readonly Problem[];
  /** What was read and is worth telling: unknown records, an encoding that is not declared. */
  readonly remarks: readonly Problem[];
}

export const MAX_DEX_BYTES = 50 * 1024 * 1024;

/**
 * Reads ISACOMPTA's exchange records, of either text version, by column: short lines are padded, what stands beyond the known columns is ignored,
 * values are trimmed on both sides. Never throws: what it can't read is in `problems`, with its line.
 */
export function readDex(bytes: Uint8Array): DexFile {
  return new DexReader().read(bytes);
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
interface LineDraft extends EntryLine {
  readonly dueDates: DueDate[];
  readonly analytics: AnalyticShare[];
}
/** An entry whose lines are still to come. */
interface EntryDraft extends Omit<DexEntry, 'entry'> {
  readonly entry: Omit<Entry, 'lines'>;
  readonly lines: LineDraft[];
  /** A field could not be read, which is told already. */
  broken: boolean;
  /** Deleted in the program that wrote the file. */
  readonly destroyed: boolean;
}

class DexReader {
  private readonly problems = new ProblemList();
  private readonly remarks = new ProblemList();
  private readonly entries: DexEntry[] = [];
  private readonly found = new FoundCounter();
  private readonly notes: { line: number; text: string }[] = [];
  private readonly file: Mutable<Pick<DexFile, 'encoding' | 'label' | 'textVersion' | 'dossier' | 'exercice'>> = {
    encoding: 'windows-1252',
    label: '',
    textVersion: '',
    dossier: null,
    exercice: null,
  };
  private currency = 'EUR';
  private current: EntryDraft | null = null;
  private note: { line: number; text: string[] } | null = null;
  private line = 0;
  private text = '';

  read(bytes: Uint8Array): DexFile {
    if (bytes.length > MAX_DEX_BYTES) this.problems.add('DEX_TOO_LARGE', { size: bytes.length, max: MAX_DEX_BYTES });
    else if (this.readVersion(bytes)) this.readLines(bytes);
    return {
      ...this.file,
      entries: this.entries,
      notes: this.notes,
      found: this.found.all(),
      problems: this.problems.all(),
      remarks: this.remarks.all(),
    };
  }

  /** The first line says the layout and the encoding of all the others. False where nothing more can be read. */
  private readVersion(bytes: Uint8Array): boolean {
    const newline = bytes.indexOf(0x0a);
    const text = decode(bytes.subarray(0, newline < 0 ? 1000 : newline), 'latin1');
    if (keyOf(text) !== 'VER') {
      this.problems.add('DEX_NO_VERSION', {}, { line: 1 });
      return false;
    }
    const version = new RecordLine('VER', text, 1, this.problems);
    this.file.textVersion = version.get('textVersion');
    if (!TEXT_VERSIONS.some((known) => known === this.file.textVersion)) {
      const params = { version: this.file.textVersion, supported: TEXT_VERSIONS.join(', ') };
      this.problems.add('DEX_TEXT_VERSION', params, { line: 1, where: 'VER 14-17' });
      return false;
    }
    const flag = version.get('ansi');
    if (flag === '0') this.file.encoding = 'cp850';
    else if (flag !== '1' && bytes.some((b) => b > 0x7f)) {
      this.remarks.add('DEX_ENCODING_NOT_DECLARED', { flag }, { line: 1, where: 'VER 49' });
    }
    return true;
  }

  private readLines(bytes: Uint8Array): void {
    const lines = decode(bytes, this.file.encoding === 'cp850' ? 'cp850' : 'win1252').split('\n');
    for (const [index, text] of lines.entries()) {
      this.text = text.replace(/\r$/, '');
      this.line = index + 1;
      this.readLine();
    }
    this.closeEntry();
    if (this.note) this.problems.add('DEX_NOTE_NOT_CLOSED', {}, { line: this.note.line });
  }

  private readLine(): void {
    const key = keyOf(this.text);
    if (this.note) {
      if (key === REMARK_END) {
        this.found.record(key, this.text);
        this.notes.push({ line: this.note.line, text: this.note.text.join('\n') });
        this.note = null;
      } else this.note.text.push(this.text.trimEnd());
    } else if (key === REMARK_START) {
      this.found.record(key, this.text);
      this.note = { line: this.line, text: [] };
    }
    // Blank lines, and the end-of-file mark of DOS, say nothing.
    else if (this.text.replaceAll('\u001a', '').trim() !== '') this.readRecord(key);
  }

  private readRecord(key: string): void {
    this.found.record(key, this.text);
    switch (key) {
      case 'VER':
        if (this.line > 1) this.tellRepeated(key);
        else this.file.label = this.fields('VER').get('label');
        break;
      case 'DOS':
        if (this.file.dossier) this.tellRepeated(key);
        else this.readDossier();
        break;
      case 'EXO':
        if (this.file.exercice) this.tellRepeated(key);
        else this.readExercice();
        break;
      case 'ECR':
        this.readEntry();
        break;
      case 'MVT':
        this.readMovement();
        break;
      case 'ANAMVT':
        this.readShare();
        break;
      case 'ECHMVT':
        this.readDueDate();
        break;
      default:
        if (!PASSED_OVER.has(key)) this.remarks.add('DEX_UNKNOWN_RECORD', { record: key }, { line: this.line });
    }
  }

  private readDossier(): void {
    const fields = this.fields('DOS');
    this.file.dossier = {
      number: fields.get('number'),
      name: fields.get('name'),
      accountLength: fields.integer('accountLength') ?? null,
    };
  }

  /** Blank in files that leave the exercice to the receiver. */
  private readExercice(): void {
    const fields = this.fields('EXO');
    const start = fields.date('start');
    const end = fields.date('end');
    this.currency = fields.get('currency') || this.currency;
    if (start && end) {
      const currency = fields.get('currency') || null;
      this.file.exercice = { start, end, open: fields.get('open') !== '0', currency };
    }
  }

  private readEntry(): void {
    this.closeEntry();
    const fields = this.fields('ECR');
    const journal = fields.required('journal');
    const date = fields.requiredDate('date');
    const documentDate = fields.date('documentDate');
    const createdOn = fields.date('createdOn');
    const updatedOn = fields.date('updatedOn');
    const number = fields.integer('number');
    this.current = {
      destroyed: fields.get('destroyed') === '1',
      broken: [journal, date, documentDate, createdOn, updatedOn, number].includes(undefined),
      line: this.line,
      number: number ?? null,
      createdOn: createdOn ?? null,
      updatedOn: updatedOn ?? null,
      entry: {
        journal: journal ?? '',
        date: date ?? '',
        piece: fields.get('piece') || null,
        label: fields.get('label'),
        documentDate: documentDate ?? null,
        reference: fields.get('reference') || null,
        currency: fields.get('currency') || this.currency,
      },
      lines: [],
    };
  }

  private readMovement(): void {
    const entry = this.current;
    if (!entry) {
      this.problems.add('DEX_MISPLACED', { record: 'MVT', parent: 'ECR' }, { line: this.line });
      return;
    }
    const fields = this.fields('MVT');
    const account = fields.required('account');
    const debit = fields.decimal('debit');
    const credit = fields.decimal('credit');
    this.found.movement(
      this.text,
      { debit: fields.get('debit'), credit: fields.get('credit') },
      fields.get('lettering'),
    );
    if ([account, debit, credit].includes(undefined)) entry.broken = true;
    entry.lines.push({
      account: account ?? '',
      label: fields.get('label'),
      debit: debit ?? 0,
      credit: credit ?? 0,
      vatCode: fields.get('vatCode') || fields.get('vatAccountCode') || null,
      dueDates: [],
      analytics: [],
    });
  }

  private readShare(): void {
    const movement = this.movementOf('ANAMVT');
    if (!movement) return;
    const fields = this.fields('ANAMVT');
    const activity = fields.required('activity');
    const share = fields.decimal('share');
    if (activity === undefined || share === undefined) this.current!.broken = true;
    else {
      movement.analytics.push({ activity, cut: fields.get('cut') || null, label: fields.get('label') || null, share });
    }
  }

  private readDueDate(): void {
    const movement = this.movementOf('ECHMVT');
    if (!movement) return;
    const fields = this.fields('ECHMVT');
    const amount = fields.decimal('amount');
    const date = fields.requiredDate('date');
    if (amount === undefined || date === undefined) this.current!.broken = true;
    else movement.dueDates.push({ date, amount });
  }

  /** The line of an entry that a record belongs to: the last one read. */
  private movementOf(record: 'ANAMVT' | 'ECHMVT'): LineDraft | undefined {
    const movement = this.current?.lines.at(-1);
    if (!movement) this.problems.add('DEX_MISPLACED', { record, parent: 'MVT' }, { line: this.line });
    return movement;
  }

  private closeEntry(): void {
    if (!this.current) return;
    const { entry, lines, broken, destroyed, ...rest } = this.current;
    this.current = null;
    if (destroyed) this.remarks.add('DEX_DESTROYED', { label: entry.label }, { line: rest.line, where: 'ECR 120' });
    else if (lines.length === 0) this.problems.add('DEX_ENTRY_WITHOUT_LINE', {}, { line: rest.line });
    else if (!broken) this.entries.push({ ...rest, entry: { ...entry, lines } });
  }

  private fields<Key extends RecordKey>(key: Key): RecordLine<Key> {
    return new RecordLine(key, this.text, this.line, this.problems);
  }

  private tellRepeated(record: string): void {
    this.problems.add('DEX_REPEATED', { record }, { line: this.line });
  }
}

function decode(bytes: Uint8Array, encoding: 'latin1' | 'cp850' | 'win1252'): string {
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), encoding, { stripBOM: false });
}
