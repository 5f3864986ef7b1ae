import type { DossierConfig } from '../../shared/app/configuration.ts';
import type { ConfigImport } from '../../shared/app/configure.ts';
import type { JournalEvent } from '../../shared/app/journal.ts';
import type { Notice } from '../../shared/app/notices.ts';
import type { Document } from '../../shared/domain/document.ts';
import type { Evidence } from '../../shared/domain/evidence.ts';
import type { Corrected } from '../../shared/domain/memory/correction.ts';
import { OWN_KINDS } from '../../shared/domain/memory/learn.ts';
import { nameEvidence } from '../../shared/domain/memory/name-evidence.ts';
import { xmlEvidence } from '../../shared/domain/memory/xml-evidence.ts';
import { saidEvidence } from '../../shared/domain/messages/evidence.ts';
import { said } from '../../shared/domain/messages.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { stated } from '../../shared/domain/stated.ts';
import { splitView } from './split-view.ts';

/** How the API shows things: codes with their texts in both languages. */

export function problemView(p: Problem) {
  return { ...said(p.code, p.params), ...(p.line ? { line: p.line } : {}), ...(p.where ? { where: p.where } : {}) };
}

function reasonView(r: Document['reason']) {
  if (!r) return null;
  const { fr, en } = said(r.code === 'READING' && r.params['pages'] ? 'READING_PROGRESS' : r.code, r.params);
  return { code: r.code, fr, en, params: r.params };
}

/** One document; `evidence` has what was read of it and by what, which is too much for a list. */
export function documentView(d: Document) {
  const evidence = shownEvidence(d);
  const any = evidence.fields.length > 0 || evidence.dates.length > 0;
  return {
    ...documentInList(d),
    ...splitView(d),
    ...(any ? { evidence: saidEvidence(evidence) } : {}),
    doubt: doubtOf(d),
  };
}

/** By what each value is known: what the firm states by names, and what was read or said. */
function shownEvidence(d: Document): Evidence {
  const { folder, fileStatement } = stated(d.deposit);
  const { fields, dates } = d.facts?.evidence ?? (d.facts ? xmlEvidence(d.facts) : { fields: [], dates: [] });
  return { fields: [...nameEvidence(folder, fileStatement, d.deposit), ...fields], dates };
}

/** Why a person is asked, and the answer that is proposed; null where nobody is. */
function doubtOf(d: Document) {
  const uncertain = d.state === 'filed' && d.dateUncertain && !d.decidedBy;
  const reason = d.state === 'waiting' ? d.reason : uncertain ? { code: 'DATE_NOT_CERTAIN', params: {} } : null;
  if (!reason) return null;
  return { reason: said(reason.code, reason.params), answer: answerTo(d) };
}

function answerTo({ state, proposal, date, facts }: Document) {
  // The likeliest date is the first; of two ways to read it, neither is proposed.
  const first = facts?.evidence?.dates[0];
  const likely = date ?? (first && OWN_KINDS.includes(first.kind) && first.dates.length === 1 ? first.dates[0] : null);
  if (!proposal) return state === 'filed' && likely ? said('ANSWER_DATE', { date: likely }) : null;
  const { dossier, exercice } = proposal;
  return likely
    ? said('ANSWER_FILE_DATE', { date: likely, dossier, exercice })
    : said('ANSWER_FILE', { dossier, exercice });
}

export function documentInList(d: Document) {
  const { id, name, directory, user, at, size, sha256, partOf, pages, trace } = d.deposit;
  const {
    deposit: _deposit,
    reason,
    remarks,
    statement: _statement,
    facts,
    corrected,
    parts: _parts,
    kept: _kept,
    proposedSplit: _split,
    ...rest
  } = d;
  const { evidence: _evidence, mentioned: _mentioned, ...shown } = facts ?? {};
  return {
    id,
    name,
    directory,
    user,
    at,
    size,
    sha256,
    ...(partOf ? { partOf, pages } : {}),
    ...(trace ? { trace } : {}),
    ...rest,
    facts: facts && shown,
    ...(corrected ? { corrected: saidOnly(corrected) } : {}),
    reason: reasonView(reason),
    remarks: remarks.map((r) => said(r.code, r.params)),
  };
}

/** What it teaches is shown with the suppliers of its dossier. */
function saidOnly({ lesson: _lesson, ...said }: Corrected): Omit<Corrected, 'lesson'> {
  return said;
}

export function eventView(e: JournalEvent<Document>) {
  const { version, at, by, type, note, after } = e;
  return {
    version,
    at,
    by,
    type,
    ...(note ? { note } : {}),
    state: after.state,
    dossier: after.dossier,
    exercice: after.exercice,
    reason: reasonView(after.reason),
  };
}

export function dossierView(c: DossierConfig) {
  const { number, name, siren, vatNumber } = c.dossier;
  return {
    number,
    name,
    siren,
    vatNumber,
    users: c.users,
    exercices: c.exercices.map(({ name: n, start, end, closed }) => ({ name: n, start, end, closed })),
  };
}

export function importView(i: ConfigImport) {
  return { ...i, problems: i.problems.map(problemView), remarks: i.remarks.map(problemView) };
}

export function noticeView(n: Notice) {
  const { id, at, dossier, problems, command } = n;
  return { ...said(n.code, n.params), id, at, dossier, replayable: !!command, problems: problems.map(problemView) };
}
