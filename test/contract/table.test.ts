/** What the project relies on in table storage, the same for Azure (AMI_CONTRACT_STORAGE) and the local storage. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { RestError, TableClient, type TransactionAction } from '@azure/data-tables';
import { type StorageUnderTest, storageUnderTest } from './storage-under-test.ts';

/** Characters that row keys of the project hold. Azure forbids `/`, `\`, `#`, `?` and control characters in keys. */
const AWKWARD_KEYS = [
  'D|2024-été',
  'W|2024-01-31T10:00:00Z|abc',
  'a=b',
  'wait!',
  '!first',
  'two words',
  "l'exercice",
  '100%',
  '%41',
  '1+1',
  'a&b',
  'Œuvre – 20€',
  '(1) [2] {3}, "4";',
  '~',
];

describe('table storage', () => {
  let target: StorageUnderTest;
  let table: TableClient;

  before(async () => {
    target = await storageUnderTest();
    table = TableClient.fromConnectionString(target.connectionString, target.uniqueName('table'), {
      allowInsecureConnection: true,
    });
    await table.createTable();
  });

  after(async () => {
    await table?.deleteTable();
    await target?.close();
  });

  const row = (partitionKey: string, rowKey: string, columns: object = {}) => ({ partitionKey, rowKey, ...columns });
  const columnsOf = async (partitionKey: string, rowKey: string) => {
    const { partitionKey: _p, rowKey: _r, etag, timestamp, ...rest } = await table.getEntity(partitionKey, rowKey);
    assert.ok(etag && timestamp);
    delete rest['odata.metadata'];
    return rest;
  };
  const keys = async (filter: string): Promise<string[]> => {
    const found: string[] = [];
    for await (const entity of table.listEntities({ queryOptions: { filter } })) found.push(entity.rowKey!);
    return found;
  };
  const range = (partition: string, from: string, to: string) =>
    keys(`PartitionKey eq '${partition}' and RowKey ge '${from}' and RowKey lt '${to}'`);

  const fails = (work: Promise<unknown>, statusCode: number, code?: string) =>
    assert.rejects(work, (error: RestError) => {
      assert.ok(error instanceof RestError, String(error));
      assert.equal(error.statusCode, statusCode, error.message);
      // The code is in the message of every service; the SDK does not surface it the same way everywhere.
      if (code !== undefined) assert.match(`${error.code} ${error.message}`, new RegExp(code));
      return true;
    });

  test('an insertion of a key that is there is a conflict and changes nothing', async () => {
    await table.createEntity(row('insert', 'a', { v: 1 }));
    await fails(table.createEntity(row('insert', 'a', { v: 2 })), 409, 'EntityAlreadyExists');
    assert.deepEqual(await columnsOf('insert', 'a'), { v: 1 });
  });

  test('of several insertions at the same time exactly one wins', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => table.createEntity(row('insert', 'race', { v: i }))),
    );
    const winners = results.flatMap((result, i) => (result.status === 'fulfilled' ? [i] : []));
    assert.equal(winners.length, 1);
    assert.deepEqual(await columnsOf('insert', 'race'), { v: winners[0] });
  });

  test('an upsert merges or replaces', async () => {
    await table.upsertEntity(row('upsert', 'a', { kept: 'yes', v: 1 }), 'Merge');
    await table.upsertEntity(row('upsert', 'a', { v: 2 }), 'Merge');
    assert.deepEqual(await columnsOf('upsert', 'a'), { kept: 'yes', v: 2 });
    await table.upsertEntity(row('upsert', 'a', { v: 3 }), 'Replace');
    assert.deepEqual(await columnsOf('upsert', 'a'), { v: 3 });
    await table.upsertEntity(row('upsert', 'b', { v: 4 }), 'Replace');
    assert.deepEqual(await columnsOf('upsert', 'b'), { v: 4 });
  });

  test('columns keep their types', async () => {
    const columns = {
      text: '007868',
      empty: '',
      yes: true,
      no: false,
      ttl: 'a name that lokijs blanks',
      double: { type: 'Double', value: '1234567890.25' } as const,
      whole: { type: 'Double', value: '3' } as const,
    };
    await table.createEntity(row('types', 'a', columns));
    assert.deepEqual(await columnsOf('types', 'a'), { ...columns, double: 1234567890.25, whole: 3 });
  });

  test('a write with an old etag is 412 and changes nothing', async () => {
    await table.createEntity(row('etag', 'a', { v: 1 }));
    const { etag } = await table.getEntity('etag', 'a');
    await table.updateEntity(row('etag', 'a', { v: 2 }), 'Replace', { etag });
    await fails(table.updateEntity(row('etag', 'a', { v: 3 }), 'Replace', { etag }), 412);
    await fails(table.updateEntity(row('etag', 'a', { v: 3 }), 'Merge', { etag }), 412);
    await fails(table.deleteEntity('etag', 'a', { etag }), 412);
    assert.deepEqual(await columnsOf('etag', 'a'), { v: 2 });
    const { etag: current } = await table.getEntity('etag', 'a');
    await table.deleteEntity('etag', 'a', { etag: current });
    await fails(table.getEntity('etag', 'a'), 404);
  });

  test('writers that hold to the etag lose no update', async () => {
    await table.createEntity(row('etag', 'counter', { v: 0 }));
    const increment = async (): Promise<void> => {
      for (;;) {
        const { etag, v } = await table.getEntity<{ v: number }>('etag', 'counter');
        try {
          await table.updateEntity(row('etag', 'counter', { v: v + 1 }), 'Replace', { etag });
          return;
        } catch (error) {
          if (!(error instanceof RestError && error.statusCode === 412)) throw error;
        }
      }
    };
    await Promise.all(Array.from({ length: 12 }, increment));
    assert.deepEqual(await columnsOf('etag', 'counter'), { v: 12 });
  });

  test('a row that is not there: get, update and delete are 404', async () => {
    await fails(table.getEntity('nothing', 'a'), 404);
    await fails(table.updateEntity(row('nothing', 'a', { v: 1 }), 'Merge', { etag: '*' }), 404);
    await fails(table.deleteEntity('nothing', 'a'), 404);
  });

  describe('an entity-group transaction', () => {
    const mixed = (partition: string): TransactionAction[] => [
      ...Array.from({ length: 40 }, (_, i): TransactionAction => ['create', row(partition, `new-${i}`, { v: i })]),
      ...Array.from(
        { length: 20 },
        (_, i): TransactionAction => ['upsert', row(partition, `old-${i}`, { w: 1 }), 'Merge'],
      ),
      ...Array.from(
        { length: 20 },
        (_, i): TransactionAction => ['upsert', row(partition, `was-${i}`, { w: 1 }), 'Replace'],
      ),
      ...Array.from({ length: 20 }, (_, i): TransactionAction => ['delete', row(partition, `gone-${i}`)]),
    ];
    const seed = (partition: string) =>
      table.submitTransaction(
        ['old', 'was', 'gone'].flatMap((kind) =>
          Array.from({ length: 20 }, (_, i): TransactionAction => ['create', row(partition, `${kind}-${i}`, { v: i })]),
        ),
      );
    const snapshot = async (partition: string) => {
      const rows: Record<string, unknown> = {};
      for await (const e of table.listEntities({ queryOptions: { filter: `PartitionKey eq '${partition}'` } })) {
        rows[e.rowKey!] = { v: e['v'], w: e['w'] };
      }
      return rows;
    };

    test('of 100 mixed operations is applied as a whole', async () => {
      await seed('group');
      const actions = mixed('group');
      assert.equal(actions.length, 100);
      await table.submitTransaction(actions);
      const rows = await snapshot('group');
      assert.equal(Object.keys(rows).length, 80);
      assert.deepEqual(rows['new-39'], { v: 39, w: undefined });
      assert.deepEqual(rows['old-3'], { v: 3, w: 1 });
      assert.deepEqual(rows['was-3'], { v: undefined, w: 1 });
      assert.equal(rows['gone-3'], undefined);
    });

    for (const [why, statusCode, last] of [
      ['an insertion of a key that is there', 409, (p: string): TransactionAction => ['create', row(p, 'in-the-way')]],
      ['a deletion of a key that is not there', 404, (p: string): TransactionAction => ['delete', row(p, 'nowhere')]],
      [
        'an old etag',
        412,
        (p: string): TransactionAction => [
          'update',
          row(p, 'in-the-way'),
          'Replace',
          { etag: 'W/"datetime\'2020-01-01T00%3A00%3A00.0000000Z\'"' },
        ],
      ],
    ] as const) {
      test(`is not applied at all because of ${why} in its last operation`, async () => {
        const partition = `group-${statusCode}`;
        await seed(partition);
        await table.createEntity(row(partition, 'in-the-way', { v: 1 }));
        const beforehand = await snapshot(partition);
        await fails(table.submitTransaction([...mixed(partition).slice(1), last(partition)]), statusCode);
        assert.deepEqual(await snapshot(partition), beforehand);
      });
    }

    test('of 101 operations, or with two operations on one row, is refused', async () => {
      const many = Array.from({ length: 101 }, (_, i): TransactionAction => ['create', row('group-many', `r${i}`)]);
      await assert.rejects(table.submitTransaction(many), RestError);
      const twice: TransactionAction[] = [
        ['upsert', row('group-many', 'same', { v: 1 }), 'Merge'],
        ['upsert', row('group-many', 'same', { v: 2 }), 'Merge'],
      ];
      await assert.rejects(table.submitTransaction(twice), RestError);
      assert.deepEqual(await snapshot('group-many'), {});
    });

    test('side by side with others, each is applied as a whole or not at all', async () => {
      await table.createEntity(row('group-side', 'in-the-way'));
      const submit = (i: number) =>
        table.submitTransaction([
          ['create', row('group-side', `t${i}-a`)],
          ['upsert', row('group-side', `t${i}-b`), 'Replace'],
          i % 2 === 0 ? ['create', row('group-side', `t${i}-c`)] : ['create', row('group-side', 'in-the-way')],
        ]);
      const results = await Promise.allSettled(Array.from({ length: 24 }, (_, i) => submit(i)));
      for (const [i, result] of results.entries()) {
        assert.equal(result.status, i % 2 === 0 ? 'fulfilled' : 'rejected', `number ${i}`);
      }
      const expected = ['in-the-way'];
      for (let i = 0; i < 24; i += 2) expected.push(`t${i}-a`, `t${i}-b`, `t${i}-c`);
      assert.deepEqual(Object.keys(await snapshot('group-side')), expected.sort());
    });
  });

  describe('a range of row keys', () => {
    test('takes from (included) to (excluded), in the order of the characters', async () => {
      const sorted = ['!x', '007868', '10', '7868', '9', 'D|1', 'D|2', 'D|Z', 'D|a', 'D|é', 'E|0', 'd|1', '~'];
      for (const key of sorted.toReversed()) await table.createEntity(row('range', key));
      await table.createEntity(row('range-neighbour', 'D|1'));
      assert.deepEqual(await keys(`PartitionKey eq 'range'`), sorted);
      assert.deepEqual(await range('range', 'D|', 'D}'), ['D|1', 'D|2', 'D|Z', 'D|a', 'D|é']);
      assert.deepEqual(await range('range', '007868', '7868'), ['007868', '10']);
      assert.deepEqual(await range('range', 'D|2', 'D|2'), []);
      assert.deepEqual(await range('range', 'X', 'Y'), []);
    });

    test('numbers with zeros in front are other keys', async () => {
      await table.createEntity(row('zeros', '7868', { v: 'short' }));
      await table.createEntity(row('zeros', '007868', { v: 'long' }));
      assert.deepEqual(await columnsOf('zeros', '007868'), { v: 'long' });
      assert.deepEqual(await columnsOf('zeros', '7868'), { v: 'short' });
      await table.deleteEntity('zeros', '7868');
      assert.deepEqual(await keys(`PartitionKey eq 'zeros'`), ['007868']);
      await fails(table.getEntity('0zeros', '007868'), 404);
    });

    test('comes in pages that follow one another, beyond 1000 rows too', async () => {
      const key = (i: number) => `R|${String(i).padStart(6, '0')}`;
      for (let start = 0; start < 1100; start += 100) {
        await table.submitTransaction(
          Array.from({ length: 100 }, (_, i): TransactionAction => ['create', row('pages', key(start + i))]),
        );
      }
      const filter = `PartitionKey eq 'pages' and RowKey ge '${key(50)}' and RowKey lt '${key(1090)}'`;
      assert.deepEqual(
        await keys(filter),
        Array.from({ length: 1040 }, (_, i) => key(50 + i)),
      );

      const first = table.listEntities({ queryOptions: { filter } }).byPage({ maxPageSize: 30 });
      const page = (await first.next()).value;
      assert.equal(page.length, 30);
      assert.ok(page.continuationToken);
      const { continuationToken } = page;
      const second = table.listEntities({ queryOptions: { filter } }).byPage({ maxPageSize: 30, continuationToken });
      assert.equal((await second.next()).value[0].rowKey, key(80));
    });
  });

  for (const key of AWKWARD_KEYS) {
    test(`the key ${JSON.stringify(key)} survives insert, get, filter, transaction, delete`, async () => {
      await table.createEntity(row(key, key, { v: key }));
      assert.deepEqual(await columnsOf(key, key), { v: key });
      const quoted = key.replaceAll("'", "''");
      assert.deepEqual(await keys(`PartitionKey eq '${quoted}' and RowKey eq '${quoted}'`), [key]);
      await table.submitTransaction([
        ['upsert', row(key, key, { v: 'again' }), 'Replace'],
        ['create', row(key, `${key}2`)],
      ]);
      assert.deepEqual(await columnsOf(key, key), { v: 'again' });
      await table.submitTransaction([['delete', row(key, `${key}2`)]]);
      await table.deleteEntity(key, key);
      await fails(table.getEntity(key, key), 404);
    });
  }

  test('a text of 32,768 characters fits into a column, one more does not', async () => {
    const text = 'x€é'.repeat(11_000).slice(0, 32_768);
    await table.createEntity(row('long', 'a', { text }));
    assert.deepEqual(await columnsOf('long', 'a'), { text });
    // Only an insertion: the local storage lets an upsert pass that Azure refuses.
    await fails(table.createEntity(row('long', 'b', { text: `${text}x` })), 400, 'PropertyValueTooLarge');
    await fails(table.getEntity('long', 'b'), 404);
  });

  test('accents survive in bodies of many network packets, whatever the way they were written', async () => {
    const text = 'x€é'.repeat(10_000);
    const columns = { a: text, b: `x${text}`, c: `xx${text}` };
    await table.upsertEntity(row('accents', 'replace', columns), 'Replace');
    await table.upsertEntity(row('accents', 'merge', { d: 1 }), 'Replace');
    await table.upsertEntity(row('accents', 'merge', columns), 'Merge');
    await table.updateEntity(row('accents', 'merge', columns), 'Merge', { etag: '*' });
    await table.submitTransaction([['create', row('accents', 'batch', columns)]]);
    assert.deepEqual(await columnsOf('accents', 'replace'), columns);
    assert.deepEqual(await columnsOf('accents', 'merge'), { ...columns, d: 1 });
    assert.deepEqual(await columnsOf('accents', 'batch'), columns);
  });

  test('characters that Azure forbids in keys are refused', async () => {
    for (const key of ['a/b', 'a\\b', 'a#b', 'a?b', 'a\tb']) {
      await fails(table.createEntity(row('forbidden', key)), 400);
    }
  });
});
