import { type Layout, STRAY, spaced } from '../layout.ts';
import { named, two } from './kit.ts';

/** An accounting start-up's invoice: much white, grey labels left of values, the kind of sale and the days in one list; once a quote, once another firm's. */
export const youngLedger: Layout = {
  id: 'young-ledger',
  style: {
    sellers: ['Studio Merle Blanc', 'Ligne Claire Développement', 'Agence Topaze SASU'],
    goods: [
      'Refonte du site – lot 2',
      'Journée de développement',
      'Direction artistique',
      'Hébergement managé',
      'Atelier utilisateurs',
    ],
    rate: 20,
    lines: [1, 5],
    dates: ['slash', 'long', 'slash'],
    money: 'nbsp',
    dueAfter: [15, 30, 45],
  },
  draw(b) {
    const s = b.seller;
    const isQuote = b.round === 4;
    const isStray = b.round === 1;
    const number = `${isQuote ? 'D' : 'F'}-${b.date.slice(0, 4)}-${b.round % 2 ? two(Number(b.date.slice(5, 7))) : ''}${String(b.serial % 999).padStart(3, '0')}`;
    const rows: [string, string][] = [
      ['Numéro', number],
      ['Date d’émission', isQuote ? b.other('quote', b.date) : b.own()],
      isQuote ? ['Date d’expiration', b.other('validity', b.due)] : ['Date d’échéance', b.other('due', b.due)],
      ['Type de vente', 'Prestations de services'],
      ...(isQuote
        ? []
        : ([['Date de prestation', `Du ${b.other('work', b.after(-37))} au ${b.other('work', b.after(-4))}`]] as [
            string,
            string,
          ][])),
    ];
    return {
      number,
      ...(isQuote ? { ask: 'devis' } : isStray ? { ask: STRAY } : {}),
      css: `@page{size:A4;margin:16mm 17mm} body{font:9pt 'Liberation Sans';color:#0b3b36;line-height:1.5} h1{font-size:21pt;margin:0 0 5mm} .k{display:grid;grid-template-columns:38mm 1fr;width:100mm} .k span:nth-child(odd){color:#7d918f} .p{display:grid;grid-template-columns:1fr 1fr;gap:12mm;margin:9mm 0} .p small{color:#7d918f;display:block} table{width:100%;border-collapse:collapse} th{background:#0b3b36;color:#fff;font-weight:normal;font-size:8pt;padding:1.8mm;text-align:right} td{padding:2.2mm 1.8mm;border-bottom:1px solid #dfe7e6;text-align:right} td:first-child,th:first-child{text-align:left} .t{width:70mm;margin:4mm 0 0 auto} .f{position:fixed;bottom:0;font-size:7.5pt;color:#7d918f}`,
      body: `<h1>${isQuote ? 'Devis' : 'Facture'}</h1><div class=k>${rows.map(([k, v]) => `<span>${k}</span><span>${v}</span>`).join('')}</div>
        <div class=p><div><b>${s.name}</b><br>${s.street}<br>${s.town}, FR<br>hello@exemple.fr<br>SIREN ${s.siren}<br>N° TVA ${s.vat}</div><div><small>${isQuote ? 'Adressé à' : 'Facturé à'}</small><b>${b.buyer.name}</b><br>${b.buyer.street}<br>${b.buyer.town}, FR${isStray || b.showsBuyerSiren ? `<br>SIREN ${spaced(b.buyer.siren)}<br>N° TVA ${b.buyer.vat}` : ''}</div></div>
        <table><tr><th>Produits<th>Qté<th>Prix u. HT<th>TVA (%)<th>Total HT<th>Total TTC${named(
          b.lines,
          this.style.goods,
        )
          .map(
            (l) =>
              `<tr><td><b>${l.text}</b><td>${l.quantity}<td>${b.money(l.price)} €<td>20 %<td>${b.money(l.total)} €<td>${b.money(Math.round(l.total * 1.2))} €`,
          )
          .join('')}</table>
        <table class=t><tr><td>Total HT<td>${b.money(b.net)} €<tr><td>Montant total de la TVA<td>${b.money(b.tax)} €<tr><td><b>Total TTC</b><td><b>${b.money(b.gross)} €</b></table>
        ${isQuote ? `<p>Démarrage possible dès le ${b.other('work', b.after(21))}. Acompte de 30 % à la signature.</p><p>Bon pour accord, le .... / .... / ........ &nbsp; Signature :</p>` : `<p><b>Détails du paiement</b><br>Bénéficiaire ${s.name}<br>IBAN ${s.iban}<br>Référence ${number}</p><p style="font-size:7.5pt">Devis ${number.replace('F', 'D')} signé le ${b.other('quote', b.after(-52))}. Pas d’escompte accordé pour paiement anticipé. En cas de non-paiement à la date d’échéance, des pénalités calculées à trois fois le taux d’intérêt légal seront appliquées, plus 40 € d’indemnité forfaitaire.</p>`}
        <div class=f>${s.name}, SAS au capital de 1 000,00 € – immatriculée au RCS ${s.city} sous le n° ${spaced(s.siren)} – ${number} – 1/1</div>`,
    };
  },
};
