import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expand, type Template } from './arm/expand.ts';

/** The small part of ARM's language that the checks of infra/ rest on. */

function outputs(expressions: Record<string, unknown>, more: Partial<Template> = {}): Record<string, unknown> {
  const outputs = Object.fromEntries(Object.entries(expressions).map(([k, value]) => [k, { value }]));
  const made = expand({ resources: [], ...more, outputs } as Template, {});
  return Object.fromEntries(Object.entries(made.outputs).map(([k, o]) => [k, (o as { value: unknown }).value]));
}

test('texts, calls, members', () => {
  const got = outputs(
    {
      quoted: "[format('it''s {0}', 'so')]",
      plain: '[[not one]',
      nested: "[createObject('a', createArray(1, 2)).a[1]]",
      variable: "[variables('v').x]",
      mapped: "[map(range(0, 2), lambda('i', add(lambdaVariables('i'), 10)))]",
      branch: "[if(equals(1, 2), variables('none'), 'other')]",
    },
    { variables: { v: { x: 'y' } } },
  );
  assert.deepEqual(got, {
    quoted: "it's so",
    plain: '[not one]',
    nested: 2,
    variable: 'y',
    mapped: [10, 11],
    branch: 'other',
  });
});

test('loops, conditions, and what only Azure knows', () => {
  const template = {
    parameters: { n: { type: 'int', defaultValue: 2 }, on: { type: 'bool', defaultValue: false } },
    resources: {
      many: {
        type: 'A.B/c',
        apiVersion: '1',
        name: "[format('c{0}', copyIndex())]",
        copy: { name: 'many', count: "[parameters('n')]" },
        properties: { copy: [{ name: 'list', count: 2, input: "[copyIndex('list')]" }] },
      },
      one: { type: 'A.B/d', apiVersion: '1', name: 'd', condition: "[parameters('on')]" },
      user: { type: 'A.B/e', apiVersion: '1', name: 'e', properties: { id: "[reference('many[1]').key]" } },
    },
  } as unknown as Template;
  const { resources } = expand(template, {});
  assert.deepEqual(
    resources.map((r) => [r.type, r.name]),
    [
      ['A.B/c', 'c0'],
      ['A.B/c', 'c1'],
      ['A.B/e', 'e'],
    ],
  );
  assert.deepEqual(resources[0]!.body['properties'], { list: [0, 1] });
  assert.deepEqual(resources[2]!.body['properties'], { id: '{A.B/c/c1.key}' });
  assert.equal(expand(template, { n: 3, on: true }).resources.length, 5);
  assert.throws(() => expand(template, { n: 1 }), /no resource many\[1\]/);
});

test('what Azure would refuse is refused', () => {
  const one = (body: object, more: object = {}) =>
    ({ ...more, resources: { r: { type: 'A.B/c', apiVersion: '1', name: 'x', ...body } } }) as unknown as Template;
  assert.throws(() => expand(one({}, { parameters: { p: { type: 'string' } } }), {}), /the parameter p is missing/);
  assert.throws(() => expand(one({}), { q: 1 }), /no parameter q/);
  const allowed = { parameters: { p: { type: 'string', allowedValues: ['a'] } } };
  assert.throws(() => expand(one({}, allowed), { p: 'b' }), /b is none of the values of p/);
  assert.throws(() => expand(one({ name: "[reference('r').id]" }), {}), /asked for before it is there/);
  assert.throws(() => expand(one({ name: 'a/b' }), {}), /no name of a A\.B\/c/);
  assert.throws(() => expand(one({ properties: "[reference('s')]" }), {}), /no resource s/);
  assert.throws(() => expand(one({ properties: '[unheardOf()]' }), {}), /unheardOf is not known/);
  assert.throws(() => expand(one({ properties: "[createObject('a', 1).b]" }), {}), /there is no b/);
});
