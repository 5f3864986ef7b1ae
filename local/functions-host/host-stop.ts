import type { Server } from 'node:http';
import type { LoadedApp } from './app-loader.ts';
import { type InFlight, within } from './in-flight.ts';
import { type HostLog, setSystemLog } from './log.ts';
import type { Queues } from './queue-connection.ts';

export type RunningHost = {
  server: Server;
  queues: Queues;
  timers: { stop(): void }[];
  inFlight: InFlight;
  app: LoadedApp;
  log: HostLog;
};

/** How long what runs has to finish, in ms. */
const STOP_MS = 10_000;

/** Takes no more work, lets what runs finish, then closes every connection and runs the appTerminate hooks. */
export async function stopHost({ server, queues, timers, inFlight, app, log }: RunningHost): Promise<void> {
  const deadline = Date.now() + STOP_MS;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection kept alive turns idle once its answer is out, and would hold the server for seconds.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  for (const timer of timers) timer.stop();
  await queues.stop();

  const left = await inFlight.settle(deadline - Date.now());
  if (left > 0) log.warn(`stopping while ${left} invocations still run: their messages will be delivered again`);
  await within(deadline - Date.now(), closed);
  clearInterval(sweep);
  server.closeAllConnections();

  await queues.close();
  const { appHookData } = app.registry;
  await app.registry.runHooks('appTerminate', { hookData: appHookData, appHookData });
  setSystemLog(undefined);
}
