import { after, before } from 'node:test';
import type { ServiceBusClient } from '@azure/service-bus';
import type { ServiceBus } from '../../local/service-bus/index.ts';
import { newClient, startEmulator, temporaryDirectory } from './service-bus-helpers.ts';
import { serviceBusReceivingContract } from './service-bus-receiving-suite.ts';
import { serviceBusContract } from './service-bus-suite.ts';

// The emulator always; a real namespace too when AMI_CONTRACT_SERVICEBUS holds its connection string. The namespace
// needs the queues of service-bus-config.ts (in Azure, contract-short with a lock of PT5S).
let emulator: ServiceBus;
const closing: Array<() => unknown> = [];
before(async () => {
  const scope = { after: (close: () => unknown) => void closing.unshift(close) };
  emulator = await startEmulator(scope, { dataDir: await temporaryDirectory(scope) });
});
after(async () => {
  for (const close of closing) await close();
});

async function connectToEmulator(): Promise<ServiceBusClient> {
  return newClient(emulator.connectionString);
}
serviceBusContract('the emulator', connectToEmulator);
serviceBusReceivingContract('the emulator', connectToEmulator);

const namespace = process.env.AMI_CONTRACT_SERVICEBUS;
if (namespace) {
  const connectToAzure = async () => newClient(namespace);
  serviceBusContract('a real namespace', connectToAzure);
  serviceBusReceivingContract('a real namespace', connectToAzure);
}
