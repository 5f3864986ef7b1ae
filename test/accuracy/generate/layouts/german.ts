import type { Layout } from '../layout.ts';
import { brand, pair, party, table, totals } from '../pieces.ts';

export const german: Layout = {
  id: 'german',
  country: 'DE',
  dates: ['dot', 'deLong'],
  amounts: ['points', 'codeFirst'],
  fonts: ['helvetica', 'times'],
  lines: [1, 5],
  draw(s, b) {
    s.page();
    brand(s, b, 45, 60);
    s.text(`${b.seller.name} · ${b.seller.postcode} ${b.seller.city}`, 45, 120, { size: 6.5 });
    party(s, b.buyer, 45, 140, { size: 10 }, ['Frankreich', `USt-IdNr. ${b.buyer.vatNumber}`]);
    s.text('Rechnung', 45, 235, { size: 16, bold: true });
    pair(s, 'Bestelldatum:', s.other('commande', b.ordered), 350, 440, 150);
    pair(s, 'Lieferdatum:', s.other('livraison', b.delivered), 350, 440, 165);
    pair(s, 'Rechnungsnr.:', b.number, 350, 440, 180);
    pair(s, 'Rechnungsdatum:', s.own(b.date), 350, 440, 195);
    const y = table(s, b, 270, { headers: ['Art.-Nr.', 'Bezeichnung', 'Menge', 'Einzelpreis', 'Gesamt'] });
    const below = totals(s, b, 350, 547, y + 10, { net: 'Nettobetrag', gross: 'Rechnungsbetrag' });
    s.text(`Zahlbar ohne Abzug bis zum ${s.other('échéance', b.due)}.`, 45, below + 20);
    s.text('Steuerfreie innergemeinschaftliche Lieferung.', 45, below + 34, { size: 8 });
    s.text(`USt-IdNr. ${b.seller.vatNumber} · HRB 99123 · Amtsgericht ${b.seller.city}`, 297, 805, {
      size: 7,
      align: 'center',
    });
  },
};
