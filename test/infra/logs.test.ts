import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { at, leaf, ofType, ROOT, skip, world } from './compiled.ts';

/** What alerts and board ask of the logs is what is written there. No program here knows the language of the queries. */

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

suite('logs', { skip }, () => {
  const w = skip ? null! : world('prod');
  const queries = skip
    ? []
    : ofType(w, 'Microsoft.Insights/scheduledQueryRules').map((a) => {
        const { allOf } = at(a, 'properties.criteria') as { allOf: { query: string }[] };
        return { name: leaf(a), query: allOf[0]!.query };
      });

  test('the names that queries look for are written by units and code', () => {
    const units = ['gateway/packaging/ami-gateway.service', 'infra/gateway/ami-gateway-health.service'].map(read);
    const writers = units.map((u) => /^SyslogIdentifier=(.+)$/m.exec(u)?.[1]);
    const asked = queries.flatMap(({ query }) => [...query.matchAll(/ProcessName == '([^']+)'/g)].map((m) => m[1]));
    assert.deepEqual([...new Set(asked)].sort(), writers.sort());
    for (const unit of units) assert.match(unit, /^SyslogFacility=local0$/m);
    for (const { query } of queries)
      for (const m of query.matchAll(/Facility == '(\w+)'/g)) assert.equal(m[1], 'local0');
    const sources = ['shared/app/dead-letter.ts', 'gateway/monitor.ts', 'gateway/audit.ts', 'docs/audit-log.md']
      .map(read)
      .join('');
    for (const name of ["'dead-letter'", "'entered'", 'audit: ', "'fault'", 'outcome'])
      assert.ok(sources.includes(name), name);
    assert.ok(read('infra/gateway/ami-gateway-health').includes('echo "ready '));
  });

  test("the machine's log is collected: facility and rule", () => {
    const sources = at(ofType(w, 'Microsoft.Insights/dataCollectionRules')[0]!, 'properties.dataSources') as {
      syslog: { facilityNames: string[]; logLevels: string[] }[];
    };
    const own = sources.syslog.find((s) => s.facilityNames.includes('local0'));
    assert.ok(own?.logLevels.includes('Info'));
    assert.equal(ofType(w, 'Microsoft.Insights/dataCollectionRuleAssociations').length, 1);
  });

  test('every query is used, whole, and the number of gateways is that of the environment', () => {
    const files = readdirSync(join(ROOT, 'infra/queries'));
    assert.equal(queries.length, files.length);
    for (const file of files) {
      const text = read(`infra/queries/${file}`);
      assert.ok(
        queries.some(({ query }) => query.startsWith(text)),
        file,
      );
    }
    assert.match(queries.find((q) => q.name.startsWith('gateway-down'))!.query, /where gateways < 1$/);
  });

  test('the board is JSON, with its queries in it', () => {
    const [workbook] = ofType(w, 'Microsoft.Insights/workbooks');
    const board = JSON.parse(at(workbook!, 'properties.serializedData') as string) as {
      items: { content: { query?: string } }[];
    };
    const shown = board.items.flatMap((i) => i.content.query ?? []);
    for (const file of readdirSync(join(ROOT, 'infra/queries')))
      assert.ok(shown.includes(read(`infra/queries/${file}`)), file);
    for (const query of shown) assert.doesNotMatch(query, /@@/);
  });
});
