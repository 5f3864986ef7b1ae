import type { OcrEngine } from './engine.ts';
import { createNativeEngine } from './native.ts';
import { createPackagedEngine } from './packaged.ts';

export interface EngineChoice {
  /** `auto`: the machine's own Tesseract where it is installed with French, else the packaged one. */
  readonly engine?: 'auto' | 'native' | 'packaged';
  /** Path of the machine's Tesseract; found on the path where absent. */
  readonly tesseract?: string;
  /** Where the packaged engine's packages are: see PackagedOptions. */
  readonly dataDirectory?: string;
  /** For one page. */
  readonly timeoutMs?: number;
  /** Ends what the machine's Tesseract is doing. */
  readonly signal?: AbortSignal;
}

/** Rejected with one plain sentence where the engine asked for is not there. */
export async function findEngine(choice: EngineChoice = {}): Promise<OcrEngine> {
  if (choice.engine === 'packaged') return createPackagedEngine(choice);
  try {
    return await createNativeEngine(choice);
  } catch (error) {
    if (choice.engine === 'native') throw error;
    return createPackagedEngine(choice);
  }
}
