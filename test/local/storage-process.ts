/** A storage in a process of its own, to be killed: prints its connection string as one line, then serves. */

import { startStorage } from '../../local/storage/storage.ts';

const storage = await startStorage({ dataDir: process.argv[2]!, blobPort: 0, tablePort: 0 });
process.stdout.write(`${storage.connectionString}\n`);
