import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { storageName } from '../../cli/storage.ts';
import { startStorage } from '../../local/storage/storage.ts';
import { allComptes, COMPTES, createCompte } from '../../shared/app/comptes.ts';
import { keys } from '../../shared/app/keys.ts';
import { listUsers, putUser } from '../../shared/app/users.ts';
import { type Context, createContext } from '../../shared/context.ts';
import type { Principal } from '../../shared/domain/principal.ts';
import { runAmi } from './run-ami.ts';

const SECRET = 'c2VjcmV0LXNlY3JldC1zZWNyZXQ=';
const operator: Principal = { compte: '*', user: 'operator', role: 'operator', dossiers: 'all' };

let dir: string;
let storage: Awaited<ReturnType<typeof startStorage>>;
let context: Context;
let env: Record<string, string>;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ami-cli-'));
  storage = await startStorage({ dataDir: dir, blobPort: 0, tablePort: 0 });
  // Nothing is sent in these tests, so nothing connects to this bus.
  const ServiceBus = `Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=x;SharedAccessKey=${SECRET};UseDevelopmentEmulator=true`;
  env = { Storage: storage.connectionString, ServiceBus };
  context = createContext('test', env);
  await context.prepare();
  await createCompte(context.deps, operator, { id: 'durand', name: 'Cabinet Durand', language: 'fr' });
  const user = { user: 'scan', password: 'correct horse battery', role: 'write', dossiers: 'all' } as const;
  await putUser(context.deps, operator, 'durand', { ...user, language: 'fr', disabled: false });
});
after(async () => {
  await context.close();
  await storage.close();
  await rm(dir, { recursive: true, force: true });
});

const ami = (args: string[]) => runAmi(args, { cwd: dir, env });

describe('ami rebuild', () => {
  it('makes the tables again, and says what it found', async () => {
    const { tables } = context.deps;
    await tables.transact('state', COMPTES, [{ op: 'delete', key: 'durand' }]);
    await tables.transact('state', 'durand', [{ op: 'delete', key: keys.user('scan') }]);
    const { code, out, err } = await ami(['rebuild', '--yes', '--lang', 'fr']);
    assert.equal(code, 0, err);
    assert.match(out, /^comptes +1$/m);
    assert.match(out, /^utilisateurs +1$/m);
    assert.match(err, /^durand {2}utilisateurs {2}1$/m);
    assert.deepEqual(
      (await allComptes(context.deps)).map((c) => c.id),
      ['durand'],
    );
    assert.equal((await listUsers(context.deps, operator, 'durand'))[0]?.user, 'scan');
  });

  it('can run again, and gives its summary as JSON', async () => {
    const { code, out } = await ami(['rebuild', '--yes', '--json']);
    assert.equal(code, 0);
    assert.partialDeepStrictEqual(JSON.parse(out), { comptes: 1, users: 1, documents: 0, queued: 0 });
  });

  it('does nothing unasked, and names what is missing', async () => {
    const unasked = await ami(['rebuild']);
    assert.equal(unasked.code, 2);
    assert.match(unasked.err, /--yes/);
    const nowhere = await runAmi(['rebuild', '--yes'], { cwd: dir });
    assert.equal(nowhere.code, 2);
    assert.match(nowhere.err, /Storage \(a connection string\)/);
  });

  it('names the storage that it asks about, without its key', () => {
    const Storage = `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=${SECRET};BlobEndpoint=http://127.0.0.1:1/a;TableEndpoint=http://127.0.0.1:1/a`;
    assert.equal(storageName({ Storage }), 'a, 127.0.0.1:1');
    assert.equal(
      storageName({ Storage__blobServiceUri: 'https://amiprod.blob.core.windows.net' }),
      'amiprod.blob.core.windows.net',
    );
    assert.equal(storageName({ Storage: 'UseDevelopmentStorage=true' }), '127.0.0.1:10000');
  });
});

describe('ami reconcile', () => {
  it('looks at one compte or at all, and refuses an unknown one', async () => {
    const one = await ami(['reconcile', '--compte', 'durand', '--lang', 'fr']);
    assert.equal(one.code, 0, one.err);
    assert.match(one.out, /^Compte +dépôts retrouvés/);
    assert.match(one.out, /^durand +0 +0 +0 +0 +0$/m);
    const all = await ami(['reconcile', '--all', '--json']);
    assert.deepEqual(JSON.parse(all.out), {
      items: [{ compte: 'durand', deposits: 0, others: 0, forwarded: 0, lots: 0, unread: 0 }],
    });
    const unknown = await ami(['reconcile', '--compte', 'martin', '--lang', 'fr']);
    assert.equal(unknown.code, 1);
    assert.match(unknown.err, /Le compte martin n’existe pas/);
    assert.equal((await ami(['reconcile'])).code, 2);
  });
});
