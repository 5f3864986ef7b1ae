import { RestError, type TableClient, type TableServiceClient, type TransactionAction } from '@azure/data-tables';
import { type Columns, type Row, RowConflict, type RowOp, type Table, type TableStore } from '../ports/tables.ts';

const SYSTEM = new Set(['partitionKey', 'rowKey', 'etag', 'timestamp', 'odata.metadata']);

function status(e: unknown): number | undefined {
  return e instanceof RestError ? e.statusCode : undefined;
}

function toRow(entity: Record<string, unknown>): Row {
  const columns: Record<string, string | number | boolean | undefined> = {};
  for (const [k, v] of Object.entries(entity)) {
    if (SYSTEM.has(k) || v === null || v === undefined) continue;
    columns[k] = v as string | number | boolean;
  }
  return { key: entity['rowKey'] as string, columns, etag: entity['etag'] as string };
}

/** Integers over 31 bits would be refused as Int32, so every number travels as a Double. */
function toEntity(partition: string, key: string, columns: Columns) {
  const entity: Record<string, unknown> & { partitionKey: string; rowKey: string } = {
    partitionKey: partition,
    rowKey: key,
  };
  for (const [k, v] of Object.entries(columns)) {
    if (v === undefined) continue;
    entity[k] = typeof v === 'number' ? { type: 'Double', value: String(v) } : v;
  }
  return entity;
}

function quote(text: string): string {
  return text.replace(/'/g, "''");
}

/** `TableStore` on Azure Tables (or Azurite). */
export function azureTables(
  service: TableServiceClient,
  clientOf: (table: Table) => TableClient,
): TableStore & { prepare(): Promise<void> } {
  return {
    async prepare() {
      for (const t of ['state', 'logins'] as const) await service.createTable(t);
    },

    async get(table, partition, key) {
      try {
        return toRow(await clientOf(table).getEntity(partition, key));
      } catch (e) {
        if (status(e) === 404) return null;
        throw e;
      }
    },

    async insert(table, partition, key, columns) {
      try {
        await clientOf(table).createEntity(toEntity(partition, key, columns));
        return true;
      } catch (e) {
        if (status(e) === 409) return false;
        throw e;
      }
    },

    async range(table, partition, from, to, limit = Number.POSITIVE_INFINITY, columns) {
      const filter = `PartitionKey eq '${quote(partition)}' and RowKey ge '${quote(from)}' and RowKey lt '${quote(to)}'`;
      const rows: Row[] = [];
      const pages = clientOf(table)
        .listEntities({ queryOptions: { filter, ...(columns ? { select: ['rowKey', ...columns] } : {}) } })
        .byPage({ maxPageSize: Math.min(1000, limit) });
      for await (const page of pages) {
        for (const entity of page) {
          rows.push(toRow(entity));
          if (rows.length >= limit) return rows;
        }
      }
      return rows;
    },

    async transact(table, partition, ops) {
      if (ops.length === 0) return;
      if (ops.length > 100) throw new Error(`a transaction takes at most 100 rows, not ${ops.length}`);
      const client = clientOf(table);
      try {
        if (ops.length === 1) return await single(client, partition, ops[0]!);
        await client.submitTransaction(ops.map((o) => action(partition, o)));
      } catch (e) {
        if (status(e) === 404 && ops.some((o) => o.op === 'delete')) {
          // A deletion of a row that is gone fails the whole group: leave those rows out and try again.
          const left = await withoutGone(client, partition, ops);
          if (left.length < ops.length) {
            await this.transact(table, partition, left);
            return;
          }
        }
        if (status(e) === 409 || status(e) === 412) throw new RowConflict((e as Error).message);
        throw e;
      }
    },
  };
}

function action(partition: string, o: RowOp): TransactionAction {
  switch (o.op) {
    case 'insert':
      return ['create', toEntity(partition, o.key, o.columns)];
    case 'put':
      return o.ifMatch
        ? ['update', toEntity(partition, o.key, o.columns), 'Replace', { etag: o.ifMatch }]
        : ['upsert', toEntity(partition, o.key, o.columns), 'Replace'];
    case 'merge':
      return ['upsert', toEntity(partition, o.key, o.columns), 'Merge'];
    case 'delete':
      return ['delete', { partitionKey: partition, rowKey: o.key }];
  }
}

/** One row needs no batch, which costs Azure and the client more. */
async function single(client: TableClient, partition: string, o: RowOp): Promise<void> {
  if (o.op === 'delete') {
    await client.deleteEntity(partition, o.key).catch((e) => {
      if (status(e) !== 404) throw e;
    });
    return;
  }
  const entity = toEntity(partition, o.key, o.columns);
  if (o.op === 'insert') await client.createEntity(entity);
  else if (o.op === 'merge') await client.upsertEntity(entity, 'Merge');
  else if (o.ifMatch) await client.updateEntity(entity, 'Replace', { etag: o.ifMatch });
  else await client.upsertEntity(entity, 'Replace');
}

async function withoutGone(client: TableClient, partition: string, ops: readonly RowOp[]): Promise<RowOp[]> {
  const kept = await Promise.all(
    ops.map(async (o) => {
      if (o.op !== 'delete') return o;
      try {
        await client.getEntity(partition, o.key, { queryOptions: { select: ['rowKey'] } });
        return o;
      } catch (e) {
        if (status(e) === 404) return null;
        throw e;
      }
    }),
  );
  return kept.filter((o): o is RowOp => o !== null);
}
