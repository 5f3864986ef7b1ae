import type { Layout } from '../layout.ts';

/** A law firm's "note d'honoraires": dates of hearings and acts all over, the own one after the town. */
export const lawyer: Layout = {
  id: 'lawyer',
  style: {
    sellers: ['SELARL Ferrand & associés'.replace('&', 'et'), 'Maître Claire Ozanne', 'Cabinet Lindet Avocats'],
    goods: ['Rendez-vous en cabinet', 'Rédaction de conclusions', 'Audience de mise en état', 'Correspondances'],
    rate: 20,
    lines: [3, 5],
    dates: ['upper', 'long', 'longZero'],
    money: 'points',
    dueAfter: [15, 30],
  },
  draw(b) {
    const s = b.seller;
    const number = `H${b.date.slice(2, 4)}.${b.serial}`;
    return {
      number,
      css: `@page{size:A4;margin:20mm 20mm 15mm} body{font:11pt 'Liberation Serif';text-align:justify} .c{text-align:center;letter-spacing:2px} .cols{display:flex;gap:12mm;margin:8mm 0}
        aside{width:38mm;font-size:8pt;border-right:1px solid #888;color:#333} dl{display:grid;grid-template-columns:1fr 34mm} dd{margin:0;text-align:right}`,
      body: `<div class=c><b style="font-size:15pt">${s.name.toUpperCase()}</b><br>AVOCATS AU BARREAU DE ${s.city.toUpperCase()}</div>
        <div class=cols><aside>${s.street}<br>${s.town}<br><br>Toque 412<br><br>SIRET<br>${s.siret}<br><br>TVA<br>${s.vat}<br><br>Membre d’une association agréée,<br>le règlement par chèque est accepté</aside>
        <section style="flex:1"><div style="margin-left:40mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div>
        <p style="margin-left:40mm">${s.city}, ${b.own()}</p><p>N/Réf. : ${b.buyer.name} c/ Delcourt – ${b.serial + 3}<br>V/Réf. : votre courriel du ${b.other('letter', b.after(-4), 'slash')}</p>
        <p class=c><b>NOTE D’HONORAIRES N° ${number}</b></p><p>Convention d’honoraires du ${b.other('contract', b.after(-390), 'long')}</p>
        <dl>${b.lines.map((l, n) => `<dt>${l.text} du ${b.other('service', b.after(-40 + n * 11), 'slash')}<dd>${b.money(l.total)} €`).join('')}
        <dt>Honoraires HT<dd>${b.money(b.net)} €<dt>TVA 20 %<dd>${b.money(b.tax)} €<dt><b>Total TTC</b><dd><b>${b.money(b.gross)} €</b></dl>
        <p>Jugement du tribunal de commerce en date du ${b.other('judgment', b.after(-130), 'long')} ; prochaine audience le ${b.other('hearing', b.after(21), 'long')}.</p>
        <p>À régler pour le ${b.other('due', b.due, 'long')}. Article 441-10 du code de commerce ; décret n° 2005-790 du 12 juillet 2005.</p></section></div>`,
    };
  },
};
