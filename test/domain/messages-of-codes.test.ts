import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { messages } from '../../shared/domain/messages.ts';
import { NOT_AN_INVOICE } from '../../shared/domain/page/nature.ts';

const ROOT = join(import.meta.dirname, '../..');
const SOURCES = ['shared', 'functions', 'gateway'];

/** A code behind `code:`, `reason:` or `why:`, or given to one of the functions that make a reason, text or error of it. */
const GIVEN =
  /(?:\b(?:code|reason|why):\s*|\b(?:reason|said?|at|add|problem)\(\s*|new [A-Za-z]*(?:Refusal|Error)\((?:\s*'[a-z-]+',)?\s*)'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g;

/** Every code that is given, with the file that gives it. */
function codesUsed(): Map<string, string> {
  const used = new Map<string, string>();
  for (const root of SOURCES)
    for (const file of readdirSync(join(ROOT, root), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts') || file.includes('node_modules') || /(?:^|\/)messages\//.test(file)) continue;
      const source = readFileSync(join(ROOT, root, file), 'utf8');
      for (const [, code] of source.matchAll(GIVEN)) used.set(code!, `${root}/${file}`);
    }
  return used;
}

test('every code that is given has its text in both languages', () => {
  const used = codesUsed();
  assert.ok(used.size > 150, `only ${used.size} codes found`);
  for (const nature of NOT_AN_INVOICE) used.set(`DOCUMENT_${nature.toUpperCase()}`, 'decide.ts');
  assert.deepEqual(
    [...used].filter(([code]) => !(code in messages)),
    [],
  );
});

test('the texts of a code name the same parameters in both languages', () => {
  // What is put in in French words of its own is called so.
  const names = (text: string) => [...text.matchAll(/\{(\w+?)(?:Fr)?\}/g)].map((m) => m[1]!);
  const places = (text: string) => [...new Set(names(text))].sort();
  for (const [code, { fr, en }] of Object.entries(messages)) {
    assert.deepEqual(places(fr), places(en), code);
    assert.ok(fr.trim() && en.trim() && fr !== code && en !== code, code);
  }
});
