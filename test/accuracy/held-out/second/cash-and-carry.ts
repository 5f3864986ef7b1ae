import type { Layout } from '../layout.ts';

/** A wholesaler's till on A4: fixed-width lines, day and hour beside the till, best-before dates in the lines. */
export const cashAndCarry: Layout = {
  id: 'cash-and-carry',
  style: {
    sellers: ['Grand Comptoir Frais', 'Marché Pro Libre-Service', 'Halles Cash SAS'],
    goods: [
      'BEURRE DX 250G',
      'CREME UHT 35% 1L',
      'FILET POULET 2KG',
      'SAUMON FUME 1KG',
      'ESSUIE-MAINS X6',
      'TOMATES GRAPPE 6KG',
    ],
    rate: 5.5,
    lines: [10, 28],
    dates: ['slash', 'short', 'dashes'],
    money: 'plain',
    dueAfter: [0],
  },
  draw(b) {
    const s = b.seller;
    const number = `0${b.round + 11}-${String(b.serial).padStart(5, '0')}/${b.date.slice(2, 4)}`;
    const pad = (text: string, n: number) => text.padEnd(n).slice(0, n);
    const right = (text: string, n: number) => text.padStart(n);
    const rows = b.lines
      .map((l, n) => {
        const best = n % 5 === 2 ? `\n              DLC ${b.other('validity', b.after(9 + n))} LOT ${l.price}` : '';
        return `${right(String(3_250_000_000_000 + l.price * 7 + n), 13)} ${pad(l.text, 24)} ${right(String(l.quantity), 4)} ${right(b.money(l.price), 9)} ${right(b.money(l.total), 11)} 1${best}`;
      })
      .join('\n');
    return {
      number,
      css: `@page{size:A4;margin:12mm} body{font:8.5pt 'Liberation Mono'} pre{font:inherit;margin:0} .h{display:flex;justify-content:space-between}`,
      body: `<div class=h><div><b style="font:bold 18pt 'Liberation Sans'">${s.name.toUpperCase()}</b><pre>
${s.street}
${s.town}
Siret ${s.siret}  Ape 4639B
TVA ${s.vat}</pre></div><pre>
Client no ${7_000_000 + b.serial}
${b.buyer.name}
${b.buyer.street}
${b.buyer.town}

Carte valable jusqu'au ${b.other('validity', b.after(320))}</pre></div>
<pre>
=====================================================================
FACTURE No ${pad(number, 16)} DATE ${pad(b.own(), 12)} HEURE 0${(b.round % 3) + 7}:4${b.round % 10}   CAISSE 0${(b.round % 7) + 1}
=====================================================================
Article       Designation               Qte     P.U.HT     Mont.HT  T
---------------------------------------------------------------------
${rows}
---------------------------------------------------------------------
Nb colis ${right(String(b.lines.length), 4)}

T  Taux      Base HT      Montant TVA     Total TTC
1  5,50% ${right(b.money(b.net), 12)} ${right(b.money(b.tax), 14)} ${right(b.money(b.gross), 14)}

                                   TOTAL HT            ${right(b.money(b.net), 12)}
                                   TOTAL TVA           ${right(b.money(b.tax), 12)}
                                   TOTAL TTC EUR       ${right(b.money(b.gross), 12)}
                                   Carte bancaire      ${right(b.money(b.gross), 12)}

Reglement comptant ce jour. Aucun escompte.
Prix promo catalogue "Fetes" du ${b.other('period', b.after(-11))} au ${b.other('period', b.after(6))}.
Fermeture exceptionnelle le ${b.other('holiday', b.after(15))}. Agrement sanitaire du 14/06/2012.
</pre>`,
    };
  },
};
