import { type Layout, spaced } from '../layout.ts';
import { at, block, frame, sheetCss, upTo } from './place.ts';

/** An accountant's fees: the year that was closed in the title line, quarter's instalment, the day after the town at the lower right. */
export const firmFees: Layout = {
  id: 'firm-fees',
  style: {
    sellers: ['Cabinet Audouard et Associés', 'Compta Sèvre Expertise', 'SARL Gestion Lorraine'],
    goods: [
      'Acompte sur mission comptable',
      'Établissement des déclarations de TVA',
      'Paie : 4 bulletins',
      'Juridique annuel',
    ],
    rate: 20,
    lines: [1, 4],
    dates: ['long', 'longZero', 'slash'],
    money: 'plain',
    dueAfter: [10, 20],
  },
  draw(b) {
    const s = b.seller;
    const number = `${b.date.slice(2, 4)}/${String(b.serial).padStart(5, '0')}`;
    const year = Number(b.date.slice(0, 4));
    const y = 128 + b.lines.length * 7;
    return {
      number,
      css: sheetCss("10.5pt 'Liberation Serif'"),
      body: `<section>${upTo(195, 14, s.name, 'font-size:16pt;letter-spacing:.4mm')}${upTo(195, 22, 'Société inscrite au tableau de l’Ordre des experts-comptables', 'font-size:8pt')}${upTo(195, 26, `${s.street}, ${s.town}`, 'font-size:8pt')}${frame(20, 32, 175, 0.6, 'background:#345')}
        ${at(110, 48, b.buyer.name)}${at(110, 53, b.buyer.street)}${at(110, 58, b.buyer.town)}${at(20, 60, `Dossier ${b.serial % 900} / exercice clos le ${b.other('closing', `${year}-09-30`)}`, 'font-size:9pt')}
        ${at(20, 88, `NOTE D’HONORAIRES N° ${number}`, 'font-weight:bold;font-size:13pt')}${block(20, 98, 170, `Honoraires relatifs aux travaux effectués du ${b.other('period', b.after(-92))} au ${b.other('period', b.after(-2))}, en application de la lettre de mission signée le ${b.other('contract', b.after(-1011))} :`)}
        ${b.lines.map((l, n) => at(25, 120 + n * 7, `– ${l.text}`) + upTo(190, 120 + n * 7, `${b.money(l.total)} €`)).join('')}
        ${frame(140, y - 3, 50, 0.3, 'background:#000')}${at(110, y, 'Total hors taxes')}${upTo(190, y, `${b.money(b.net)} €`)}${at(110, y + 6, 'TVA 20,00 %')}${upTo(190, y + 6, `${b.money(b.tax)} €`)}${at(110, y + 12, 'Net à payer TTC', 'font-weight:bold')}${upTo(190, y + 12, `${b.money(b.gross)} €`, 'font-weight:bold')}
        ${at(20, y + 26, `À prélever le ${b.other('debit', b.due)}`)}${at(120, y + 40, `${s.city}, le ${b.own()}`)}${at(120, y + 46, 'L’expert-comptable,')}
        ${block(20, 274, 175, `SARL au capital de 50 000 € – ${spaced(s.siren)} RCS ${s.city} – TVA ${s.vat} – TVA acquittée sur les encaissements. Le dépôt des comptes est attendu avant le ${b.other('event', b.after(88))}. Honoraires révisés chaque 1er janvier.`, 'font-size:7.5pt')}</section>`,
    };
  },
};
