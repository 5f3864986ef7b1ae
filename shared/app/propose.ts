import type { Document } from '../domain/document.ts';
import type { EInvoice } from '../domain/invoice.ts';
import { withCorrection } from '../domain/memory/correct.ts';
import type { Par } from '../domain/par.ts';
import { may, type Principal } from '../domain/principal.ts';
import type { Problem } from '../domain/problem.ts';
import { directionOf } from '../domain/proposal/direction.ts';
import { evidenceOf, unsure } from '../domain/proposal/note.ts';
import { noProposal, type ProposedEntry, proposeFrom } from '../domain/proposal.ts';
import { Refusal } from '../domain/refusal.ts';
import { BlobTooLarge } from '../ports/blobs.ts';
import { lastUsed } from './account-memory.ts';
import { type DossierConfig, dossierConfig, type KnownExercice } from './configuration.ts';
import type { Deps } from './deps.ts';
import { getDocument } from './documents.ts';
import { sameInvoice } from './duplicates.ts';
import { loadPar } from './entries.ts';

/** An entry proposed for a filed document. Amounts are cents. Nothing of it is kept or published: it is posted or not. */
export interface EntryProposal extends ProposedEntry {
  readonly document: string;
  readonly dossier: string | null;
  readonly exercice: string | null;
}

/**
 * The entry that a filed e-invoice stands for: read again from its bytes, with the plan of accounts of its exercice and
 * what the dossier used last for its third party. Where none can be proposed, `entry` is null and `problems` says why.
 * Throws `Refusal` (`FORBIDDEN`, `DOCUMENT_NOT_FOUND`).
 */
export async function proposeEntry(
  deps: Deps,
  principal: Principal,
  compte: string,
  documentId: string,
): Promise<EntryProposal> {
  const { document } = await getDocument(deps, principal, compte, documentId);
  if (!may(principal, 'decide', compte, document.dossier)) throw new Refusal('forbidden', 'FORBIDDEN');
  const { dossier, exercice } = document;
  return { ...(await propose(deps, document)), document: documentId, dossier, exercice };
}

async function propose(deps: Deps, document: Document): Promise<ProposedEntry> {
  const { compte } = document.deposit;
  if (document.state !== 'filed') return noProposal(entryProblem('PROPOSAL_NOT_FILED'));
  const { facts } = document;
  if (facts && facts.kind !== 'einvoice') return noProposal(entryProblem('PROPOSAL_NO_DATA'));
  const dossier = document.dossier!;
  const config = await dossierConfig(deps, compte, dossier);
  const exercice = config && exerciceOf(config, document);
  if (!config || !exercice)
    return noProposal(entryProblem('EXERCICE_STATED_UNKNOWN', { dossier, exercice: document.exercice ?? '' }));
  const par: Par | null = await loadPar(deps, exercice.par ?? config.par);
  if (!par) return noProposal(entryProblem('PAR_MISSING'));
  const invoice = await readAgain(deps, document);
  if (!invoice) return noProposal(entryProblem('PROPOSAL_NO_DATA'));

  const { direction, thirdParty } = directionOf(invoice, config.dossier);
  const proposed = proposeFrom(invoice, {
    dossier: config.dossier,
    exercice,
    par,
    lastUsed: await lastUsed(deps, compte, dossier, direction, thirdParty),
  });
  return proposed.entry ? withDuplicates(deps, document, proposed) : proposed;
}

function entryProblem(code: string, params: Record<string, string> = {}): Problem {
  return { code, params, where: 'entry' };
}

/** A changed closing may have renamed the exercice: its first day stays. */
function exerciceOf(config: DossierConfig, d: Document): KnownExercice | null {
  return (
    config.exercices.find((e) => e.start === d.exerciceStart) ??
    config.exercices.find((e) => e.name === d.exercice) ??
    null
  );
}

/**
 * The whole e-invoice, of which the document's facts are a summary, with what a person said of it; null where it carries
 * none.
 */
async function readAgain(deps: Deps, { deposit, corrected }: Document): Promise<EInvoice | null> {
  try {
    const blob = await deps.blobs.get('deposits', `${deposit.compte}/${deposit.id}`, deps.settings.maxReadBytes);
    const reading = blob && (await deps.reader.read(blob.bytes, { name: deposit.name }));
    const known = reading ? withCorrection(reading, corrected) : null;
    return known?.kind === 'einvoice' ? known.invoice : null;
  } catch (e) {
    if (e instanceof BlobTooLarge) return null;
    throw e;
  }
}

/** Other documents with these bytes, or with this seller and number, may have been booked. */
async function withDuplicates(deps: Deps, document: Document, proposed: ProposedEntry): Promise<ProposedEntry> {
  const others = new Set([...document.duplicates, ...(await sameInvoice(deps, document))]);
  const told = [...others].map((id) => evidenceOf(unsure('entry', 'PROPOSAL_SAME_INVOICE', { document: id }), 'entry'));
  return { ...proposed, evidence: [...told, ...proposed.evidence] };
}
