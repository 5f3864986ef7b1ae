import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { messages } from '../../shared/domain/messages.ts';
import { NOT_AN_INVOICE } from '../../shared/domain/page/nature.ts';

const ROOT = join(import.meta.dirname, '../..');
const SOURCES = ['shared', 'functions', 'gateway'];

/** Every code in quotes, by the file that has it. */
function codesUsed(): Map<string, string> {
  const used = new Map<string, string>();
  for (const root of SOURCES)
    for (const file of readdirSync(join(ROOT, root), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts') || file.includes('node_modules') || /(?:^|\/)messages\//.test(file)) continue;
      const source = readFileSync(join(ROOT, root, file), 'utf8');
      // A code stands behind `code:`, `reason:` or as an argument of a function; errors of Node have no low line.
      // What is put in in French words of its own is called so.
  const names = (text: string) => [...text.matchAll(/\{(\w+?)(?:Fr)?\}/g)].map((m) => m[1]!);
  const places = (text: string) => [...new Set(names(text))].sort();
  for (const [code, { fr, en }] of Object.entries(messages)) {
    assert.deepEqual(places(fr), places(en), code);
    assert.ok(fr.trim() && en.trim() && fr !== code && en !== code, code);
  }
});
