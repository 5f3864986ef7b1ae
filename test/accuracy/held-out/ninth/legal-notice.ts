import { type Layout, spaced } from '../layout.ts';
import { address, head, pageFoot, percent, row, two } from './kit.ts';

const NOTICES = [
  ['Constitution SASU', 13_800],
  ['Transfert de siège social', 10_800],
  ['Dissolution anticipée', 14_900],
  ['Cession de fonds de commerce', 18_372],
] as const;

/** A newspaper of legal notices: the notice's own text with the days of its act, the day of publication, the sworn price. */
export const legalNotice: Layout = {
  id: 'legal-notice',
  style: {
    sellers: ['L’Écho du Centre-Ouest', 'Les Affiches de la Vallée', 'Annoncéa Légales SAS'],
    goods: ['Annonce légale'],
    rate: 20,
    lines: [1, 1],
    dates: ['slash', 'longZero', 'slash'],
    money: 'plain',
    dueAfter: [0, 30],
  },
  draw(b) {
    const s = b.seller;
    const isProof = b.round === 3;
    const [title, net] = NOTICES[b.round % 4]!;
    const tax = percent(net, 20);
    const gross = net + tax;
    const number = isProof ? `ATT-${b.serial + 3_100}` : `AL${b.date.slice(2, 4)}/${two(b.round + 2)}${b.serial}`;
    const published = b.after([2, -1, 0, 3, -6, 1][b.round]!);
    return {
      number,
      gross,
      ...(isProof ? { ask: 'attestation de parution' } : {}),
      css: `@page{size:A4;margin:13mm 17mm 18mm} body{font:10pt/1.45 'Liberation Serif'} .n{font:bold 24pt 'C059','Liberation Serif';border-bottom:3px double #000;text-align:center} .h{display:flex;justify-content:space-between;margin-top:6mm} table{width:100%;border-collapse:collapse;margin:4mm 0} th{font-weight:normal;font-style:italic;text-align:left;border-bottom:1px solid #000} td{padding:1.2mm 1mm 1.2mm 0;vertical-align:top} .m td:nth-child(n+3),.m th:nth-child(n+3){text-align:right} .a{border:1px solid #000;padding:4mm 6mm;font:8pt/1.4 'Liberation Sans';columns:2;column-gap:6mm;margin-top:5mm}`,
      footer: pageFoot(
        `${s.name}, hebdomadaire d’informations judiciaires et légales habilité par arrêté préfectoral – SARL au capital de 40 000 € – RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat} – CPPAP 0${b.serial % 900} I 87412`,
        'Page',
        'Liberation Serif',
      ),
      body: `<div class=n>${s.name}</div><div style="text-align:center"><i>Annonces légales et marchés publics – ${s.street}, ${s.town} – legales@annonces.fr</i></div>
        <div class=h><div>${isProof ? `<b style="font-size:14pt">ATTESTATION DE PARUTION</b><br>N° ${number}` : `<b style="font-size:14pt">FACTURE N° ${number}</b><br>Date de facture : ${b.own()}`}<br>Compte : 4L${b.serial}</div><div style="width:76mm">${address(b.buyer, b.showsBuyerSiren ? `SIREN ${spaced(b.buyer.siren)}` : '')}</div></div>
        ${isProof ? `<p>Je soussigné, directeur de la publication, atteste que l’annonce ci-dessous, reçue le ${b.other('order', b.after(-1), 'longZero')}, paraîtra dans notre édition du ${b.other('publication', published, 'weekday')}, sous réserve d’incidents techniques. La présente attestation est remise pour le dépôt au greffe ; la facture vous parviendra après parution.` : ''}
        <table class=m>${head('Parution', 'Désignation', 'Prix HT', isProof ? 'Prix TTC' : 'TVA 20 %')}${row(`${b.other('publication', published)}<br>éd. ${s.city}`, `Annonce légale – ${title}<br>Dossier ${b.buyer.name}, reçu le ${b.other('order', b.after(-7))}`, `${b.money(net)} €`, `${b.money(isProof ? gross : tax)} €`)}${isProof ? '' : row('', 'Journal justificatif', 'offert', '')}</table>
        ${isProof ? `<p>Fait à ${s.city}, le ${b.other('attestation', b.date, 'longZero')}` : `<table class=m style="width:70mm;margin-left:auto">${row('Total HT', '', `${b.money(net)} €`)}${row('TVA 20 %', '', `${b.money(tax)} €`)}${row('<b>Net à payer TTC</b>', '', `<b>${b.money(gross)} €</b>`)}</table><p>${b.due === b.date ? 'Facture acquittée par carte bancaire.' : `Règlement par chèque ou virement avant le ${b.other('due', b.due)} – IBAN ${s.iban}`}`}
        <div class=a><b>${title.toUpperCase()}</b><br>Aux termes d’un acte sous seing privé en date du ${b.other('act', b.after(-9 - b.round), 'slash')}, il a été décidé ce qui suit. Dénomination : <b>${b.buyer.name}</b>. Siège : ${b.buyer.street}, ${b.buyer.town}. Capital : 10 000 euros. Durée : 99 ans à compter de l’immatriculation. La décision prend effet le ${b.other('act', b.after(-3 - b.round), 'slash')}. Le dépôt légal sera effectué au RCS de ${b.buyer.city}. Exercice social clos le 31 décembre. Pour avis, le président.</div>
        <p style="font-size:8pt">Tarif fixé par l’arrêté du ${b.other('law', `${Number(b.date.slice(0, 4)) - 1}-12-14`, 'long')} relatif à la tarification des annonces judiciaires et légales. ${isProof ? '' : 'Pénalités de retard : trois fois le taux d’intérêt légal ; indemnité forfaitaire de recouvrement : 40 €. Pas d’escompte.'}`,
    };
  },
};
