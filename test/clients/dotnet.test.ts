import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { PASSWORD } from '../support/ftp-world.ts';
import type { RealClient } from './contract.ts';
import { dotnetClient, type Framework } from './dotnet.ts';
import { type Launch, run } from './run.ts';
import type { Protocol, Stand } from './stand.ts';
import { clientSuite } from './suite.ts';
import { missing, TOOLS } from './tools.ts';

const FRAMEWORKS: Readonly<Record<string, Framework>> = { ftp: 'net10.0', ftps: 'net9.0' };

for (const protocol of ['ftp', 'ftps'] as const) {
  const framework = FRAMEWORKS[protocol]!;
  const built = missing(TOOLS.dotnet) ? null : dotnetClient(framework);
  const program = built && 'program' in built ? built.program : '';

  const launch = (stand: Stand, ...args: string[]): Launch => ({
    command: program,
    args,
    env: {
      GW_HOST: 'localhost',
      GW_PORT: String(stand.port(protocol)),
      GW_USER: stand.user,
      GW_PASSWORD: PASSWORD,
      // .NET reads the authorities that it trusts from a file of OpenSSL's.
      ...(protocol === 'ftps' ? { GW_TLS: '1', SSL_CERT_FILE: stand.certificate!.cert } : {}),
    },
  });

  const client = (stand: Stand): RealClient => ({
    protocol,
    put: (file, path) => launch(stand, 'put', file, path),
    slowPut: (file, path) => launch(stand, 'slowput', file, path),
    get: (path, file) => launch(stand, 'get', path, file),
    resume: (path, file) => launch(stand, 'resume', path, file),
    list: (folder) => launch(stand, 'list', folder),
    rename: (from, to) => launch(stand, 'rename', from, to),
    remove: (path) => launch(stand, 'remove', path),
    makeFolder: (path) => launch(stand, 'mkdir', path),
    size: (path) => launch(stand, 'size', path),
  });

  clientSuite({
    name: `.NET's FtpWebRequest (${framework})`,
    tool: TOOLS.dotnet,
    gone: built && 'reason' in built ? built.reason : false,
    protocols: [protocol satisfies Protocol],
    client,
    also(stand) {
      it('leaves nothing when it aborts its upload', async () => {
        const file = join(stand().directory, 'to-abort');
        await writeFile(file, randomBytes(4_000_000));
        await run(launch(stand(), 'abort', file, '/import/ABOR1/a.pdf'));
        const again = await run(launch(stand(), 'put', file, '/import/ABOR1/b.pdf'));
        assert.ok(again.isOk, again.all);
        assert.deepEqual(
          (await stand().landed('/import/ABOR1')).map((d) => d.name),
          ['b.pdf'],
        );
      });
    },
  });
}
