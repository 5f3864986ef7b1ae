import { type Layout, spacedSiret } from '../layout.ts';

/** A carrier of mail: a deposit a line with its day, the month in the title, the day last in a row of heads. */
export const postFranking: Layout = {
  id: 'post-franking',
  style: {
    sellers: ['Courrier Express National', 'Postalia Contrats', 'Chrono Colis Pro'],
    goods: ['Lettre verte 20 g', 'Colis national 5 kg', 'Recommandé R1 AR', 'Collecte du courrier', 'Express 13 h'],
    rate: 20,
    lines: [6, 18],
    dates: ['slash', 'dots', 'short'],
    money: 'plain',
    dueAfter: [20, 30],
  },
  draw(b) {
    const s = b.seller;
    const isStatement = b.round === 1;
    const number = `${b.serial % 90}0${b.serial}${b.date.slice(2, 4)}`;
    const day = isStatement ? b.other('other', b.date) : b.own();
    const cell = (h: string, v: string) => `<div><small>${h}</small><b>${v}</b></div>`;
    return {
      number,
      ...(isStatement ? { ask: 'relevé' } : {}),
      css: `@page{size:A4;margin:12mm} body{font:8.5pt 'Liberation Sans'} .y{background:#ffcb05;padding:3mm 5mm;font-weight:bold;font-size:14pt} .f{display:flex;gap:2mm} .f>div{flex:1;border:1px solid #aaa;padding:1mm 2mm} .f small{display:block;color:#555;font-size:6.5pt} table{width:100%;border-collapse:collapse;margin:4mm 0} th{border-bottom:1.5px solid #ffcb05;text-align:left} td,th{padding:.7mm 1mm} td:nth-child(n+4),th:nth-child(n+4){text-align:right}`,
      body: `<div class=y>${s.name}</div><div style="display:grid;grid-template-columns:90mm 1fr"><p>${s.street}<br>${s.town}<br>SIRET ${spacedSiret(s.siret)}<br>TVA ${s.vat}</p><p style="padding-top:9mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</p></div>
        <h2>${isStatement ? 'RELEVÉ DE COMPTE – opérations non soldées' : 'FACTURE – prestations du mois'}</h2>
        <div class=f>${cell('N° de compte client', `36${b.serial}`)}${cell('N° de contrat', `C-${b.serial}-004`)}${cell(isStatement ? 'N° de relevé' : 'N° de facture', number)}${cell('Page', '1 / 1')}${cell(isStatement ? 'Arrêté au' : 'Date de facture', day)}${cell('Échéance', b.other('due', b.due))}</div>
        <table><tr><th>${isStatement ? 'Pièce du' : 'Dépôt du'}<th>Bordereau<th>Produit<th>Nombre<th>P.U. HT<th>${isStatement ? 'Solde' : 'Montant HT'}${b.lines.map((l, n) => `<tr><td>${b.other('work', b.after(-30 + ((n * 2) % 29)))}<td>${isStatement ? 'FAC' : 'BD'}${b.serial + n}<td>${l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}</table>
        <div class=f style="margin-left:60mm">${cell('Total HT', b.money(b.net))}${cell('TVA 20 %', b.money(b.tax))}${cell(isStatement ? 'Solde débiteur' : 'Net à payer TTC', `${b.money(b.gross)} €`)}</div>
        <p>${isStatement ? 'Ce relevé récapitule les factures déjà adressées ; il ne les remplace pas.' : `Règlement par virement avant le ${b.other('due', b.due)}. TVA acquittée sur les débits. Tarif applicable depuis le ${b.other('law', b.after(-210))}.`}</p>`,
    };
  },
};
