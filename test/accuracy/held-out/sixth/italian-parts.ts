import type { Layout } from '../layout.ts';

const SELLERS = [
  { name: 'Officine Meccaniche Brambilla S.r.l.', vat: 'IT02481930162', town: '24126 Bergamo (BG)' },
  { name: 'Ceramiche Valsecchia S.p.A.', vat: 'IT01774520364', town: '41049 Sassuolo (MO)' },
  { name: 'Tessuti Laghi S.a.s.', vat: 'IT03319870133', town: '22100 Como (CO)' },
] as const;

/** An Italian maker: a grid of small labels with the values below, transport document and its day, instalments ("scadenze") at the foot. */
export const italianParts: Layout = {
  id: 'italian-parts',
  style: {
    sellers: SELLERS.map((s) => s.name),
    goods: [
      'Riduttore coassiale R37',
      'Piastrella gres 60x120 cm',
      'Tessuto jacquard h. 140',
      'Guarnizione NBR 40x60',
      'Spese di trasporto',
      'Imballo',
    ],
    rate: 0,
    lines: [2, 9],
    dates: ['slash', 'italian', 'slash'],
    money: 'points',
    dueAfter: [30, 60],
  },
  draw(b) {
    const abroad = SELLERS[b.round % SELLERS.length]!;
    const isCredit = b.round === 5;
    const number = `${b.serial % 2400}/${['E', 'FE', '00'][b.round % 3]}`;
    const half = Math.round(b.gross / 2);
    const cell = (k: string, v: string, w = 1) => `<td colspan=${w}><small>${k}</small>${v}`;
    return {
      number,
      abroad,
      ...(isCredit ? { type: '381' as const } : {}),
      css: `@page{size:A4;margin:10mm} body{font:9pt 'Liberation Sans'} .g{width:100%;border-collapse:collapse;margin-top:3mm} .g td{border:1px solid #444;padding:.6mm 1.5mm 1mm;height:8mm;vertical-align:top} small{display:block;font-size:6pt;color:#444} .l{width:100%;border-collapse:collapse;margin-top:3mm;border:1px solid #444} .l th{background:#e9e4d8;font-size:7.5pt;border:1px solid #444} .l td{padding:1mm 1.5mm;border-left:1px solid #444;text-align:right} .l td:nth-child(2){text-align:left}`,
      body: `<div style="display:flex;justify-content:space-between"><div><b style="font-size:14pt;color:#8c1c13">${abroad.name}</b><br>Via dell’Industria, ${b.serial % 90}<br>${abroad.town} – Italia<br>P. IVA / VAT ${abroad.vat}<br>Cap. soc. € 98.000,00 i.v. – REA BG-29${b.serial}</div><div style="border:1px solid #444;width:85mm;padding:2mm;margin-top:12mm"><small>Spett.le</small>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br>FRANCIA</div></div>
        <table class=g><tr>${cell('Tipo documento', isCredit ? 'NOTA DI CREDITO' : 'FATTURA', 2)}${cell(isCredit ? 'N. documento' : 'N. fattura', number)}${cell(isCredit ? 'Data documento' : 'Data fattura', b.own())}${cell('Cod. cliente', `C0${b.serial % 4000}`)}${cell('Pag.', '1')}<tr>${cell('Partita IVA cliente', b.buyer.vat, 2)}${cell(isCredit ? 'Rif. fattura' : 'D.D.T. n.', `${b.serial % 1700}`)}${cell('del', b.other(isCredit ? 'previous' : 'delivery', b.after(-3 - b.round)))}${cell('Vs. ordine', `${b.serial % 500} del ${b.other('order', b.after(-44))}`)}${cell('Valuta', 'EUR')}</table>
        <table class=l><tr><th>Codice<th>Descrizione<th>U.M.<th>Quantità<th>Prezzo<th>Importo<th>IVA${b.lines.map((l) => `<tr><td>${l.price}<td>${l.text}<td>NR<td>${l.quantity},00<td>${b.money(l.price)}<td>${b.money(l.total)}<td>41`).join('')}<tr style="height:22mm"><td><td>Operazione non imponibile art. 41 D.L. 331/93<td><td><td><td><td></table>
        <table class=g><tr>${cell('Imponibile', b.money(b.net))}${cell('Imposta', '0,00')}${cell('Condizioni di pagamento', isCredit ? 'compensazione' : 'Bonifico 2 rate', 2)}${cell(isCredit ? 'TOTALE NOTA DI CREDITO' : 'TOTALE FATTURA EUR', `<b style="font-size:12pt">${b.money(b.gross)}</b>`, 2)}<tr>${isCredit ? cell('Scadenze', '', 6) : cell('Scadenze', `${b.other('due', b.due)} &nbsp; ${b.money(half)}`, 3) + cell('&nbsp;', `${b.other('due', b.after(91))} &nbsp; ${b.money(b.gross - half)}`, 3)}</table>
        <p style="font-size:7pt">Coordinate bancarie: IT60 X054 2811 1010 0000 0123 456 – BIC BPMOIT22. Contributo CONAI assolto ove dovuto. Ai sensi del Reg. UE 2016/679 del ${b.other('law', '2016-04-27', 'slash')} i dati sono trattati per finalità contabili. Merce resa franco fabbrica, inizio trasporto ${b.other('loading', b.after(-3))} ore 16:40.</p>`,
    };
  },
};
