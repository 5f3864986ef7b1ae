import { type Layout, spacedSiret } from '../layout.ts';
import { address, pageFoot } from '../sixth/kit.ts';
import { monthOf, percent, row, sum } from './kit.ts';

/** A builders' merchant's invoice of several slips taken at the counter; the slip itself, and what was brought back, on the same paper. */
export const counterSlips: Layout = {
  id: 'counter-slips',
  style: {
    sellers: ['Matériaux Point Rivière', 'Négoce Ligérien SAS', 'Matériaux Point Rivière'],
    goods: [
      'Ciment CEM II 32,5 R sac 25 kg',
      'Plaque de plâtre BA13 2500x1200',
      'Treillis soudé ST25C 6,00x2,40',
      'Montant M48 2,50 m',
      'Sable à maçonner 0/4 big bag',
      'Laine de verre GR32 120 mm',
      'Vis TTPC 25 boîte de 1000',
    ],
    rate: 20,
    lines: [4, 8],
    dates: ['slash', 'short', 'slash'],
    money: 'plain',
    dueAfter: [30, 45, 60],
  },
  draw(b) {
    const s = b.seller;
    const kind = b.round === 1 ? 'slip' : b.round === 5 ? 'credit' : 'invoice';
    const sign = kind === 'credit' ? -1 : 1;
    const goods = this.style.goods;
    const lines = b.lines.slice(0, kind === 'invoice' ? 8 : 3).map((l, n) => {
      const unit = 390 + (l.price % 6_200);
      return { text: goods[(n + b.round) % 7]!, unit, count: l.quantity * sign, all: unit * l.quantity * sign };
    });
    const net = sum(lines.map((l) => l.all));
    const tax = percent(net, 20);
    const number = `${kind === 'slip' ? 'BL' : kind === 'credit' ? 'AV' : 'F'}2${b.serial}0${b.round}7`;
    const cut = Math.ceil(lines.length / 2);
    const slips = kind === 'invoice' ? [lines.slice(0, cut), lines.slice(cut)] : [lines];
    const title = { slip: 'BON DE LIVRAISON', credit: 'AVOIR', invoice: 'FACTURE' }[kind];
    const due = monthOf(b.due).last;
    const slipDay = (n: number) => b.after(-11 + n * 5);
    return {
      number,
      gross: net + tax,
      ...(kind === 'slip' ? { ask: 'bon de livraison' } : kind === 'credit' ? { type: '381' } : {}),
      css: `@page{size:A4;margin:9mm 11mm 17mm} body{font:8.8pt/1.4 'Liberation Sans'} .h{display:flex;justify-content:space-between} .b{border-collapse:collapse;width:100%;margin:4mm 0} .b th{background:#003b7a;color:#fff;font-size:7.6pt;font-weight:normal;padding:.6mm} .b td{border:1px solid #003b7a;text-align:center;padding:1mm} .d{width:100%;border-collapse:collapse;border:1px solid #003b7a} .d th{background:#003b7a;color:#fff;padding:.8mm;font-size:8pt} .d td{border-left:1px solid #9ab;padding:.7mm 1.5mm;text-align:right} .d td:nth-child(2){text-align:left}`,
      footer: pageFoot(
        `${s.name} – SAS au capital de 2 400 000 € – Siège : ${s.street}, ${s.town} – SIRET ${spacedSiret(s.siret)} – TVA ${s.vat} – Réserve de propriété : loi du 12 mai 1980`,
      ),
      body: `<div class=h><div><b style="font-size:16pt;color:#003b7a">${s.name}</b><br>AGENCE DE ${s.city.toUpperCase()} – ${s.street}<br>${s.town} – Tél. 02 47 00 ${String(b.serial).slice(0, 2)} 11<br>Ouvert du lundi au vendredi 7h-12h / 13h30-17h30</div><div style="width:78mm;padding-top:14mm;font-size:10pt">${address(b.buyer, ...(b.showsBuyerSiren ? [`SIRET ${b.buyer.siret}`] : []))}</div></div>
        <b style="font-size:14pt">${title}</b><table class=b><tr><th>N°<th>DATE<th>N° CLIENT<th>VENDEUR<th>${kind === 'slip' ? 'ENLÈVEMENT' : 'ÉCHÉANCE'}<th>MODE DE RÈGLEMENT${row(number, kind === 'slip' ? b.other('delivery', b.date) : b.own(), `C0${b.serial}`, 'KEVIN', kind === 'slip' ? 'comptoir' : kind === 'credit' ? '' : b.other('due', due), kind === 'slip' ? 'en compte' : kind === 'credit' ? 'à déduire' : 'LCR magnétique')}</table>
        <table class=d><tr><th>Code<th>Désignation<th>U<th>Qté<th>PU HT net<th>Montant HT${slips
          .map(
            (list, n) =>
              (kind === 'slip'
                ? ''
                : kind === 'credit'
                  ? row(
                      '',
                      `<b>Retour sur facture F2${b.serial - 9}037 du ${b.other('previous', b.after(-17))}</b>`,
                      '',
                      '',
                      '',
                      '',
                    )
                  : row(
                      '',
                      `<b>BL n° ${b.serial + 40_118 + n} du ${b.other('delivery', slipDay(n))}</b> – Réf. : chantier ${n ? 'École' : 'Dupuis'}`,
                      '',
                      '',
                      '',
                      '',
                    )) +
              list
                .map((l, k) => row(`${118 + k * 77}${b.serial}`, l.text, 'U', l.count, b.money(l.unit), b.money(l.all)))
                .join(''),
          )
          .join(
            '',
          )}<tr><td style="height:${kind === 'invoice' ? 34 : 55}mm"><td style="vertical-align:bottom">${kind === 'slip' ? 'Marchandise reçue conforme – Signature :' : 'Éco-contribution PMCB incluse dans les prix'}<td><td><td><td></table>
        <table class=b style="margin-left:auto;width:120mm"><tr><th>BASE HT<th>TAUX TVA<th>MONTANT TVA<th>TOTAL TTC${row(b.money(net), '20,00', b.money(tax), `<b>${b.money(net + tax)} EUR</b>`)}</table>
        <p style="font-size:7.4pt">${kind === 'slip' ? 'Les prix portés sur ce bon sont indicatifs ; une facture récapitulative vous sera adressée en fin de décade.' : 'Pas d’escompte pour paiement anticipé. Tout retard entraîne des pénalités au taux BCE + 10 points et une indemnité forfaitaire de 40 € (article L441-10 du Code de commerce).'}`,
    };
  },
};
