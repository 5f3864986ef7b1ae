import { Readable } from 'node:stream';
import { Access } from '../../gateway/access.ts';
import { startFtp } from '../../gateway/ftp.ts';
import { Monitor } from '../../gateway/monitor.ts';
import { LOGIN_KEY } from '../../shared/app/access.ts';
import { COMPTES } from '../../shared/app/comptes.ts';
import { hashPassword } from '../../shared/app/passwords.ts';
import { createContext } from '../../shared/context.ts';
import type { BlobStore } from '../../shared/ports/blobs.ts';
import type { Columns, TableStore } from '../../shared/ports/tables.ts';

/** The gateway with a storage that takes everything at once and keeps nothing but a login: its protocol alone. */

const { BENCH_USER: login = '', BENCH_PASSWORD: password = '' } = process.env;

const blobs: BlobStore = {
  create: async () => true,
  put: async () => {},
  upload: () => ({ stage: async () => {}, commit: async () => {} }),
  discard: async () => {},
  get: async () => null,
  head: async () => null,
  stream: async (_c, name) => ({ info: { name, size: 0, modified: 0, metadata: {} }, body: Readable.from([]) }),
  copy: async () => true,
  async *list() {},
  remove: async () => {},
};

const columns: Columns = {
  compte: 'bench',
  user: login,
  role: 'robot',
  dossiers: 'all',
  hash: await hashPassword(password),
  language: 'en',
};

const tables: TableStore = {
  get: async (table, partition, key) =>
    table === 'logins' && partition === login && key === LOGIN_KEY ? { key, columns, etag: '1' } : null,
  insert: async () => true,
  range: async (_table, partition) =>
    partition === COMPTES ? [{ key: columns['compte'] as string, columns: { name: 'bench' }, etag: '1' }] : [],
  transact: async () => {},
  later: async () => {},
};

const context = createContext('gateway');
const deps = { ...context.deps, blobs, tables };
const monitor = new Monitor(deps.log);
const { ftp: settings } = context.config;
const ftp = await startFtp(
  { deps, monitor, access: new Access(deps, monitor) },
  {
    host: settings.host,
    port: settings.port,
    passive: settings.passive,
    advertised: settings.publicAddress,
    certificate: settings.certificate,
    isTlsRequired: settings.isTlsRequired,
    proxies: settings.proxies,
  },
);
process.once('SIGTERM', () => void ftp.close(1000).then(() => process.exit(0)));
console.log(`gateway ready ftp://${ftp.host}:${ftp.port}`);
