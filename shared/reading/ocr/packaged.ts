import type { PSM, Worker } from 'tesseract.js';
import type { OcrEngine, OcrWord, Raster } from './engine.ts';
import { orientationOf } from './orientation.ts';
import { type PackagedFiles, packagedFiles } from './packages.ts';
import { toPnm } from './raster.ts';
import { OcrThread } from './thread.ts';
import { wordsOf } from './words.ts';

export interface PackagedOptions {
  /** A folder that has, or lies below one that has, the `node_modules` with the packages; this module's where absent. */
  readonly dataDirectory?: string;
  /** Page segmentation mode; docs/ocr.md says why 3. */
  readonly psm?: number;
  /** For one page. */
  readonly timeoutMs?: number;
  /** How long the thread that tells orientation is kept unused. */
  readonly idleMs?: number;
  /** Folder of another `fra.traineddata.gz`, to measure it. */
  readonly french?: string;
}

const PAGE_TIMEOUT_MS = 120_000;
const START_TIMEOUT_MS = 60_000;
const IDLE_MS = 10_000;

/** Tesseract compiled to WebAssembly, from packages: no program to install. Throws where a package is missing. */
export function createPackagedEngine(options: PackagedOptions = {}): OcrEngine {
  return new PackagedEngine(packagedFiles(options.dataDirectory), options);
}

/** Threads are started when first needed, and again where one failed. */
class PackagedEngine implements OcrEngine {
  readonly name: string;
  private readonly options: PackagedOptions;
  private readonly reading: Slot;
  private readonly turning: Slot;
  private closed = false;

  constructor(files: PackagedFiles, options: PackagedOptions) {
    this.name = `tesseract.js ${files.version}`;
    this.options = options;
    const { workerPath, osd } = files;
    const common = { workerPath, startTimeoutMs: START_TIMEOUT_MS };
    const langPath = options.french ?? files.french;
    this.reading = new Slot(() => OcrThread.start({ ...common, language: 'fra', langPath, legacy: false }));
    this.turning = new Slot(
      () => OcrThread.start({ ...common, language: 'osd', langPath: osd, legacy: true }),
      options.idleMs ?? IDLE_MS,
    );
  }

  async recognise(image: Raster, handedOver: () => void = () => {}): Promise<readonly OcrWord[]> {
    const tsv = await this.run(this.reading, image, async (worker, picture) => {
      await worker.setParameters({
        tessedit_pageseg_mode: String(this.options.psm ?? 3) as PSM,
        user_defined_dpi: String(Math.round(image.dpi)),
      });
      const read = worker.recognize(picture, {}, { text: false, tsv: true });
      // The library posts the picture to its thread some microtasks later.
      setImmediate(handedOver);
      return (await read).data.tsv;
    });
    return wordsOf(tsv ?? '', image);
  }

  async orientation(image: Raster) {
    const { orientation_degrees, orientation_confidence } = await this.run(
      this.turning,
      image,
      async (worker, picture) => {
        await worker.setParameters({ user_defined_dpi: String(Math.round(image.dpi)) });
        return (await worker.detect(picture)).data;
      },
    );
    // A grey page takes eight times the memory of a black and white one: what this thread holds of it must not stand beside
    // what the next reading takes.
    if (image.bits === 8) await this.turning.end();
    return orientationOf(orientation_degrees, orientation_confidence);
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([this.reading.end(), this.turning.end()]);
  }

  private async run<T>(slot: Slot, image: Raster, job: (worker: Worker, picture: Buffer) => Promise<T>): Promise<T> {
    const picture = Buffer.from(toPnm(image));
    if (this.closed) throw new Error('the OCR engine is closed');
    try {
      return await slot.run((worker) => job(worker, picture), this.options.timeoutMs ?? PAGE_TIMEOUT_MS);
    } catch (error) {
      throw new Error(this.closed ? 'the OCR engine was closed' : `${this.name} failed: ${(error as Error).message}`);
    }
  }
}

/** A thread that is started on demand, and ended after `idleMs` without work. */
class Slot {
  private readonly start: () => Promise<OcrThread>;
  private readonly idleMs: number | null;
  private thread: Promise<OcrThread> | null = null;
  private busy = 0;
  private idle: NodeJS.Timeout | undefined;

  constructor(start: () => Promise<OcrThread>, idleMs: number | null = null) {
    this.start = start;
    this.idleMs = idleMs;
  }

  async run<T>(job: (worker: Worker) => Promise<T>, timeoutMs: number): Promise<T> {
    clearTimeout(this.idle);
    this.busy++;
    try {
      return await (await this.ready()).run(job, timeoutMs);
    } finally {
      this.busy--;
      if (this.busy === 0 && this.idleMs !== null) this.idle = setTimeout(() => void this.end(), this.idleMs).unref();
    }
  }

  async end(): Promise<void> {
    clearTimeout(this.idle);
    const thread = this.thread;
    this.thread = null;
    await (await thread?.catch(() => null))?.end('it was ended');
  }

  private async ready(): Promise<OcrThread> {
    const current = await this.thread?.catch(() => null);
    if (current?.alive) return current;
    this.thread = this.start();
    return this.thread;
  }
}
