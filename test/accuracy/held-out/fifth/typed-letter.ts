import { type Layout, spacedSiret } from '../layout.ts';

/** A craftsman's typed page: no table at all, tabs and line ends, the days of the works within sentences. */
export const typedLetter: Layout = {
  id: 'typed-letter',
  style: {
    sellers: ['Maçonnerie Pires', 'Ferronnerie d’art Chauvet', 'Jardins et Élagage Tanguy'],
    goods: [
      'Reprise d’enduit façade',
      'Portail fer forgé',
      'Taille de haies',
      'Abattage d’un chêne',
      'Évacuation des déchets',
    ],
    rate: 10,
    lines: [1, 4],
    dates: ['long', 'slash', 'weekday'],
    money: 'plain',
    dueAfter: [15, 30],
  },
  draw(b) {
    const s = b.seller;
    const isQuote = b.round === 4;
    const number = `${b.serial % 150}-${b.date.slice(0, 4)}`;
    const day = isQuote ? b.other('quote', b.date) : b.own();
    const line = (text: string, cents: number) =>
      `${text} ${'.'.repeat(Math.max(4, 52 - text.length))} ${b.money(cents)} €`;
    return {
      number,
      ...(isQuote ? { ask: 'devis' } : {}),
      css: `@page{size:A4;margin:22mm} pre{font:10.5pt 'Liberation Mono';white-space:pre-wrap;margin:0;line-height:1.35}`,
      body: `<pre>${s.name}
${s.street}
${s.town}
SIRET ${spacedSiret(s.siret)}


                                    ${b.buyer.name}
                                    ${b.buyer.street}
                                    ${b.buyer.town}


                                    ${s.city}, le ${day}


${isQuote ? 'DEVIS' : 'FACTURE'} N° ${number}


${isQuote ? `Comme convenu lors de ma visite du ${b.other('work', b.after(-5))}, voici mon prix pour des travaux à partir du ${b.other('work', b.after(40))} :` : `Travaux commencés le ${b.other('work', b.after(-19))} et terminés le ${b.other('work', b.after(-6))}, suivant mon devis du ${b.other('quote', b.after(-64))} :`}

${b.lines.map((l) => line(`- ${l.text}`, l.total)).join('\n')}

${line('Total hors taxes', b.net)}
${line('TVA 10 %', b.tax)}
${line('TOTAL TTC', b.gross)}

${isQuote ? `Ce devis est valable jusqu’au ${b.other('validity', b.due)}.\n\nBon pour accord :` : `Je vous remercie de me régler avant le ${b.other('due', b.due)}, par chèque ou virement.`}


N° TVA ${s.vat}
Assurance décennale n° 88${b.serial}, du ${b.other('contract', b.after(-210))} au ${b.other('contract', b.after(155))}</pre>`,
    };
  },
};
