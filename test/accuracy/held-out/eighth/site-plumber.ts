import { type Layout, spacedSiret } from '../layout.ts';
import { address, pageFoot } from '../sixth/kit.ts';
import { percent, row, sum } from './kit.ts';

/** A plumber's program for the trades: chapters with numbers, the quote's day in the object, a deposit that was paid. */
export const sitePlumber: Layout = {
  id: 'site-plumber',
  style: {
    sellers: ['Plomberie Chauffage Aubin', 'EURL Thermo Sanit 37', 'SARL Morvan & Fils'],
    goods: [
      'Dépose et évacuation de l’ancien chauffe-eau',
      'Fourniture et pose chauffe-eau 200 L stéatite',
      'Groupe de sécurité inox 3/4"',
      'Alimentation cuivre 16/18, compris raccords',
      'Mitigeur lavabo bec haut',
      'Recherche de fuite et remise en service',
      'Réducteur de pression réglable',
    ],
    rate: 10,
    lines: [2, 5],
    dates: ['slash', 'long', 'slash'],
    money: 'nbsp',
    dueAfter: [0, 15, 30],
  },
  draw(b) {
    const s = b.seller;
    const isQuote = b.round === 0;
    const lines = b.lines.map((l, n) => {
      const count = 1 + (l.quantity % 4);
      const unit = 2_800 + (l.price % 39_000);
      return { text: this.style.goods[(n + b.round) % 7]!, count, unit, all: unit * count };
    });
    const net = sum(lines.map((l) => l.all));
    const tax = percent(net, 10);
    const gross = net + tax;
    const paid = b.round % 2 ? 0 : percent(gross, 30);
    const number = `${isQuote ? 'DE' : 'FA'}0000${b.serial}`;
    const quoted = b.after(-38 - b.round * 3);
    const done = b.after(-2);
    return {
      number,
      gross,
      ...(isQuote ? { ask: 'devis' } : {}),
      css: `@page{size:A4;margin:11mm 13mm 17mm} body{font:9pt/1.4 'Liberation Sans'} .h{display:flex;justify-content:space-between;gap:8mm} .x{border:1px solid #2b6ca3;border-radius:2mm;padding:3mm 4mm} .d{width:100%;border-collapse:collapse;margin-top:5mm} .d th{background:#2b6ca3;color:#fff;padding:1mm;font-size:8pt} .d td{border-left:1px solid #2b6ca3;border-right:1px solid #2b6ca3;padding:1.2mm;text-align:right;vertical-align:top} .d td:nth-child(2){text-align:left} .d tr:last-child td{border-bottom:1px solid #2b6ca3} .t{width:100%}.t td:last-child{text-align:right}`,
      footer: pageFoot(
        `${s.name} – Capital de 8 000 € – SIRET ${spacedSiret(s.siret)} – APE 4322A – RM ${s.city} – N° TVA ${s.vat} – Assurance décennale MAAB n° 127${b.serial}, France métropolitaine`,
      ),
      body: `<div class=h><div><b style="font-size:15pt;color:#2b6ca3">${s.name}</b><br>Plomberie – Sanitaire – Chauffage – Dépannage<br>${s.street}<br>${s.town}<br>Tél. : 06 12 ${String(b.serial).slice(0, 2)} 40 33<br>Qualibat RGE n° E-${b.serial}41, valable jusqu’au ${b.other('validity', b.after(190), 'slash')}</div><div style="width:76mm"><div class=x><b style="font-size:13pt">${isQuote ? 'DEVIS' : 'FACTURE'} N° ${number}</b><br>Date : ${isQuote ? b.other('quote', b.date) : b.own()}<br>Code client : CL0${b.serial}</div><div class=x style="margin-top:4mm;font-size:10pt">${address(b.buyer, ...(b.showsBuyerSiren ? [`SIREN ${b.buyer.siren}`] : []))}</div></div></div>
        <p><b>${isQuote ? `Objet : remplacement du chauffe-eau – validité de l’offre : ${b.other('validity', b.after(60))}` : `Objet : travaux suivant devis DE0000${b.serial - 6} du ${b.other('quote', quoted)}, accepté le ${b.other('order', b.after(-26 - b.round))}`}</b><br>Adresse du chantier : ${b.buyer.street}, ${b.buyer.town}${isQuote ? '' : `<br>Travaux réalisés du ${b.other('work', b.after(-4))} au ${b.other('work', done)}`}
        <table class=d><tr><th>N°<th style="width:92mm">Désignation<th>U<th>Qté<th>P.U. HT<th>Total HT<th>TVA${row('<b>1</b>', '<b>PLOMBERIE SANITAIRE</b>', '', '', '', '', '')}${lines.map((l, n) => row(`1.${n + 1}`, l.text, 'U', `${l.count},00`, b.money(l.unit), b.money(l.all), '10,00')).join('')}<tr><td style="height:18mm"><td><td><td><td><td><td></table>
        <div class=h style="margin-top:5mm"><div style="font-size:8pt">${isQuote ? 'Délai : trois semaines après acceptation. Acompte de 30 % à la commande.<br><br>Bon pour accord, date et signature :' : `Conditions de règlement : ${b.due === b.date ? 'comptant à réception' : `virement au plus tard le ${b.other('due', b.due)}`}<br>IBAN : ${s.iban}<br>Escompte : néant. Pénalités : trois fois le taux légal ; indemnité forfaitaire de 40 €.<br>TVA à taux réduit : attestation du client conservée (CERFA 1301-SD).`}</div><div class=x style="width:76mm"><table class=t>${row('Total HT', b.money(net))}${row('TVA 10,00 %', b.money(tax))}${row('<b>Total TTC</b>', `<b>${b.money(gross)} €</b>`)}${isQuote ? '' : paid ? row(`Acompte versé le ${b.other('payment', b.after(-24))}`, `-${b.money(paid)}`) + row('<b>Net à payer</b>', `<b>${b.money(gross - paid)} €</b>`) : row('<b>Net à payer</b>', `<b>${b.money(gross)} €</b>`)}</table></div></div>`,
    };
  },
};
