import { parsePageList } from '../../shared/domain/batch/page-list.ts';
import type { Document, KeptPages, ScanPart } from '../../shared/domain/document.ts';
import { said } from '../../shared/domain/messages.ts';

/** How a scan is divided, or may be: the pages of each document, numbers from 1, and why it begins there. */
export function splitView({ parts, kept, proposedSplit: p }: Document) {
  return {
    ...(parts ? { parts: parts.map((x) => ({ id: x.id, ...partView(x) })), kept: (kept ?? []).map(keptView) } : {}),
    ...(p
      ? {
          proposedParts: p.parts.map(partView),
          proposedKept: p.kept.map(keptView),
          splitDoubts: p.doubts.map((r) => said(r.code, r.params)),
        }
      : {}),
  };
}

function partView({ pages, why, statement }: ScanPart) {
  const stated = statement ? [statement.dossier, statement.exercice].filter(Boolean).join('_') : null;
  return { ...keptView({ pages, why }), ...(stated ? { stated } : {}) };
}

function keptView({ pages, why }: KeptPages) {
  return { pages: parsePageList(pages) ?? [], why: said(why.code, why.params) };
}
