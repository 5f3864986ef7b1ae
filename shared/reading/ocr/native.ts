import type { OcrEngine, OcrWord, Raster } from './engine.ts';
import { orientationOf } from './orientation.ts';
import { programInput } from './program-input.ts';
import { type Ended, run } from './run.ts';
import { wordsOf } from './words.ts';

export interface NativeOptions {
  /** The program; found on the path where absent. */
  readonly tesseract?: string;
  /** Folder of `fra.traineddata` and `osd.traineddata`; the program's own where absent. */
  readonly tessdata?: string;
  /** Page segmentation mode; docs/ocr.md says why 3. */
  readonly psm?: number;
  /** For one page. */
  readonly timeoutMs?: number;
  /** Calls off what runs and refuses what comes after. */
  readonly signal?: AbortSignal;
}

/** The program as it was found. */
export interface Installed {
  /** The program and what comes before its own arguments. */
  readonly command: readonly [path: string, ...args: string[]];
  /** `5.3.0` */
  readonly version: string;
  readonly osd: boolean;
}

const LANGUAGE = 'fra';
/** The TSV of a page full of small print has some 300 kB. */
const MAX_OUTPUT = 16 * 1024 ** 2;
const ASK_TIMEOUT_MS = 10_000;
const PAGE_TIMEOUT_MS = 120_000;

/** Has Linux kill the program when this process dies, be it by SIGKILL. Of util-linux 2.33 and later. */
const WITH_PARENT = ['setpriv', '--pdeathsig', 'SIGKILL'] as const;

/** Looks for the program and its French data. Rejected with one plain sentence where either is missing. */
export async function detectNative(options: NativeOptions = {}): Promise<Installed> {
  const path = options.tesseract ?? 'tesseract';
  const command = (await endsWithParent(path, options)) ? ([...WITH_PARENT, path] as const) : ([path] as const);
  const said = await ask(command, ['--version'], options);
  // Before version 5 it was written to the error output.
  const version = /^tesseract v?(\d\S*)/m.exec(`${said.stdout}\n${said.stderr}`)?.[1];
  if (!version) throw new Error(`${path} is not tesseract: it does not say its version`);
  const listed = await ask(command, [...data(options), '--list-langs'], options);
  const languages = new Set(`${listed.stdout}\n${listed.stderr}`.split(/\r?\n/).map((line) => line.trim()));
  if (!languages.has(LANGUAGE))
    throw new Error(`tesseract ${version} has no French data: install the package tesseract-ocr-fra`);
  return { command, version, osd: languages.has('osd') };
}

async function endsWithParent(path: string, options: NativeOptions): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const tried = await ask([...WITH_PARENT, path], ['--version'], options).catch(() => null);
  return tried?.code === 0;
}

async function ask(command: Installed['command'], args: readonly string[], options: NativeOptions): Promise<Ended> {
  const [path, ...before] = command;
  try {
    return await run({
      path,
      args: [...before, ...args],
      env: environment(),
      timeoutMs: ASK_TIMEOUT_MS,
      maxOutputBytes: 1024 ** 2,
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    throw new Error(`tesseract can't be run (${command.join(' ')}): ${(error as Error).message}`);
  }
}

/** Tesseract as a program of this machine, one process for each page. Rejected as detectNative. */
export async function createNativeEngine(options: NativeOptions = {}): Promise<OcrEngine> {
  return new NativeEngine(await detectNative(options), options);
}

class NativeEngine implements OcrEngine {
  readonly name: string;
  private readonly installed: Installed;
  private readonly options: NativeOptions;
  private readonly closing = new AbortController();
  private readonly signal: AbortSignal;
  private readonly running = new Set<Promise<unknown>>();

  constructor(installed: Installed, options: NativeOptions) {
    this.name = `tesseract ${installed.version}`;
    this.installed = installed;
    this.options = options;
    this.signal = options.signal ? AbortSignal.any([this.closing.signal, options.signal]) : this.closing.signal;
  }

  async recognise(image: Raster, handedOver: () => void = () => {}): Promise<readonly OcrWord[]> {
    const psm = String(this.options.psm ?? 3);
    const page = this.page(image, ['-l', LANGUAGE, '--psm', psm, '-c', 'tessedit_create_tsv=1']);
    // The program loads its model before it wants the picture, which takes longer than most of what is done meanwhile.
    setImmediate(handedOver);
    const ended = await page;
    if (ended.code !== 0) throw new Error(`${this.name} failed: ${firstLine(ended.stderr)}`);
    return wordsOf(ended.stdout, image);
  }

  async orientation(image: Raster) {
    if (!this.installed.osd) return null;
    // It fails where there are too few letters to tell.
    const { code, stdout } = await this.page(image, ['-l', 'osd', '--psm', '0']);
    if (code !== 0) return null;
    const value = (title: string) => Number(new RegExp(`^${title}: (\\S+)`, 'm').exec(stdout)?.[1] ?? Number.NaN);
    return orientationOf(value('Rotate'), value('Orientation confidence'));
  }

  async close(): Promise<void> {
    this.closing.abort();
    await Promise.allSettled(this.running);
  }

  private async page(image: Raster, args: readonly string[]): Promise<Ended> {
    if (this.closing.signal.aborted) throw new Error('the OCR engine is closed');
    const [path, ...before] = this.installed.command;
    const input = await programInput(image);
    const running = run({
      path,
      args: [...before, 'stdin', 'stdout', ...data(this.options), '--dpi', String(Math.round(image.dpi)), ...args],
      input,
      env: environment(),
      timeoutMs: this.options.timeoutMs ?? PAGE_TIMEOUT_MS,
      maxOutputBytes: MAX_OUTPUT,
      signal: this.signal,
    });
    this.running.add(running);
    try {
      return await running;
    } catch (error) {
      throw new Error(`${this.name} failed: ${(error as Error).message}`);
    } finally {
      this.running.delete(running);
    }
  }
}

function data({ tessdata }: NativeOptions): string[] {
  return tessdata === undefined ? [] : ['--tessdata-dir', tessdata];
}

/** One thread: two are no faster on a page, and pages are read side by side. */
function environment(): Record<string, string> {
  const { PATH, SystemRoot } = process.env;
  return {
    OMP_THREAD_LIMIT: '1',
    LC_ALL: 'C',
    ...(PATH ? { PATH } : {}),
    ...(SystemRoot ? { SystemRoot } : {}),
  };
}

function firstLine(text: string): string {
  return /\S.*/.exec(text)?.[0].slice(0, 200) ?? 'it said nothing';
}
