import { startServiceBus } from '../../local/service-bus/index.ts';
import { CONTRACT_CONFIG } from './service-bus-config.ts';

// An emulator in a process of its own, to be killed: its data directory is the first argument; it tells its
// connection string over IPC and ends with its parent.
const bus = await startServiceBus({ port: 0, dataDir: process.argv[2]!, config: CONTRACT_CONFIG });
process.send!(bus.connectionString);
process.once('disconnect', () => process.exit());
