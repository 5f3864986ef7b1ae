import { startStorage } from '../../local/storage/storage.ts';

/** The storage in a process of its own, as the gateway has it, without what listens to it. */
const storage = await startStorage({ dataDir: process.argv[2]!, blobPort: 0, tablePort: 0 });
process.once('SIGTERM', () => void storage.close().then(() => process.exit(0)));
console.log(`storage ready ${storage.connectionString}`);
