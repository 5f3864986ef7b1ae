import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { CONTAINERS } from '../../../shared/ports/blobs.ts';

export interface Leftovers {
  /** Blocks that no blob is made of. They cost their storage like any others. */
  readonly blocks: number;
  /** Where they lie: `container/name`. */
  readonly names: readonly string[];
  /** Blobs under names in progress: acknowledged and never renamed, or not cleared away. */
  readonly staged: number;
}

/** What broken uploads left in storage. */
export async function leftovers(connection: string): Promise<Leftovers> {
  const service = BlobServiceClient.fromConnectionString(connection);
  const names: string[] = [];
  let blocks = 0;
  let staged = 0;
  for (const name of CONTAINERS) {
    const container = service.getContainerClient(name);
    const committed = new Set<string>();
    for await (const blob of container.listBlobsFlat()) committed.add(blob.name);
    if (name === 'staging') staged = committed.size;
    for await (const blob of container.listBlobsFlat({ includeUncommitedBlobs: true })) {
      // A blob of one piece has no blocks; one that was committed may have others on top of it.
      const count = await uncommitted(container, blob.name);
      if (count === 0 && committed.has(blob.name)) continue;
      blocks += Math.max(1, count);
      names.push(`${name}/${blob.name}`);
    }
  }
  return { blocks, names, staged };
}

async function uncommitted(container: ContainerClient, name: string): Promise<number> {
  const list = await container.getBlockBlobClient(name).getBlockList('uncommitted');
  return list.uncommittedBlocks?.length ?? 0;
}
