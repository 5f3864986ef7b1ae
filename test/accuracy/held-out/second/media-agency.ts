import { type Layout, spaced } from '../layout.ts';

/** An agency that sells advertising space: days of publication, a right-hand column turned by a logo; some order confirmations. */
export const mediaAgency: Layout = {
  id: 'media-agency',
  style: {
    sellers: ['Régie Grand Ouest', 'Agence Tintamarre', 'Affichage Urbain Développement'],
    goods: [
      'Quart de page quadri',
      'Bannière 300x250, 100 000 vues',
      'Spot radio 20 s',
      'Panneau 8 m², 7 jours',
      'Création graphique',
    ],
    rate: 20,
    lines: [1, 5],
    dates: ['slash', 'sheet', 'longZero'],
    money: 'nbsp',
    dueAfter: [30, 60],
  },
  draw(b) {
    const s = b.seller;
    const isOrder = b.round === 5 || b.round === 11;
    const number = `${isOrder ? 'CMD' : 'F'}-${b.serial}-${b.date.slice(5, 7)}`;
    const day = isOrder ? b.other('order', b.date) : b.own();
    return {
      number,
      ...(isOrder ? { ask: 'confirmation de commande' } : {}),
      css: `@page{size:A4;margin:0} body{font:9pt 'DejaVu Sans Condensed';margin:0} .side{position:absolute;right:0;top:0;bottom:0;width:44mm;height:297mm;background:#111;color:#fff;padding:14mm 5mm;box-sizing:border-box;font-size:7.5pt} .logo{font:900 20pt 'DejaVu Sans';line-height:.9;word-break:break-word} .in{margin:14mm 52mm 0 14mm} .big{font-size:26pt;font-weight:100} table{width:100%;border-collapse:collapse;margin-top:8mm} td{border-top:1px solid #111;padding:2mm 0;vertical-align:top} td:last-child{text-align:right} .side p b{display:block;color:#ff4081}`,
      body: `<div class=side><div class=logo>${s.name.split(' ').slice(-1)[0]!.toUpperCase()}</div><p><b>${isOrder ? 'Commande' : 'Facture'}</b>${number}</p><p><b>Date</b>${day}</p><p><b>${isOrder ? 'Bouclage' : 'Échéance'}</b>${isOrder ? b.other('other', b.after(6)) : b.other('due', b.due)}</p><p><b>Annonceur</b>${b.buyer.name}${b.showsBuyerSiren ? `<br>${spaced(b.buyer.siren)}` : ''}</p><p><b>Votre ordre d’insertion</b>OI ${b.serial % 700} du ${b.other('order', b.after(-26))}</p><p style="margin-top:60mm"><b>${s.name}</b>${s.street}<br>${s.town}<br>SIRET ${s.siret}<br>TVA ${s.vat}</p></div>
        <div class=in><div class=big>${isOrder ? 'Confirmation de commande' : 'Facture'}</div><br>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}
        <table>${b.lines.map((l, n) => `<tr><td>${l.text}<br><small>Parution du ${b.other('service', b.after((isOrder ? 10 : -12) + n * 3))}</small><td>${l.quantity} × ${b.money(l.price)}<td>${b.money(l.total)}`).join('')}<tr><td colspan=2>Total HT<td>${b.money(b.net)}<tr><td colspan=2>TVA 20 %<td>${b.money(b.tax)}<tr><td colspan=2><b>Total TTC</b><td><b>${b.money(b.gross)} €</b></table>
        <p style="font-size:7pt">Facturation conforme à la loi n° 93-122 du 29 janvier 1993 (loi Sapin). Justificatifs disponibles en ligne jusqu’au ${b.other('validity', b.after(180))}. Tarifs ${b.date.slice(0, 4)}, en vigueur au 1er janvier.</p></div>`,
    };
  },
};
