import { type Layout, spaced } from '../layout.ts';

/** A marketplace's sheet for a seller of its own: order and delivery beside the invoice's day, label and value in two columns; a credit note. */
export const marketPlace: Layout = {
  id: 'market-place',
  style: {
    sellers: ['Comptoir Solène SAS', 'Bricoréa Diffusion', 'Papier Plume SARL'],
    goods: [
      'Câble HDMI 2 m',
      'Ramettes papier A4 (lot de 5)',
      'Support d’écran',
      'Cartouche XL noir',
      'Lampe de bureau LED',
    ],
    rate: 20,
    lines: [1, 3],
    dates: ['longZero', 'long', 'dots'],
    money: 'plain',
    dueAfter: [0],
  },
  draw(b) {
    const s = b.seller;
    const isCredit = b.round === 5;
    const number = `INV-FR-${b.serial}-${b.date.slice(0, 4)}-${b.serial % 97}`;
    const sent = isCredit ? b.after(-24) : b.after(-1 - (b.round % 2));
    return {
      number,
      type: isCredit ? '381' : '380',
      css: `@page{size:A4;margin:14mm} body{font:9pt 'DejaVu Sans';color:#111} .g{display:grid;grid-template-columns:1fr 1fr;gap:8mm} .r{display:grid;grid-template-columns:1fr 1fr;background:#fafafa;border:1px solid #e5e5e5;padding:3mm;row-gap:1mm} h1{font-size:17pt;text-align:right} .th{display:grid;grid-template-columns:1fr 18mm 26mm 20mm 28mm;border-bottom:1px solid #999;padding:1.5mm 0;text-align:right} .th>:first-child{text-align:left} .th small{display:block;color:#777}`,
      body: `<h1>${isCredit ? 'Avoir' : 'Facture'}</h1><div class=g><div>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br>FR<br><br>${isCredit ? 'Remboursé' : 'Payé'}<br>Référence de paiement ${b.serial}XK${b.round}QZ</div>
        <div class=r><span>Vendu par</span><b>${s.name}</b><span>TVA</span><span>${s.vat}</span><span></span><span></span><b>Date ${isCredit ? 'de l’avoir' : 'de la facture'}${b.round % 2 ? '' : '/Date de la livraison'}</b><b>${b.own()}</b><span>Numéro ${isCredit ? 'de l’avoir' : 'de la facture'}</span><span>${number}</span><b>Total ${isCredit ? 'remboursé' : 'à payer'}</b><b>${b.money(b.gross)} €</b></div></div>
        <p>Pour les questions relatives à votre commande, rendez-vous dans votre compte, rubrique « Vos commandes ».</p>
        <div class=g style="font-size:8pt"><div><b>Adresse de facturation</b><br>${b.buyer.name}<br>${b.buyer.street}, ${b.buyer.town}</div><div><b>Vendu par</b><br>${s.name}<br>${s.street}, ${s.town}<br>SIREN ${spaced(s.siren)} – RCS ${s.city}</div></div>
        <h3>Informations sur la commande</h3><div class=r style="width:110mm"><span>Date de la commande</span><span>${b.other('order', b.after(isCredit ? -27 : -4))}</span><span>Numéro de la commande</span><span>404-${b.serial}512-77${b.serial}</span><span>Date d’expédition</span><span>${b.other('delivery', sent)}</span>${isCredit ? `<span>Facture d’origine du</span><span>${b.other('previous', sent)}</span><span>Retour reçu le</span><span>${b.other('delivery', b.after(-2))}</span>` : ''}</div>
        <h3>Détails ${isCredit ? 'de l’avoir' : 'de la facture'}</h3><div class=th><b>Description</b><b>Qté</b><b>Prix unitaire HT</b><b>TVA</b><b>Total HT</b></div>${b.lines.map((l) => `<div class=th><span>${l.text}<small>ASIN : B0${l.price}KW1</small></span><span>${l.quantity}</span><span>${b.money(l.price)} €</span><span>20 %</span><span>${b.money(l.total)} €</span></div>`).join('')}
        <div class=r style="margin:6mm 0 0 90mm"><span>Total HT</span><span>${b.money(b.net)} €</span><span>TVA 20 %</span><span>${b.money(b.tax)} €</span><b>Total TTC</b><b>${b.money(b.gross)} €</b></div>`,
    };
  },
};
