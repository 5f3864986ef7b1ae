import { type Layout, spaced } from '../layout.ts';
import { address, registered } from './kit.ts';

const KINDS = ['relance', 'relevé', 'échéancier', 'attestation', 'mise en demeure', 'avis de règlement'] as const;
const TITLES = [
  'Lettre de relance',
  'Relevé de compte client',
  'Échéancier de règlement',
  'Attestation de paiement',
  'Mise en demeure',
  'Avis de règlement',
] as const;

/** What a supplier's credit desk writes besides bills, with bills' numbers and days in tables: nothing of it is to be filed. */
export const dunningDesk: Layout = {
  id: 'dunning-desk',
  style: {
    sellers: ['Matériaux du Forez', 'Distrib’Énergie Atlantique', 'Pro Nettoyage Services'],
    goods: ['Facture'],
    rate: 20,
    lines: [2, 6],
    dates: ['long', 'slash', 'longZero'],
    money: 'plain',
    dueAfter: [8, 15],
  },
  draw(b) {
    const s = b.seller;
    const kind = KINDS[b.round % KINDS.length]!;
    const number = `${['RL', 'RC', 'EC', 'AT', 'MD', 'AR'][b.round % 6]}${b.serial}`;
    const text = {
      relance: () =>
        `Sauf erreur ou omission de notre part, les factures suivantes restent impayées. Nous vous remercions de les régler avant le ${b.other('due', b.due)}.`,
      relevé: () =>
        `Situation de votre compte arrêtée au ${b.other('closing', b.after(-1))}, à rapprocher de votre comptabilité :`,
      échéancier: () =>
        `Suite à notre entretien du ${b.other('event', b.after(-3))}, nous acceptons le règlement de votre dette en plusieurs fois :`,
      attestation: () =>
        `Nous soussignés, ${s.name}, attestons avoir reçu le paiement des factures suivantes, soldées le ${b.other('payment', b.after(-12))} :`,
      'mise en demeure': () =>
        `Malgré notre relance du ${b.other('previous', b.after(-21))}, votre compte présente un solde débiteur. Nous vous mettons en demeure de payer sous huit jours, faute de quoi le dossier sera remis à notre service contentieux.`,
      'avis de règlement': () =>
        `Nous avons pris en compte votre virement du ${b.other('payment', b.after(-2))}, imputé comme suit :`,
    }[kind]();
    return {
      number,
      ask: kind,
      css: `@page{size:A4;margin:18mm 20mm} body{font:10.5pt 'Liberation Sans';line-height:1.4} table{width:100%;border-collapse:collapse;margin:5mm 0} td,th{border:1px solid #999;padding:1.2mm 2mm;text-align:left} td:last-child,th:last-child{text-align:right} h1{font-size:13pt;border-bottom:2px solid #b33;margin-top:9mm}`,
      body: `<b style="font-size:14pt;color:#b33">${s.name}</b><br>${s.street}<br>${s.town}<br>Service recouvrement – Mme Petit<div style="margin:6mm 0 8mm 90mm">${address(b.buyer)}</div><div style="margin-left:90mm">${s.city}, le ${b.other('other', b.date)}</div><h1>${TITLES[b.round % 6]}</h1>N/Réf. : ${number} – compte 411${b.serial % 9000}<p>Madame, Monsieur,</p><p>${text}</p>
        <table><tr><th>${kind === 'échéancier' ? 'Versement' : 'N° facture'}<th>Date<th>${kind === 'attestation' || kind === 'avis de règlement' ? 'Mode' : 'Échéance'}<th>Montant TTC${b.lines.map((l, n) => `<tr><td>${kind === 'échéancier' ? `n° ${n + 1}` : `F${b.serial + n * 13}`}<td>${b.other(kind === 'échéancier' ? 'due' : 'previous', b.after(kind === 'échéancier' ? 30 * (n + 1) : -95 + n * 9), 'slash')}<td>${kind === 'attestation' || kind === 'avis de règlement' ? 'virement' : b.other('due', b.after(kind === 'échéancier' ? 30 * (n + 1) : -65 + n * 9), 'slash')}<td>${b.money(Math.round(l.total * 1.2))} €`).join('')}<tr><td colspan=3><b>Total</b><td><b>${b.money(b.gross)} €</b></table>
        <p>Nous vous prions d’agréer, Madame, Monsieur, nos salutations distinguées.</p><p style="margin-left:90mm">Le service comptabilité clients</p><div style="position:fixed;bottom:0;font-size:7pt">${registered(s, `SARL au capital de 60 000 € – SIREN ${spaced(s.siren)}`)}</div>`,
    };
  },
};
