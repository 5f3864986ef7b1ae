import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { curl } from '../clients/curl.ts';
import { run } from '../clients/run.ts';
import { makeStand, type Stand } from '../clients/stand.ts';
import { missing, TOOLS } from '../clients/tools.ts';

const BYTES = 1024 ** 3;

/** 1 GB there and back, once over each protocol: the bytes in storage and those that come back are those sent. */
describe('one gigabyte', { timeout: 900_000, skip: missing(TOOLS.curl) || missing(TOOLS.openssl) }, () => {
  let stand: Stand;
  let file: string;
  let sha256: string;

  before(async () => {
    stand = await makeStand();
    file = join(stand.directory, 'gigabyte');
    sha256 = await writeRandom(file);
  });
  after(() => stand?.close());

  for (const protocol of ['ftp', 'ftps', 'sftp'] as const) {
    it(`over ${protocol.toUpperCase()}`, async () => {
      const folder = `/import/${protocol.toUpperCase()}`;
      const client = curl(stand, protocol);
      const sent = await run(client.put(file, `${folder}/large.tif`), 600_000);
      assert.ok(sent.isOk, sent.all);
      assert.deepEqual(await stand.landed(folder), [{ name: 'large.tif', size: BYTES, sha256 }]);
      const back = join(stand.directory, 'back');
      const fetched = await run(client.get(`${folder}/large.tif`, back), 600_000);
      assert.ok(fetched.isOk, fetched.all);
      assert.equal(await hashOf(back), sha256);
      await rm(back);
    });
  }
});

async function writeRandom(path: string): Promise<string> {
  const hash = createHash('sha256');
  const to = await open(path, 'w');
  for (let done = 0; done < BYTES; ) {
    const chunk = randomBytes(16 * 1024 * 1024);
    hash.update(chunk);
    await to.write(chunk);
    done += chunk.length;
  }
  await to.close();
  return hash.digest('hex');
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  const from = await open(path);
  for await (const chunk of from.createReadStream()) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
