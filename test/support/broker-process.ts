/** A Service Bus emulator in a process of its own, to be killed: argv is the port, the data directory and its config. */
import { startServiceBus } from '../../local/service-bus/index.ts';

const [port, dataDir, config] = process.argv.slice(2) as [string, string, string];
const bus = await startServiceBus({ port: Number(port), dataDir, config: JSON.parse(config) });
process.on('message', async (message: { id: number; queue: string; body: unknown }) => {
  await bus.send(message.queue, { messageId: String(message.id), body: message.body });
  process.send?.({ sent: message.id });
});
process.send?.({ port: bus.port, connectionString: bus.connectionString });
