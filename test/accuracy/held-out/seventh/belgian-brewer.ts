import type { Layout } from '../layout.ts';

const SELLERS = [
  { name: 'Brouwerij Van Damme NV', vat: 'BE0427155930', nl: true },
  { name: 'Chocolaterie Delvaux SRL', vat: 'BE0456810810', nl: false },
] as const;

/** A Belgian maker: bilingual labels in a row above the values, "Vervaldatum / Échéance", empties given back; once a "Note de crédit". */
export const belgianBrewer: Layout = {
  id: 'belgian-brewer',
  style: {
    sellers: SELLERS.map((s) => s.name),
    goods: [
      'Bak 24 x 33 cl Tripel',
      'Fût 20 L blonde',
      'Pralines assorties 1 kg',
      'Palette Europe consignée',
      'Ballotin 375 g',
      'Vat 30 L amber',
    ],
    rate: 0,
    lines: [3, 9],
    dates: ['slash', 'dashes', 'dots'],
    money: 'points',
    dueAfter: [8, 30],
  },
  draw(b) {
    const maker = SELLERS[b.round % 2]!;
    const abroad = { name: maker.name, vat: maker.vat };
    const isCredit = b.round === 3;
    const number = `${b.date.slice(0, 4)}/${isCredit ? 'CN' : 'VF'}/${String(b.serial).padStart(5, '0')}`;
    const both = (nl: string, fr: string) => (maker.nl ? `${nl} / ${fr}` : `${fr} / ${nl}`);
    const head: [string, string][] = [
      [both('Klantnr.', 'N° client'), `40${b.serial % 700}`],
      [both('Nummer', 'Numéro'), number],
      [both('Datum', 'Date'), b.own()],
      [both('Vervaldatum', 'Échéance'), isCredit ? '–' : b.other('due', b.due)],
      [
        both('Uw ref.', 'Votre réf.'),
        isCredit ? `fact. ${b.other('previous', b.after(-20))}` : `mail ${b.other('order', b.after(-12))}`,
      ],
      ['BTW / TVA', b.buyer.vat],
    ];
    return {
      number,
      abroad,
      ...(isCredit ? { type: '381' as const } : {}),
      css: `@page{size:A4;margin:13mm} body{font:9pt 'DejaVu Serif Condensed','DejaVu Serif';font-size:8.6pt} table{width:100%;border-collapse:collapse} .k th{font-weight:normal;font-size:6.8pt;background:#efe3c8;border:1px solid #a8864a} .k td{text-align:center;border:1px solid #a8864a;padding:1mm} .l{margin-top:5mm} .l th{border-bottom:1px solid #a8864a;font-weight:normal;text-align:right} .l td{text-align:right;padding:1mm} .l td:nth-child(2),.l th:nth-child(2){text-align:left}`,
      body: `<div style="display:flex;justify-content:space-between"><div><b style="font-size:16pt;color:#7a4f01">${maker.name}</b><br>${maker.nl ? 'Stationsstraat 88, 9700 Oudenaarde' : 'Chaussée de Namur 41, 1300 Wavre'}<br>${maker.nl ? 'België' : 'Belgique'} – ${both('Ond.nr.', 'N° entr.')} ${maker.vat}<br>RPR/RPM – IBAN BE71 0961 2345 6769</div><b style="font-size:15pt;letter-spacing:.7mm">${isCredit ? both('CREDITNOTA', 'NOTE DE CRÉDIT') : both('FACTUUR', 'FACTURE')}</b></div>
        <div style="margin:9mm 0 8mm 100mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br>FRANKRIJK – FRANCE</div>
        <table class=k><tr>${head.map(([k]) => `<th>${k}`).join('')}<tr>${head.map(([, v]) => `<td>${v}`).join('')}</table>
        <table class=l><tr><th>Art.<th>${both('Omschrijving', 'Désignation')}<th>${both('Aantal', 'Quantité')}<th>${both('Prijs', 'Prix')}<th>EUR${b.lines.map((l) => `<tr><td>${l.price}<td>${l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}<tr><td><td>${both('Levering', 'Livraison')} ${b.other('delivery', b.after(isCredit ? -24 : -2))} – CMR ${b.serial % 900}<td><td><td></table>
        <table class=k style="margin-top:8mm"><tr><th>${both('Maatstaf', 'Base')}<th>BTW/TVA 0 %<th>${both('Te betalen', 'À payer')} EUR<tr><td>${b.money(b.net)}<td>0,00<td><b>${b.money(b.gross)}</b></table>
        <p style="font-size:7pt">${both('Vrijgestelde intracommunautaire levering, art. 39bis W.BTW', 'Livraison intracommunautaire exemptée, art. 39bis CTVA')}. ${maker.nl ? 'Leeggoed terug te bezorgen vóór' : 'Vidanges à rendre avant le'} ${b.other('validity', b.after(180))}. ${maker.nl ? 'Bij niet-betaling op de vervaldag is een intrest van 10 % verschuldigd, wet van' : 'À défaut de paiement à l’échéance, intérêt de 10 %, loi du'} ${b.other('law', '2002-08-02', 'slash')}.</p>`,
    };
  },
};
