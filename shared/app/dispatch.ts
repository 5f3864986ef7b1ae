import { parisDay } from '../domain/calendar.ts';
import { type Case, type Decision, decide, statementOf } from '../domain/decide.ts';
import type { Deposit, Document, Reason } from '../domain/document.ts';
import { blank, documentAfter, keepShown, unchanged } from '../domain/document-after.ts';
import type { Statement } from '../domain/dossier.ts';
import type { Reading } from '../domain/invoice.ts';
import { withCorrection } from '../domain/memory/correct.ts';
import type { PageRead } from '../domain/scan/page-read.ts';
import { readScan } from '../domain/scan/read-scan.ts';
import { stated } from '../domain/stated.ts';
import type { Span, SpanFacts } from '../ports/trace.ts';
import { type DossierConfig, dossierConfig } from './configuration.ts';
import type { Deps } from './deps.ts';
import { type Change, commit, type Loaded, load } from './documents.ts';
import { claimBytes, sameBytes, showSameInvoice } from './duplicates.ts';
import { type Deposited, depositOf, fetchDeposit, foreignDeposit } from './fetch-deposit.ts';
import { follow } from './look-again.ts';
import { sendToRead } from './reading-lanes.ts';
import { scanState } from './readings.ts';
import { seeReplaced } from './replace-incomplete.ts';
import { finishSplit, planOf, proposeSplit, splitDeposit } from './split.ts';
import { learntMeanwhile, readWithMemory } from './supplier-memory.ts';
import { note, traced } from './traced.ts';

/** Why a dispatch runs: a new deposit, or a look again (configuration changed, a person asked). */
export type Trigger = 'deposit' | 'again';

/** How often a lost race against another writer is run again before the message is given back. */
const ATTEMPTS = 5;

/**
 * Dispatches one deposit: filed in an exercice, collapsed into the deposit it repeats, or put on the waiting list with
 * a reason. Can run any number of times, at the same time too, with the result of once.
 */
export async function dispatch(deps: Deps, compte: string, id: string, trigger: Trigger): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (await dispatchOnce(deps, compte, id, trigger)) return;
  }
  throw new Error(`document ${id} kept changing`);
}

async function dispatchOnce(deps: Deps, compte: string, id: string, trigger: Trigger): Promise<boolean> {
  const since = deps.clock.now();
  const before = trigger === 'again' ? await load(deps, compte, id) : null;
  if (before && !isOpenToDispatch(before.document)) {
    if (before.document.state === 'filed') await follow(deps, compte, id);
    await seeOthers(deps, before.document);
    return true;
  }

  const file = await fetchDeposit(deps, compte, id);
  if (!file) {
    deps.log.warn('deposit-missing', { compte, id });
    return true;
  }
  // Not before: which trace it belongs to stands with the deposit.
  const facts = { 'ami.compte': compte, 'ami.document': id, 'ami.bytes': file.deposit.size };
  return traced(deps, 'dispatch', { home: file.deposit.trace, facts, since }, (span) =>
    dispatchFile(deps, before, file, span),
  );
}

async function dispatchFile(deps: Deps, before: Loaded | null, file: Deposited, span: Span): Promise<boolean> {
  const { deposit } = file;
  const { compte, id } = deposit;
  let unseen = false;
  if (!before) {
    const claim = await claimBytes(deps, deposit);
    if (claim.kind === 'retry') {
      note(span, { 'ami.outcome': 'retry' });
      return collapse(deps, deposit, claim.of);
    }
    if (claim.kind === 'ours') {
      // This deposit was seen before, and may be done but for its last steps: a look at the configuration that may have
      // come meanwhile where it waits, and at the other forms of its invoice.
      const done = await load(deps, compte, id);
      if (done?.document.state === 'waiting') return dispatchOnce(deps, compte, id, 'again');
      if (done) {
        await seeOthers(deps, done.document);
        return true;
      }
    }
    unseen = claim.kind === 'first';
  }

  const duplicates = unseen ? [] : await sameBytes(deps, deposit);
  const readFrom = deps.clock.now();
  const own = await read(deps, file);
  const scan = own.kind === 'paper' && deps.scans ? await scanned(deps, deposit, own) : { reading: own, pages: [] };
  const reading = scan?.reading ?? null;
  const readMs = deps.clock.now() - readFrom;
  if (!reading && before?.document.state === 'filed') {
    // It stays where it is until it is known what its pages say.
    await sendToRead(deps, compte, id);
    await seeOthers(deps, before.document);
    return true;
  }
  const { folder, fileStatement } = stated(deposit);
  const statement = statementOf(folder, fileStatement).statement;
  const config = statement ? await dossierConfig(deps, compte, statement.dossier) : null;
  const known = reading && (await readWithMemory(deps, compte, config, reading, before?.document));
  const decision =
    file.reason || !known
      ? waitFor(file.reason ?? READING, statement)
      : decide(toCase(deposit, folder, fileStatement, config, withCorrection(known, before?.document.corrected)));

  const draft = keepShown(documentAfter(deposit, decision, known ?? own, statement, duplicates), before?.document);
  const plan = planOf(draft, before?.document, scan?.pages ?? []);
  if (plan.kind === 'split') {
    note(span, { 'ami.outcome': 'split' });
    return (await splitDeposit(deps, before, draft, plan)) !== null;
  }
  const after = plan.kind === 'doubtful' ? proposeSplit(draft, plan) : draft;
  const { state, dossier, exercice, reason } = after;
  note(span, { 'ami.outcome': state, ...told({ dossier, exercice, reason }) });
  if (before && unchanged(before.document, after, decision)) {
    if (!reading) await sendToRead(deps, compte, id);
    await seeOthers(deps, before.document);
    return true;
  }
  const change: Change = {
    type:
      before && before.document.state === 'filed' ? 'exercice-changed' : after.state === 'filed' ? 'filed' : 'waiting',
    by: 'system',
    after,
  };
  const done = await commit(deps, before, change);
  if (!done) return false;
  // After its rows, so that whoever reads it finds it there. Where this process dies before, its message comes again.
  if (!reading) await sendToRead(deps, compte, id);
  deps.log.info('dispatched', { compte, id, state, exercice, reason: reason?.code, readMs });

  // Configuration that came between our look and our row on the waiting list has not seen that row: look again.
  if (state === 'waiting' && statement) {
    const now = await dossierConfig(deps, compte, statement.dossier);
    if (now?.version !== config?.version || (await learntMeanwhile(deps, compte, config, done)))
      await dispatch(deps, compte, id, 'again');
  }
  await seeOthers(deps, done);
  return true;
}

function told({ dossier, exercice, reason }: Pick<Document, 'dossier' | 'exercice' | 'reason'>): SpanFacts {
  return {
    ...(dossier ? { 'ami.dossier': dossier } : {}),
    ...(exercice ? { 'ami.exercice': exercice } : {}),
    ...(reason ? { 'ami.reason': reason.code } : {}),
  };
}

/** A scan waits while its pages are read. */
const READING: Reason = { code: 'READING', params: {} };

/** What the pictures of a document say; null where some are not read yet. */
async function scanned(
  deps: Deps,
  { compte, id, at }: Deposit,
  paper: Extract<Reading, { kind: 'paper' }>,
): Promise<{ readonly reading: Reading; readonly pages: readonly PageRead[] } | null> {
  const state = await scanState(deps, compte, id);
  if (state.kind === 'missing') return null;
  if (state.kind === 'done') return { reading: readScan(state.pages, paper, parisDay(at)), pages: state.pages };
  return { reading: { ...paper, unread: { code: state.reason, params: state.params ?? {} } }, pages: [] };
}

/** What a document says of others, once its rows are written. Can run again. */
async function seeOthers(deps: Deps, d: Document): Promise<void> {
  if (d.state === 'split') await finishSplit(deps, d);
  await showSameInvoice(deps, d);
  await seeReplaced(deps, d);
}

/** What a person decided, and what was collapsed, is not dispatched again; it only follows its exercice's name. */
function isOpenToDispatch(d: Document): boolean {
  return (d.state === 'waiting' || d.state === 'filed') && d.decidedBy === null;
}

async function read(deps: Deps, file: Deposited): Promise<Reading> {
  if (!file.bytes || file.reason)
    return { kind: 'unreadable', mediaType: null, reason: file.reason?.code ?? 'TOO_LARGE_TO_READ', remarks: [] };
  const { bytes, deposit } = file;
  return traced(deps, 'read', {}, async (span) => {
    const reading = await deps.reader.read(bytes, { name: deposit.name });
    note(span, { 'ami.outcome': reading.kind });
    return reading;
  });
}

function toCase(
  deposit: Deposit,
  folder: Statement | null,
  file: Statement | null,
  config: DossierConfig | null,
  reading: Reading,
): Case {
  return {
    folder,
    file,
    dossier: config?.dossier ?? null,
    exercices: config?.exercices ?? [],
    reading,
    receivedOn: parisDay(deposit.at),
    unrenamed: deposit.unrenamed,
  };
}

function waitFor(reason: Reason, statement: Statement | null): Decision {
  return { kind: 'wait', dossier: statement?.dossier ?? null, date: null, reason, proposal: null, remarks: [] };
}

async function collapse(deps: Deps, deposit: Deposit, retryOf: string): Promise<boolean> {
  const known = await load(deps, deposit.compte, deposit.id);
  if (known) {
    await seeReplaced(deps, known.document);
    return true;
  }
  const done = await commit(deps, null, {
    type: 'retry',
    by: 'system',
    after: { ...blank(deposit), state: 'retry', retryOf },
  });
  if (!done) return false;
  deps.log.info('retry-collapsed', { compte: deposit.compte, id: deposit.id, retryOf });
  await seeReplaced(deps, done);
  return true;
}

/**
 * Puts a deposit whose dispatch failed for good (a dead letter) on the waiting list, or says there that it failed.
 * Resolves with the document as it was where it is filed or divided: then that is not the place to say so.
 */
export async function setWaiting(
  deps: Deps,
  compte: string,
  id: string,
  detail: string,
  code: 'PROCESSING_FAILED' | 'READING_FAILED' = 'PROCESSING_FAILED',
): Promise<Document | null> {
  const before: Loaded | null = await load(deps, compte, id);
  const reason: Reason = { code, params: { detail } };
  if (before) {
    const { document } = before;
    if (document.state === 'split') return document;
    if (!isOpenToDispatch(document)) return null;
    if (document.state === 'filed') return document;
    // Said already: since when it fails tells when it is tried again (read-again.ts).
    if (document.reason?.code === code) return null;
    await commit(deps, before, { type: 'failed', by: 'system', after: { ...document, reason, proposal: null } });
    return null;
  }
  const info = await deps.blobs.head('deposits', `${compte}/${id}`);
  if (!info) return null;
  const deposit = depositOf(compte, id, info) ?? foreignDeposit(compte, id, info, '');
  // Claimed here too: the failure may have come before, and the sender tries again.
  const claim = deposit.sha256 ? await claimBytes(deps, deposit) : null;
  if (claim?.kind === 'retry') {
    await collapse(deps, deposit, claim.of);
    return null;
  }
  const { folder, fileStatement } = stated(deposit);
  const statement = statementOf(folder, fileStatement).statement;
  await commit(deps, null, {
    type: 'failed',
    by: 'system',
    after: {
      ...blank(deposit),
      statement,
      dossier: statement?.dossier ?? null,
      reason,
    },
  });
  return null;
}
