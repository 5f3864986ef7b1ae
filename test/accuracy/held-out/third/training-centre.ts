import { type Layout, spacedSiret } from '../layout.ts';

/** A training centre: sessions, agreement and attendance with their days; the heading says "Facture acquittée" on some. */
export const trainingCentre: Layout = {
  id: 'training-centre',
  style: {
    sellers: ['Formavenir Occitanie', 'Institut des Métiers de Bouche', 'Sécurité Formation Conseil'],
    goods: ['CACES R489 catégorie 3', 'SST recyclage', 'Hygiène HACCP', 'Excel perfectionnement', 'Frais de dossier'],
    rate: 0,
    lines: [1, 3],
    dates: ['slash', 'longZero', 'short'],
    money: 'nbsp',
    dueAfter: [30],
  },
  draw(b) {
    const s = b.seller;
    const isQuote = b.round === 8;
    const number = `${isQuote ? 'DV' : 'FF'}.${b.date.slice(0, 4)}.${b.serial % 1000}`;
    const paid = !isQuote && b.round % 4 === 0;
    return {
      number,
      ...(isQuote ? { ask: 'devis' } : {}),
      css: `@page{size:A4;margin:16mm} body{font:9.5pt 'Liberation Sans'} .tag{float:right;border:2px solid #558b2f;color:#558b2f;padding:2mm 5mm;font-size:14pt;font-weight:bold} fieldset{border:1px solid #999;margin:4mm 0} legend{font-size:8pt;color:#555} table{width:100%;border-collapse:collapse} th{background:#f1f8e9} td,th{border:1px solid #999;padding:1.5mm}`,
      body: `<div class=tag>${isQuote ? 'DEVIS' : paid ? 'FACTURE ACQUITTÉE' : 'FACTURE'}</div><b style="font-size:14pt;color:#558b2f">${s.name}</b><br>Organisme de formation enregistré sous le n° 76 31 0${b.serial} 31 (cet enregistrement ne vaut pas agrément de l’État)<br>${s.street}, ${s.town}
        <fieldset><legend>${isQuote ? 'Devis' : 'Facture'}</legend>Référence : <b>${number}</b> &nbsp; – &nbsp; Éditée le : <b>${isQuote ? b.other('quote', b.date) : b.own()}</b> &nbsp; – &nbsp; ${isQuote ? `Valable jusqu’au : ${b.other('validity', b.after(45))}` : `Échéance : ${b.other('due', b.due)}`}</fieldset>
        <fieldset style="margin-left:80mm"><legend>Client</legend>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}${b.showsBuyerSiren ? `<br>SIRET ${spacedSiret(b.buyer.siret)}` : ''}</fieldset>
        <fieldset><legend>Action de formation</legend>Convention n° ${b.serial} signée le ${b.other('contract', b.after(-35))} – stagiaires : 3<br>Session du ${b.other('service', b.after(isQuote ? 20 : -9))} au ${b.other('service', b.after(isQuote ? 22 : -7))} (21 heures) – ${isQuote ? 'inscription' : 'attestations d’assiduité remises'} le ${b.other('letter', b.after(isQuote ? -1 : -6))}</fieldset>
        <table><tr><th>Intitulé<th>Nombre<th>Prix<th>Montant${b.lines.map((l) => `<tr><td>${l.text}<td align=right>${l.quantity}<td align=right>${b.money(l.price)} €<td align=right>${b.money(l.total)} €`).join('')}<tr><td colspan=3><b>Montant total net de taxe</b><td align=right><b>${b.money(b.gross)} €</b></table>
        <p>Exonération de TVA, article 261-4-4° du CGI (attestation du 05/09/2016).${paid ? ` Réglée par virement reçu le ${b.other('payment', b.after(0))}.` : ''}</p><p style="font-size:7pt">Certification Qualiopi n° 2021/${b.serial % 999} délivrée le 14/12/2021, valable jusqu’au ${b.other('validity', `${Number(b.date.slice(0, 4)) + 1}-12-13`)}. SIRET ${spacedSiret(s.siret)} – TVA ${s.vat}</p>`,
    };
  },
};
