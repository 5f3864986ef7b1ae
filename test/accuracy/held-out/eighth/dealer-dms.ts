import { type Layout, spacedSiret } from '../layout.ts';
import { pageFoot } from '../sixth/kit.ts';
import { percent, row, sum } from './kit.ts';

/** A car dealer's workshop by its DMS: a strip of the vehicle's data with its first registration, hours and parts apart. */
export const dealerDms: Layout = {
  id: 'dealer-dms',
  style: {
    sellers: ['Garage des Deux Ponts SA', 'Espace Auto Vauban', 'Grand Garage Sainte-Anne'],
    goods: [
      'Forfait révision + vidange 5W30',
      'Plaquettes de frein AV jeu',
      'Filtre habitacle charbon actif',
      'Disque de frein AV',
      'Balai essuie-glace AV',
      'Liquide de frein DOT4 – remplacement',
      'Diagnostic valise',
    ],
    rate: 20,
    lines: [2, 6],
    dates: ['slash', 'short', 'slash'],
    money: 'plain',
    dueAfter: [0, 30],
  },
  draw(b) {
    const s = b.seller;
    const isOrder = b.round === 2;
    const entry = b.after(-1 - (b.round % 3));
    const lines = b.lines.map((l, n) => {
      const unit = 1_150 + (l.price % 12_400);
      const count = 1 + (l.quantity % 2);
      return {
        text: this.style.goods[(n + b.round) % 7]!,
        unit,
        count,
        all: unit * count,
        ref: `7701${l.price + 208_000}`,
      };
    });
    const labour = 7_850 * (1 + (b.serial % 4));
    const net = labour + sum(lines.map((l) => l.all));
    const tax = percent(net, 20);
    const number = isOrder ? `OR${b.serial + 80_000}` : `${b.serial + 710_000}`;
    const registered = `${Number(b.date.slice(0, 4)) - 5}-0${1 + (b.serial % 9)}-1${b.round}`;
    return {
      number,
      gross: net + tax,
      ...(isOrder ? { ask: 'ordre de réparation' } : {}),
      css: `@page{size:A4;margin:9mm 11mm 17mm} body{font:8.6pt/1.35 'Nimbus Sans'} .h{display:flex;justify-content:space-between} .v{border-collapse:collapse;width:100%;margin:3mm 0} .v th{font-weight:normal;font-size:6.8pt;text-align:left;border:1px solid #000;border-bottom:0;padding:.3mm 1mm} .v td{border:1px solid #000;border-top:0;padding:0 1mm .6mm} .d{width:100%;border-collapse:collapse;border:1px solid #000} .d th{border-bottom:1px solid #000;text-align:left} .d td{padding:.6mm 1mm} .d td:nth-child(n+3),.d th:nth-child(n+3){text-align:right}`,
      footer: pageFoot(
        `${s.name} – SA au capital de 304 900 € – ${s.street} ${s.town} – SIRET ${spacedSiret(s.siret)} – APE 4511Z – TVA ${s.vat}`,
      ),
      body: `<div class=h><div><b style="font-size:15pt">${s.name}</b><br>Concessionnaire – Réparateur agréé<br>${s.street}<br>${s.town}<br>Atelier : 04 77 00 ${String(b.serial).slice(0, 2)} 40</div><div style="text-align:right"><b style="font-size:14pt">${isOrder ? 'ORDRE DE RÉPARATION' : 'FACTURE ATELIER'}</b><br>N° ${number}<br>${isOrder ? `Ouvert le ${b.other('order', b.date)}` : `Date facture : ${b.own()}`}<br>${isOrder ? '' : `OR n° ${b.serial + 80_000} du ${b.other('order', entry)}<br>`}Réceptionnaire : S. MARTEL</div></div><div style="margin:5mm 0 3mm 108mm;font-size:10pt">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}${b.showsBuyerSiren ? `<br><small>SIREN ${b.buyer.siren}</small>` : ''}</div>
        <table class=v><tr><th>Immatriculation<th>Marque / Modèle<th>N° de série (VIN)<th>1re mise en circ.<th>Kilométrage<th>${isOrder ? 'Restitution prévue' : 'Date entrée'}${row(`FP-41${b.round}-XN`, 'KANGOO EXPRESS 1.5', `VF1FW51J1${b.serial + 55_000_000}`, b.other('vehicle', registered), 61_000 + b.serial, isOrder ? b.other('delivery', b.after(1)) : b.other('work', entry))}</table>
        <table class=d><tr><th>Référence<th>Désignation<th>Qté<th>PU HT<th>Rem. %<th>Montant HT${row('', '<b>MAIN D’ŒUVRE</b>', '', '', '', '')}${row('MO T2', 'Intervention mécanique', `${1 + (b.serial % 4)},00`, b.money(7_850), '', b.money(labour))}${row('', '<b>PIÈCES ET FOURNITURES</b>', '', '', '', '')}${lines.map((l) => row(l.ref, l.text, `${l.count},00`, b.money(l.unit), '', b.money(l.all))).join('')}<tr><td style="height:30mm"><td colspan=5 style="vertical-align:bottom;text-align:left">Prochaine révision : ${91_000 + b.serial} km ou ${b.other('next', b.after(365))}<br>Prochain contrôle technique avant le ${b.other('validity', b.after(301))}</table>
        <table class=v><tr><th>Total MO HT<th>Total pièces HT<th>Total HT<th>TVA 20 %<th>${isOrder ? 'Estimation TTC' : 'Total TTC'}<th>${isOrder ? 'Acompte' : 'Net à payer EUR'}${row(b.money(labour), b.money(net - labour), b.money(net), b.money(tax), b.money(net + tax), isOrder ? '0,00' : `<b>${b.money(net + tax)}</b>`)}</table>
        ${isOrder ? '<p>Le client accepte les travaux ci-dessus et les conditions générales de réparation. Montant estimatif sous réserve de démontage.<p>Signature du client :' : `<p>Mode de règlement : ${b.due === b.date ? 'comptant carte bancaire' : `virement, échéance ${b.other('due', b.due)}`}<br><span style="font-size:7.2pt">Pièces remplacées non conservées sauf demande. Garantie pièces et main d’œuvre un an. Pénalités de retard 12 % l’an, indemnité de recouvrement 40 €. Médiateur : Mobilians, depuis le ${b.other('law', '2016-01-01')}.</span>`}`,
    };
  },
};
