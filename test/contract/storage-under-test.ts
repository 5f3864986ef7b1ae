import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStorage } from '../../local/storage/storage.ts';

/** What the contract tests run against. */
export interface StorageUnderTest {
  connectionString: string;
  /** Whether it is the local storage; then the exact codes are asserted, where Azure documents several. */
  local: boolean;
  /** Lower case, unique to this run: several runs may share one account. */
  uniqueName(what: string): string;
  close(): Promise<void>;
}

/**
 * The storage account whose connection string is in AMI_CONTRACT_STORAGE, or a local one of its own.
 * The tests make containers and tables of their own there and remove them.
 */
export async function storageUnderTest(): Promise<StorageUnderTest> {
  const run = randomBytes(4).toString('hex');
  const uniqueName = (what: string): string => `ami${what}${run}`;
  const azure = process.env['AMI_CONTRACT_STORAGE'];
  if (azure) return { connectionString: azure, local: false, uniqueName, close: async () => {} };

  const dataDir = await mkdtemp(join(tmpdir(), 'ami-contract-'));
  const storage = await startStorage({ dataDir, blobPort: 0, tablePort: 0 });
  return {
    connectionString: storage.connectionString,
    local: true,
    uniqueName,
    async close() {
      await storage.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
