import { type Layout, STRAY, spaced } from '../layout.ts';
import { pageFoot, two } from '../sixth/kit.ts';
import { percent, row, sum } from './kit.ts';

const GOODS = [
  ['CREME ENTIERE 35% 1L X6', 1_790, 5.5],
  ['EMMENTAL RAPE 1KG', 749, 5.5],
  ['HUILE TOURNESOL 5L', 1_120, 5.5],
  ['LIQ VAISSELLE PLONGE 5L', 930, 20],
  ['ESSUIE MAIN 2PLIS X15', 2_340, 20],
  ['CAFE GRAINS 1KG', 1_385, 5.5],
  ['VIN ROUGE PAYS OC BIB 10L', 2_180, 20],
  ['SAC POUB 110L X200', 2_690, 20],
  ['SAUMON FUME TRCH 1KG', 2_890, 5.5],
] as const;

/** Cash and carry: a till's list in a typewriter's letters with the hour, several rates of VAT, paid at the till. */
export const wholesaleHall: Layout = {
  id: 'wholesale-hall',
  style: {
    sellers: ['HALLE GROS FRANCE', 'PROMOGROS CASH', 'HALLE GROS FRANCE'],
    goods: ['Article'],
    rate: 20,
    lines: [7, 14],
    dates: ['slash', 'dashes', 'slash'],
    money: 'plain',
    dueAfter: [0],
  },
  draw(b) {
    const s = b.seller;
    const isStray = b.round === 3;
    const lines = b.lines.map((l, n) => {
      const [text, unit, rate] = GOODS[(n + b.round * 2) % 9]!;
      const count = 1 + (l.quantity % 5);
      return { text, unit, rate, count, all: unit * count, ean: `3${l.price + 439_680_000_000}` };
    });
    const of = (rate: number) => sum(lines.filter((l) => l.rate === rate).map((l) => l.all));
    const rates = [5.5, 20].map((rate) => ({ rate, net: of(rate), tax: percent(of(rate), rate) }));
    const net = sum(rates.map((r) => r.net));
    const tax = sum(rates.map((r) => r.tax));
    const hour = `${two(7 + (b.serial % 11))}:${two(b.serial % 60)}`;
    const number = `0/0(0${20 + b.round})${two(b.round)}${b.serial}`;
    return {
      number,
      gross: net + tax,
      ...(isStray ? { ask: STRAY } : {}),
      css: `@page{size:A4;margin:9mm 10mm 17mm} body{font:8.4pt/1.4 'Liberation Mono'} .h{display:flex;justify-content:space-between} .d{width:100%;border-collapse:collapse;margin-top:4mm} .d th{border-top:1px dashed #000;border-bottom:1px dashed #000;text-align:right;font-weight:normal} .d td{text-align:right;white-space:nowrap} .l td:nth-child(-n+2),.l th:nth-child(-n+2){text-align:left;padding-right:3mm} .l .s td:nth-child(2){text-align:right;padding:0} .s td{border-top:1px dashed #000}`,
      footer: pageFoot(
        `${s.name} SAS AU CAPITAL DE 45 750 000 EUR – RCS ${s.city.toUpperCase()} ${spaced(s.siren)} – TVA ${s.vat} – APE 4639B`,
      ),
      body: `<div class=h><div><b style="font:bold 24pt 'Liberation Sans';color:#003d8f">${s.name}</b><br>HALLE DE ${s.city.toUpperCase()} – ${s.street}<br>${s.town}<br>OUVERT DU LUNDI AU SAMEDI DE 6H A 20H</div><div style="text-align:right;font-size:12pt"><b>FACTURE</b></div></div>
        <div class=h style="margin-top:5mm"><div style="white-space:pre">FACTURE N°    : ${number}<br>DATE FACTURE  : ${b.own()} ${hour}<br>CAISSE 0${20 + b.round}  HOTE(SSE) 4${b.round}1<br>N° CLIENT     : 020 ${b.serial}21 01</div><div>${b.buyer.name.toUpperCase()}<br>${b.buyer.street.toUpperCase()}<br>${b.buyer.town.toUpperCase()}${b.showsBuyerSiren ? `<br>SIRET ${b.buyer.siret}` : ''}</div></div>
        <table class="d l"><tr><th>EAN<th>DESIGNATION<th>PRIX UNIT HT<th>QTE<th>MONTANT HT<th>TVA %<th>CODE${lines.map((l) => row(l.ean, l.text, b.money(l.unit), l.count, b.money(l.all), l.rate === 20 ? '20,00' : '5,50', l.rate === 20 ? 'D' : 'B')).join('')}<tr class=s><td colspan=4>TOTAL HT (${sum(lines.map((l) => l.count))} COLIS)<td>${b.money(net)}<td><td></table>
        <table class=d style="width:110mm;margin-left:auto"><tr><th>CODE<th>TAUX<th>BASE HT<th>MT TVA<th>MT TTC${rates
          .filter((r) => r.net > 0)
          .map((r) =>
            row(
              r.rate === 20 ? 'D' : 'B',
              r.rate === 20 ? '20,00' : '5,50',
              b.money(r.net),
              b.money(r.tax),
              b.money(r.net + r.tax),
            ),
          )
          .join(
            '',
          )}<tr class=s><td colspan=4><b>TOTAL A PAYER EUR</b><td><b>${b.money(net + tax)}</b><tr><td colspan=4>${b.round % 2 ? `CARTE BANCAIRE ${b.other('payment', b.date)}` : 'PRELEVEMENT DIFFERE'}<td>${b.money(net + tax)}</table>
        ${b.round % 2 ? '' : `<p>ECHEANCE DU PRELEVEMENT : ${b.other('debit', b.after(10))}`}<p>DUREE DE VIE COURTE : SAUMON A CONSOMMER AVANT LE ${b.other('validity', b.after(12))}<br>PROMOTIONS EN COURS JUSQU'AU ${b.other('other', b.after(8))}<br>VOTRE CARTE EST VALABLE JUSQU'AU ${b.other('validity', `${Number(b.date.slice(0, 4)) + 2}-06-30`)}<p>PENALITES DE RETARD : 3 FOIS LE TAUX LEGAL. INDEMNITE 40 EUR. PAS D'ESCOMPTE.`,
    };
  },
};
