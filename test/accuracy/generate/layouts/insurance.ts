import type { Layout } from '../layout.ts';
import { brand, ids, legal, party, totals } from '../pieces.ts';

/** A premium for twelve months ahead: effect, expiry and debit all stand apart from the day it was issued. */
export const insurance: Layout = {
  id: 'insurance',
  dates: ['slash', 'long'],
  amounts: ['french', 'frenchSpace'],
  fonts: ['helvetica'],
  covers: ['ahead'],
  yearly: true,
  lines: [1, 2],
  draw(s, b, r) {
    s.page();
    brand(s, b, 45, 36, true);
    party(s, b.buyer, 340, 100, { size: 10 });
    s.block(
      [
        `Contrat n° ${r.int(1_000_000, 9_999_999)}`,
        `Souscrit le ${s.other('contrat', b.contract)}`,
        `Client ${b.customerCode}`,
      ],
      45,
      100,
    );
    s.text('APPEL DE COTISATION – FACTURE', 45, 180, { size: 14, bold: true });
    s.text(`Facture n° ${b.number}`, 45, 200, { size: 10 });
    s.text(`Document émis le ${s.own(b.date)}`, 45, 215, { size: 10 });
    s.paragraph(
      `Votre contrat vous garantit du ${s.other('période', b.period[0])} à 0 heure au ${s.other('période', b.period[1])} à minuit. Échéance principale : ${s.other('échéance', b.period[0])}.`,
      45,
      245,
      500,
      { size: 9.5 },
    );
    let y = 290;
    for (const l of b.lines) {
      s.text(l.name, 55, y);
      s.text(s.money(l.net), 545, y, { align: 'right' });
      s.line(45, y + 5, 550);
      y += 20;
    }
    y = totals(s, b, 330, 547, y + 8, {
      net: 'Cotisation hors taxes',
      vat: (rate) => `Taxes ${rate.replace('.', ',')} %`,
      gross: 'Cotisation TTC',
    });
    s.text(`Cette somme sera prélevée le ${s.other('prélèvement', b.debited)}.`, 45, y + 25, { bold: true });
    s.block(ids(b.seller), 45, 760, { size: 7 });
    legal(s, b, 800);
  },
};
