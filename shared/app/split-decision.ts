import { pageList, parsePageList } from '../domain/batch/page-list.ts';
import { type Partition, problemsOf } from '../domain/batch/partition.ts';
import type { Document, ScanPart } from '../domain/document.ts';
import { Refusal } from '../domain/refusal.ts';
import { type Decided, seenByDecider } from './decisions.ts';
import type { Deps } from './deps.ts';
import { askToLookAgain } from './documents.ts';
import { getOutline } from './readings.ts';
import { type Division, divide } from './split.ts';

/**
 * Divides a waiting scan as a person says, or as it was proposed (`wanted` null). Its parts come a moment later; asked
 * again for the same, nothing is done twice. Throws `Refusal`: `SPLIT_...`, with what is wrong with the pages.
 */
export async function splitByPerson(deps: Deps, d: Decided, wanted: Partition | null): Promise<Document> {
  const loaded = await seenByDecider(deps, d);
  const { document } = loaded;
  if (document.deposit.partOf) throw new Refusal('conflict', 'SPLIT_OF_A_PART', { of: document.deposit.partOf });
  if (document.state === 'split') return again(deps, d, document, wanted);
  if (document.state !== 'waiting') throw new Refusal('conflict', 'SPLIT_NOT_WAITING');
  const outline = await getOutline(deps, d.compte, d.id);
  if (outline?.kind !== 'pages') throw new Refusal('invalid', 'SPLIT_NOT_A_SCAN');
  const division = wanted ? divisionOf(document, wanted, outline.pages, d.by.user) : proposed(document);
  const who = { by: d.by.user, decidedBy: d.by.user, ...(d.note ? { note: d.note } : {}) };
  const done = await divide(deps, loaded, document, division, who);
  if (!done) throw new Refusal('conflict', 'DOCUMENT_CHANGED', { id: d.id });
  await askToLookAgain(deps, d.compte, [d.id]);
  return done;
}

/** An answer that got lost is asked for once more; parts that are not there yet are made. */
async function again(deps: Deps, d: Decided, document: Document, wanted: Partition | null): Promise<Document> {
  const own = document.parts?.map((p) => p.pages) ?? [];
  const same = !wanted || JSON.stringify(wanted.parts.map(pageList)) === JSON.stringify(own);
  if (!same) throw new Refusal('conflict', 'SPLIT_ALREADY');
  await askToLookAgain(deps, d.compte, [d.id]);
  return document;
}

function proposed({ proposedSplit, statement }: Document): Division {
  if (!proposedSplit) throw new Refusal('invalid', 'SPLIT_NO_PROPOSAL');
  const { parts, kept } = proposedSplit;
  // A sheet may not name another dossier than who deposited the scan was let into: that part waits for a person.
  const stated = ({ statement: said, ...part }: ScanPart) =>
    said && said.dossier === statement?.dossier ? { ...part, statement: said } : part;
  return { parts: parts.map(stated), kept };
}

function divisionOf(document: Document, wanted: Partition, count: number, user: string): Division {
  const problems = problemsOf(wanted, count);
  if (problems.length > 0) throw new Refusal('invalid', 'SPLIT_INVALID', {}, problems);
  const likely = new Map(document.proposedSplit ? proposed(document).parts.map((p) => [p.pages, p]) : []);
  const parts = wanted.parts.map(pageList).map((pages): ScanPart => {
    const why = { code: 'SPLIT_BY_PERSON', params: { user } };
    const statement = likely.get(pages)?.statement;
    return { pages, why, ...(statement ? { statement } : {}) };
  });
  const kept = keptBy(wanted.kept, document, user);
  return { parts, kept };
}

/** Pages that were no document's before stay what they were. */
function keptBy(pages: readonly number[], { proposedSplit }: Document, user: string) {
  const known = (proposedSplit?.kept ?? []).map((k) => ({ ...k, numbers: parsePageList(k.pages) ?? [] }));
  const rest = pages.filter((p) => !known.some((k) => k.numbers.includes(p)));
  const own = known
    .map(({ numbers, why }) => ({ pages: pageList(numbers.filter((n) => pages.includes(n))), why }))
    .filter((k) => k.pages !== '');
  if (rest.length === 0) return own;
  return [
    ...own,
    { pages: pageList(rest.toSorted((a, b) => a - b)), why: { code: 'SPLIT_KEPT_BY_PERSON', params: { user } } },
  ];
}
