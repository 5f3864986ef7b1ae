import type { KnownSupplier } from '../../shared/app/supplier-memory.ts';

/** What a dossier remembers of a supplier: each label and the seller once, by the newest correction that says so. */
export function supplierView({ key, lessons, used, lastUsed }: KnownSupplier) {
  const labels = new Map<string, object>();
  for (const { label, document, by, at } of lessons) {
    if (!label) continue;
    const { text, kind, place, order, credit } = label;
    const same = `${label.key} ${kind} ${credit}`;
    if (!labels.has(same)) labels.set(same, { label: text, kind, place, order, credit, document, by, at });
  }
  const taught = lessons.find((l) => l.seller !== null);
  const seller = taught?.seller ? { ...taught.seller, document: taught.document, by: taught.by, at: taught.at } : null;
  return { key, name: seller?.name ?? null, labels: [...labels.values()], seller, used, lastUsed };
}
