/**
 * Makes lokijs queries and removals independent of how many documents there are.
 *
 * Why: lokijs uses an index for the first filter of a query only, and walks over whatever that one lets through. Azurite
 * 3.37 asks for `{ accountName, containerName, name }` when it deletes a blob and when it commits blocks: the first two
 * let every blob through. Then `findAndRemove` rebuilds all four sorted indices to take one document out. Together: a
 * blob's deletion costs 37 ms among 10,000 blobs. (3.35 had the same order in PUT too; 3.37 mended that one.)
 *
 * Filters of one query are all required ("and"), so their order changes the cost and never the set that is found.
 */

import type { LokiCollection, LokiFilter, LokiResultset } from './loki.ts';

/** A range this short is as good as it gets: the other indices are not even asked. */
const SHORT_RANGE = 4;

/** Above this many documents one rebuild of the indices is cheaper than taking the documents out one by one. */
const REMOVE_ONE_BY_ONE = 32;

const patched = new WeakSet<object>();

/**
 * Patches the classes behind `collection` (so every lokijs collection of this process), once.
 * Call it before the first query; calling it again changes nothing.
 */
export function patchLokiQueries(collection: LokiCollection): void {
  const collectionClass = Object.getPrototypeOf(collection) as LokiCollection;
  const resultsetClass = Object.getPrototypeOf(collection.chain()) as LokiResultset;
  if (patched.has(collectionClass)) return;
  patched.add(collectionClass);

  const findAnd = resultsetClass.findAnd;
  const reordered = function (this: LokiResultset, filters: LokiFilter[]): LokiResultset {
    return findAnd.call(this, this.filterInitialized ? filters : mostSelectiveFirst(this.collection, filters));
  };
  resultsetClass.findAnd = reordered;
  resultsetClass.$and = reordered;

  const findAndRemove = collectionClass.findAndRemove;
  collectionClass.findAndRemove = function (this: LokiCollection, filter: LokiFilter): void {
    const documents = this.chain().find(filter).data();
    if (documents.length > REMOVE_ONE_BY_ONE) findAndRemove.call(this, filter);
    else for (const document of documents) this.remove(document);
  };
}

/** The same filters, the one whose index lets the fewest documents through in front; unchanged when no index applies. */
export function mostSelectiveFirst(collection: LokiCollection, filters: LokiFilter[]): LokiFilter[] {
  let best = -1;
  let fewest = Number.POSITIVE_INFINITY;
  for (const [position, filter] of filters.entries()) {
    const size = indexedMatches(collection, filter);
    if (size < fewest) {
      fewest = size;
      best = position;
    }
    if (fewest <= SHORT_RANGE) break;
  }
  if (best <= 0) return filters;
  return [filters[best]!, ...filters.slice(0, best), ...filters.slice(best + 1)];
}

/** How many documents the index lets through for this equality, or infinity where no index can answer. */
function indexedMatches(collection: LokiCollection, filter: LokiFilter): number {
  const entries = Object.entries(filter);
  const [property, value] = entries[0] ?? [];
  if (entries.length !== 1 || property === undefined || collection.binaryIndices[property] === undefined) {
    return Number.POSITIVE_INFINITY;
  }
  if (typeof value !== 'string' && typeof value !== 'number') return Number.POSITIVE_INFINITY;
  const [first, last] = collection.calculateRange('$eq', property, value);
  return last - first + 1;
}
