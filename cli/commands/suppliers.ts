import type { Command } from 'commander';
import type { Language } from '../../shared/domain/messages.ts';
import type { List, SupplierItem } from '../answers.ts';
import { moment, siren } from '../format.ts';
import { examples } from '../options.ts';
import { action, type Given, type Session } from '../session.ts';

/** `suppliers [list|forget]`: what a dossier remembers from the corrections of persons. */
export function addSuppliers(program: Command, language: Language): void {
  const suppliers = program.command('suppliers').description('What a dossier remembers of its suppliers');
  suppliers
    .command('list', { isDefault: true })
    .argument('<dossier>', 'dossier, as in 007868')
    .description('Under which label each supplier has the date of its invoices, and who taught it')
    .addHelpText('after', examples(['ami suppliers 007868']))
    .action(action(language, listSuppliers));
  suppliers
    .command('forget')
    .argument('<dossier>', 'dossier, as in 007868')
    .argument('<key>', 'the supplier, as the list names it')
    .description('Forget it, from the next document on; what is filed stays filed')
    .addHelpText('after', examples(['ami suppliers forget 007868 732829320']))
    .action(action(language, forgetSupplier));
}

interface Row {
  readonly key: string;
  readonly what: string;
  readonly by: string;
  readonly at: string;
  readonly document: string;
  readonly used: number;
}

async function listSuppliers(s: Session, { args: [dossier] }: Given<[string]>): Promise<void> {
  const list = await s.api.json<List<SupplierItem>>('listSuppliers', { params: { compte: s.compte, dossier } });
  if (s.json) return s.out.json(list);
  if (list.items.length === 0) return s.out.note(s.t('NO_SUPPLIER'));
  s.table<Row>(
    [
      { head: s.t('SUPPLIER'), of: (r) => r.key },
      { head: s.t('LEARNED'), of: (r) => r.what, shrinkTo: 24 },
      { head: s.t('WHO'), of: (r) => r.by },
      { head: s.t('WHEN'), of: (r) => moment(r.at, s.language) },
      { head: s.t('FROM_DOCUMENT'), of: (r) => r.document, omit: 1 },
      { head: s.t('USED'), of: (r) => String(r.used) },
    ],
    list.items.flatMap((item) => rowsOf(s, item)),
  );
}

/** One for each label, one for the seller. */
function rowsOf(s: Session, { key, labels, seller, used }: SupplierItem): Row[] {
  const rows = labels.map((l): Row => {
    const what = [
      s.t(l.credit ? 'LABEL_OF_CREDIT_NOTES' : 'LABEL_OF_DATE', { label: l.label }),
      ...(l.order ? [s.t(l.order === 'dmy' ? 'DAY_FIRST' : 'MONTH_FIRST')] : []),
    ];
    return { ...l, key, used, what: what.join(', ') };
  });
  if (!seller) return rows;
  const number = seller.siren ? siren(seller.siren) : (seller.vatNumber ?? '');
  return [...rows, { ...seller, key, used, what: s.t('SELLER_IS', { name: seller.name ?? '', number }) }];
}

async function forgetSupplier(s: Session, { args: [dossier, key] }: Given<[string, string]>): Promise<void> {
  await s.api.json('forgetSupplier', { params: { compte: s.compte, dossier, key } });
  if (!s.json) s.out.line(s.t('SUPPLIER_FORGOTTEN', { key, dossier }));
}
