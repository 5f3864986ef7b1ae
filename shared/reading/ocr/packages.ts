import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where the packaged engine's files lie. */
export interface PackagedFiles {
  /** `7.0.0` */
  readonly version: string;
  /** The script of its threads. It finds its core (WebAssembly) beside it, as a package. */
  readonly workerPath: string;
  /** Folder of `fra.traineddata.gz`. */
  readonly french: string;
  /** Folder of `osd.traineddata.gz`, with the legacy model. */
  readonly osd: string;
}

/**
 * Finds the packages tesseract.js, @tesseract.js-data/fra and @tesseract.js-data/osd as Node does: from this module, or
 * from `dataDirectory` where given (it, or one above it, has the `node_modules`). Throws where one is missing.
 */
export function packagedFiles(dataDirectory?: string): PackagedFiles {
  const require = createRequire(dataDirectory === undefined ? import.meta.url : join(dataDirectory, 'index.js'));
  const folder = (name: string) => {
    try {
      return dirname(require.resolve(`${name}/package.json`));
    } catch {
      throw new Error(`the package ${name} is not installed`);
    }
  };
  const engine = folder('tesseract.js');
  const { version } = require(join(engine, 'package.json')) as { version: string };
  return {
    version,
    workerPath: join(engine, 'src', 'worker-script', 'node', 'index.js'),
    french: join(folder('@tesseract.js-data/fra'), '4.0.0_best_int'),
    osd: join(folder('@tesseract.js-data/osd'), '4.0.0'),
  };
}
