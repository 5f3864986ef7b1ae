import { type Layout, spacedSiret } from '../layout.ts';
import { address } from '../sixth/kit.ts';
import { row, sum } from './kit.ts';

/** A micro-entrepreneur's letter in a word processor: town and day at the right, a small table, no VAT. */
export const handWord: Layout = {
  id: 'hand-word',
  style: {
    sellers: ['Camille Berthier', 'Julien Pasquet EI', 'Nadia Slimani'],
    goods: [
      'Retouches photo catalogue',
      'Prise de vue produits, demi-journée',
      'Rédaction de fiches produits',
      'Mise en page du dépliant A5',
      'Gestion des réseaux sociaux, forfait',
    ],
    rate: 0,
    lines: [1, 4],
    dates: ['longZero', 'slash', 'long'],
    money: 'plain',
    dueAfter: [15, 30],
  },
  draw(b) {
    const s = b.seller;
    const lines = b.lines.map((l, n) => {
      const count = 1 + (l.quantity % 4);
      const unit = Math.round((4_000 + (l.price % 26_000)) / 500) * 500;
      return { text: this.style.goods[(n + b.round) % 5]!, count, unit, all: unit * count };
    });
    const gross = sum(lines.map((l) => l.all));
    const number = `${b.date.slice(0, 4)}-${String(b.serial % 90).padStart(3, '0')}`;
    return {
      number,
      gross,
      css: `@page{size:A4;margin:22mm 24mm} body{font:11pt/1.4 'Liberation Serif'} table{width:100%;border-collapse:collapse;margin:6mm 0} td,th{border:1px solid #000;padding:1.2mm 2mm;text-align:left} td:nth-child(n+2),th:nth-child(n+2){text-align:right}`,
      body: `<b>${s.name}</b><br>Photographe et graphiste indépendant${s.name.startsWith('J') ? '' : 'e'}<br>${s.street}<br>${s.town}<br>06 81 ${String(b.serial).slice(0, 2)} 27 60<br>N° SIRET : ${spacedSiret(s.siret)}<div style="margin:8mm 0 8mm 88mm">${address(b.buyer, ...(b.showsBuyerSiren ? [`SIREN : ${b.buyer.siren}`] : []))}</div><p style="text-align:right">${b.round % 3 === 1 ? `Date : ${b.own()}` : `${s.city}, le ${b.own()}`}<p style="font-size:15pt;text-align:center"><b>Facture n° ${number}</b><p>Intervention du ${b.other('work', b.after(-12 - b.round))}${b.round % 2 ? ` au ${b.other('work', b.after(-5))}` : ''}, selon votre bon de commande du ${b.other('order', b.after(-24))}.
        <table><tr><th>Désignation<th>Quantité<th>Prix unitaire<th>Total${lines.map((l) => row(l.text, l.count, `${b.money(l.unit)} €`, `${b.money(l.all)} €`)).join('')}<tr><td colspan=3><b>Total à payer</b><td><b>${b.money(gross)} €</b></table>
        <p>TVA non applicable, article 293 B du CGI.<p>Règlement par virement avant le ${b.other('due', b.due)} :<br>${s.iban}<p>En vous remerciant de votre confiance,<p style="margin-left:100mm">${s.name.replace(' EI', '')}<p style="font-size:8.5pt;margin-top:20mm">Pas d’escompte. En cas de retard, pénalité égale à trois fois le taux d’intérêt légal et indemnité forfaitaire de 40 €. Dispensé${s.name.startsWith('J') ? '' : 'e'} d’immatriculation au RCS. Studio fermé du ${b.other('holiday', `${Number(b.date.slice(0, 4)) + 1}-08-04`)} au ${b.other('holiday', `${Number(b.date.slice(0, 4)) + 1}-08-22`)}.`,
    };
  },
};
