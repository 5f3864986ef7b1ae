import type { Layout } from '../layout.ts';

/** A designer without VAT: a coloured column with all facts at the left, the month's name of the work in the middle. */
export const freelanceSidebar: Layout = {
  id: 'freelance-sidebar',
  style: {
    sellers: ['Jules Marin – graphiste', 'Inès Rocher Traduction', 'Studio Photo Elbaz EI'],
    goods: [
      'Identité visuelle',
      'Traduction anglais-français, 4 200 mots',
      'Reportage demi-journée',
      'Retouches',
      'Déclinaisons',
    ],
    rate: 0,
    lines: [1, 4],
    dates: ['long', 'shortDots', 'slash', 'abbreviated'],
    money: 'plain',
    dueAfter: [15, 30, 45],
  },
  draw(b) {
    const s = b.seller;
    const isQuote = b.round === 5;
    const number = `${b.date.slice(0, 4)}/${String(b.serial % 120).padStart(3, '0')}`;
    const day = isQuote ? b.other('quote', b.date) : b.own();
    const item = (label: string, text: string) => `<p><i>${label}</i><br>${text}</p>`;
    return {
      number,
      ...(isQuote ? { ask: 'devis' } : {}),
      css: `@page{size:A4;margin:0} body{font:9.5pt 'DejaVu Sans';margin:0} .bar{position:absolute;left:0;top:0;width:56mm;height:297mm;background:#ffe0b2;padding:16mm 8mm;box-sizing:border-box} .bar i{font-size:7pt;color:#e65100} .main{margin:20mm 15mm 0 66mm} .main h1{font-size:30pt;letter-spacing:-1px;margin:0 0 10mm} table{width:100%;border-collapse:collapse} td{border-bottom:1px solid #ffcc80;padding:2.5mm 0} td:last-child{text-align:right}`,
      body: `<div class=bar><b>${s.name}</b><br><small>${s.street}<br>${s.town}</small>${item('numéro', number)}${item('date', day)}${item(isQuote ? 'valable jusqu’au' : 'à payer avant le', b.other(isQuote ? 'validity' : 'due', isQuote ? b.after(60) : b.due))}${item('client', `${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}`)}${item('iban', `<small>${s.iban}</small>`)}${item('siret', s.siret)}</div>
        <div class=main><h1>${isQuote ? 'devis' : 'facture'}</h1><p>${isQuote ? `Mission prévue du ${b.other('work', b.after(35))} au ${b.other('work', b.after(70))}, suivant votre demande du ${b.other('letter', b.after(-5))}` : `Mission réalisée entre le ${b.other('work', b.after(-40))} et le ${b.other('work', b.after(-6))}, bon de commande du ${b.other('order', b.after(-47))}`}</p>
        <table>${b.lines.map((l) => `<tr><td>${l.text}<td>${l.quantity} × ${b.money(l.price)}<td>${b.money(l.total)} €`).join('')}<tr><td colspan=2><b>Total</b><td><b>${b.money(b.gross)} €</b></table><p style="font-size:7.5pt">TVA non applicable, art. 293 B du CGI. Dispensé d’immatriculation. Pas d’escompte. Pénalités de retard : 12 % l’an, indemnité de 40 €. Cession des droits jusqu’au ${b.other('contract', b.after(3650))}.</p></div>`,
    };
  },
};
