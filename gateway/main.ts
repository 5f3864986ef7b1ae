import { readFileSync } from 'node:fs';
import { createContext } from '../shared/context.ts';
import { Access } from './access.ts';
import { startFtp } from './ftp.ts';
import { sweepLeftUploads } from './left-uploads.ts';
import { fail, type Listening, stopOnSignal } from './lifecycle.ts';
import { Metrics } from './metrics.ts';
import { Monitor } from './monitor.ts';
import { startSftp } from './sftp.ts';
import { type Status, startStatus, storageProbe } from './status.ts';
import { packageVersion } from './version.ts';

/** What a stop may take beyond the drain: rows to write, connections to close. */
const STOPPING_MS = 30_000;

/** The gateway as a process: its last line on standard output says that it is ready; then until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const context = createContext('gateway');
  const { deps, config } = context;
  await context.tracing?.ready;
  const metrics = new Metrics();
  const monitor = new Monitor(deps.log, metrics);
  const { refreshMs, limits } = config.ftp;
  const access = new Access(deps, monitor, { refreshMs, limits, gateway: config.gateway.name });
  await access.start();
  const door = { deps, monitor, access };

  const ftp = await startFtp(door, {
    host: config.ftp.host,
    port: config.ftp.port,
    passive: config.ftp.passive,
    advertised: config.ftp.publicAddress,
    certificate: config.ftp.certificate,
    isTlsRequired: config.ftp.isTlsRequired,
    proxies: config.ftp.proxies,
  });
  // A renewed certificate is found without it too, some seconds later.
  process.on('SIGHUP', () => ftp.reloadCertificate?.());
  const tls = config.ftp.certificate ? (config.ftp.isTlsRequired ? 'TLS required' : 'TLS offered') : 'no TLS';
  const servers: Listening[] = [ftp];
  const listens = [`ftp://${ftp.host}:${ftp.port} (${tls})`];
  if (config.sftp) {
    const sftp = await startSftp(door, {
      host: config.ftp.host,
      port: config.sftp.port,
      hostKeys: config.sftp.hostKeyFiles.map((file) => readFileSync(file, 'utf8')),
      proxies: config.ftp.proxies.from,
    });
    servers.push(sftp);
    listens.push(`sftp://${sftp.host}:${sftp.port}`);
  }
  const stopSweeping = sweepLeftUploads(deps);
  let status: Status | null = null;
  const life = stopOnSignal(async () => {
    stopSweeping();
    await Promise.all(servers.map((s) => s.close(config.gateway.drainMs)));
    await access.close();
    // Last, so that whoever asks is told of the draining as long as it takes.
    await status?.close();
    await context.close();
  }, config.gateway.drainMs + STOPPING_MS);
  const isDraining = () => life.isStopping;
  const { passive } = config.ftp;
  metrics.observe({
    passivePorts: () => ({ free: ftp.freePorts(), total: passive.max - passive.min + 1 }),
    bytesInFlight: () => ({ held: deps.budget?.taken ?? 0, total: deps.budget?.total ?? 0 }),
    isDraining,
    certificateValidTo: ftp.certificateValidTo,
  });
  const { http } = config.gateway;
  if (http) {
    const version = packageVersion();
    status = await startStatus({
      ...http,
      version,
      metrics,
      businessMetrics: async () => (await deps.meter?.text([])) ?? '',
      isDraining,
      probe: storageProbe(deps),
    });
    listens.push(`${status.url} (metrics, health, ready)`);
  }
  console.log(`gateway listens ${listens.join(', ')}`);
  console.log(`gateway ready ftp://${ftp.host}:${ftp.port}`);
}

main().catch(fail);
