/**
 * Makes a range of row keys cost what it finds, not what the table holds.
 *
 * Why: Azurite 3.37 answers every query of entities by walking over the whole table, although lokijs keeps RowKey
 * sorted: the range of one row costs 24 ms among 140,000 rows, twice an invoice, and nothing else is served meanwhile.
 * Here the walk begins with the rows between the two bounds of the filter; the filter itself still decides.
 */

import type { LokiCollection, LokiResultset } from './loki.ts';

interface QueryOptions {
  filter?: string;
}

/** Azurite's store of what it knows of tables; only what queries go through. */
export interface TableMetadataStore {
  getEntityCollection(...args: unknown[]): Pick<LokiCollection, 'chain'>;
  queryTableEntities(
    context: unknown,
    account: string,
    table: string,
    queryOptions: QueryOptions,
    ...next: unknown[]
  ): Promise<unknown>;
}

export function useRowKeyIndex(store: TableMetadataStore): void {
  const { queryTableEntities, getEntityCollection } = store;
  store.queryTableEntities = (context, account, table, queryOptions, ...next) => {
    const bounds = rowKeyBounds(queryOptions.filter);
    const query = () => queryTableEntities.call(store, context, account, table, queryOptions, ...next);
    if (bounds === undefined) return query();
    // The query takes its collection before it first waits, so no other one can meet this.
    store.getEntityCollection = (...args) => {
      const collection = getEntityCollection.apply(store, args);
      return { chain: (): LokiResultset => collection.chain().find({ RowKey: { $between: bounds } }) };
    };
    try {
      return query();
    } finally {
      store.getEntityCollection = getEntityCollection;
    }
  };
}

const QUOTED = "'((?:[^']|'')*)'";
const RANGE = new RegExp(`^PartitionKey eq ${QUOTED} and RowKey ge ${QUOTED} and RowKey lt ${QUOTED}$`);

/**
 * The bounds of a filter of one partition and one range of row keys; undefined for any other filter.
 *
 * lokijs sorts texts that look like numbers before all others, Azurite's filter compares them as texts. So the bounds
 * must begin alike, with a letter: then every key between them does too, and none is a number. "Infinity" would be one.
 */
export function rowKeyBounds(filter: string | undefined): [from: string, to: string] | undefined {
  const [, , from, to] = RANGE.exec(filter ?? '')?.map((text) => text.replaceAll("''", "'")) ?? [];
  if (from === undefined || to === undefined) return undefined;
  const start = /^(?:[A-HJ-Za-z]|I[^n])/.exec(from)?.[0];
  return start !== undefined && to.startsWith(start) ? [from, to] : undefined;
}
