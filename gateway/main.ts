import { createContext } from '../shared/context.ts';
import { Access } from './access.ts';
import { startFtp } from './ftp.ts';
import { Monitor } from './monitor.ts';

/** The gateway as a process: one line on standard output when it is ready, then until SIGTERM or SIGINT. */
const context = createContext('gateway');
const { ftp: settings } = context.config;
const monitor = new Monitor(context.deps.log);
const door = { deps: context.deps, monitor, access: new Access(context.deps, monitor) };
const ftp = await startFtp(door, {
  host: settings.host,
  port: settings.port,
  passive: settings.passive,
  advertised: settings.publicAddress,
});

let isStopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    // A second signal does not wait for transfers.
    if (isStopping) process.exit(1);
    isStopping = true;
    void ftp
      .close()
      .then(() => context.close())
      .then(() => process.exit(0));
  });
}
console.log(`gateway ready ftp://${ftp.host}:${ftp.port}`);
