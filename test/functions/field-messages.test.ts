import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inFrench } from '../../functions/api/field-messages.ts';
import * as api from '../../shared/contracts/api.ts';

test('what a schema says of a wrong text is said in French too, without a pattern', () => {
  const { calendarDate, compteId, dossierNumber, exerciceName, documentId, amount, signedAmount } = api;
  const schemas = { calendarDate, compteId, dossierNumber, exerciceName, documentId, amount, signedAmount };
  for (const [name, schema] of Object.entries(schemas)) {
    const issue = schema.safeParse('?').error?.issues[0];
    assert.ok(issue, name);
    const french = inFrench(issue);
    assert.notEqual(french, issue.message, name);
    assert.doesNotMatch(french, /motif|invalide|\^/, name);
  }
});

test('what zod says by itself is said by zod in French', () => {
  const [issue] = api.exerciceName.safeParse(201912).error!.issues;
  assert.match(inFrench(issue!), /attendu/);
});
