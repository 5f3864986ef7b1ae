import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { TableClient } from '@azure/data-tables';
import { startStorage } from '../../local/storage/storage.ts';
import { rowKeyBounds } from '../../local/storage/table-ranges.ts';

test('the bounds of one partition and one range of row keys', () => {
  assert.deepEqual(rowKeyBounds("PartitionKey eq 'c' and RowKey ge 'H|a|' and RowKey lt 'H|a}'"), ['H|a|', 'H|a}']);
  assert.deepEqual(rowKeyBounds("PartitionKey eq 'o''c' and RowKey ge 'Nd''x' and RowKey lt 'Nd''y'"), [
    "Nd'x",
    "Nd'y",
  ]);
  assert.deepEqual(rowKeyBounds("PartitionKey eq 'c' and RowKey ge 'I|a|' and RowKey lt 'I|a}'"), ['I|a|', 'I|a}']);
});

test('no bounds where the index of lokijs is sorted otherwise, or the filter says more', () => {
  for (const filter of [
    undefined,
    '',
    "RowKey ge 'H|a' and RowKey lt 'H|b'",
    "PartitionKey eq 'c' and RowKey ge '1' and RowKey lt '2'",
    "PartitionKey eq 'c' and RowKey ge 'A' and RowKey lt 'B'",
    "PartitionKey eq 'c' and RowKey ge 'I' and RowKey lt 'Iz'",
    "PartitionKey eq 'c' and RowKey ge 'In' and RowKey lt 'Io'",
    "PartitionKey eq 'c' and RowKey ge 'I|' and RowKey lt 'I}'",
    "PartitionKey eq 'c' and RowKey ge '' and RowKey lt 'H'",
    "PartitionKey eq 'c' and RowKey ge 'Ha' and RowKey lt 'Hb' or RowKey eq 'x'",
  ])
    assert.equal(rowKeyBounds(filter), undefined, filter);
});

test('a range gives what a walk over the whole table gives', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ami-ranges-'));
  const storage = await startStorage({ dataDir, blobPort: 0, tablePort: 0 });
  try {
    const table = TableClient.fromConnectionString(storage.connectionString, 'ranges', {
      allowInsecureConnection: true,
    });
    await table.createTable();
    const keys = [
      '10',
      '9',
      'A|1',
      'A|1|x',
      'A|10',
      'A|2',
      'A|é',
      'A}',
      'B|1',
      'Infinity',
      'I|1',
      'I|1|2',
      'a|1',
      "A|o'c",
      'A|',
      'A',
    ];
    for (const partitionKey of ['c1', 'c2'])
      await table.submitTransaction(keys.map((rowKey) => ['create', { partitionKey, rowKey }]));
    await table.deleteEntity('c1', 'A|2');
    const read = async (filter: string) => {
      const found: string[] = [];
      const pages = table.listEntities({ queryOptions: { filter } }).byPage({ maxPageSize: 2 });
      for await (const page of pages) for (const e of page) found.push(`${e.partitionKey}/${e.rowKey}`);
      return found;
    };
    for (const [from, to] of [
      ['A|', 'A}'],
      ['A|1', 'A|1}'],
      ["A|o'", 'A|p'],
      ['A', 'Az'],
      ['B|2', 'B}'],
      ['Z|', 'Z}'],
      ['1', 'B'],
      ['I', 'J'],
      ['I|1', 'I|2'],
      ['I', 'I|2'],
    ]) {
      const quoted = [from, to].map((text) => `'${text!.replaceAll("'", "''")}'`);
      const range = `RowKey ge ${quoted[0]} and RowKey lt ${quoted[1]}`;
      const expected = keys
        .filter((key) => key >= from! && key < to! && key !== 'A|2')
        .sort((a, b) => (a < b ? -1 : 1))
        .map((key) => `c1/${key}`);
      assert.deepEqual(await read(`PartitionKey eq 'c1' and ${range}`), expected, range);
      // Written the other way round it goes the long way, to the same end.
      assert.deepEqual(await read(`${range} and PartitionKey eq 'c1'`), expected, range);
    }
  } finally {
    await storage.close();
    rmSync(dataDir, { recursive: true });
  }
});
