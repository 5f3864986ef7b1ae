import { type Layout, spaced } from '../layout.ts';
import { cheaper, pageFoot } from '../sixth/kit.ts';

/** A host of domains and servers: renewals each from and to a day, payment already made, extracts of the terms as a last page. */
export const domainHost: Layout = {
  id: 'domain-host',
  style: {
    sellers: ['Gandalys Hébergement SAS', 'Nuage du Nord', 'Planet-Serveur SA'],
    goods: [
      'Renouvellement nom de domaine .fr',
      'VPS Confort 8 Go',
      'Certificat SSL DV',
      'Licence messagerie Exchange',
      'Sauvegarde automatisée',
      'Renouvellement nom de domaine .com',
    ],
    rate: 20,
    lines: [2, 7],
    dates: ['slash', 'iso', 'long'],
    money: 'plain',
    dueAfter: [0, 5, 10],
  },
  draw(b) {
    const s = b.seller;
    const { lines, net, tax, gross } = cheaper(b, 9, this.style.goods);
    const isCredit = b.round === 5;
    const number = `${isCredit ? 'AV' : 'FR'}${b.serial}${b.serial % 77}0${b.round}`;
    const sign = isCredit ? '-' : '';
    return {
      number,
      gross: isCredit ? -gross : gross,
      ...(isCredit ? { type: '381' as const } : {}),
      footer: pageFoot(
        `${s.name} – SAS au capital de 10 174 560 € – RCS ${s.city} ${spaced(s.siren)} – Code APE 6311Z – N° TVA : ${s.vat}`,
      ),
      css: `@page{size:A4;margin:13mm 15mm 18mm} body{font:9pt 'Liberation Sans';color:#122844} .h{display:flex;justify-content:space-between} .y{background:#122844;color:#fff;padding:3mm 4mm;margin:6mm 0;display:flex;justify-content:space-between} table{width:100%;border-collapse:collapse} th{text-align:left;border-bottom:2px solid #00a2bf;padding:1.5mm} td{padding:1.5mm;border-bottom:1px solid #d8e3ea} td:nth-child(n+3),th:nth-child(n+3){text-align:right} td small{color:#5b6f85;display:block} .c{break-before:page;column-count:2;font-size:6.4pt;text-align:justify;column-gap:8mm}`,
      body: `<div class=h><b style="font-size:18pt;color:#00a2bf">${s.name}</b><div>${s.street}<br>${s.town}<br>www.example.fr/support</div></div><div style="margin:8mm 0 0 100mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br>FR${b.showsBuyerSiren ? `<br>TVA : ${b.buyer.vat}` : ''}</div>
        <div class=y><b>${isCredit ? 'Avoir' : 'Facture'} n° ${number}</b><span>${isCredit ? 'Émis' : 'Émise'} le ${b.own()}</span></div>
        <p>Identifiant client : nic-${b.serial} &nbsp; Bon de commande n° ${b.serial + 1_300_000} du ${b.other('order', b.after(-(b.round % 3)))}<br>${isCredit ? `Annule et remplace en partie la facture FR${b.serial}11 du ${b.other('previous', b.after(-17))}` : `Mode de paiement : ${b.due === b.date ? 'carte bancaire' : `prélèvement automatique le ${b.other('debit', b.due)}`}`}</p>
        <table><tr><th>Référence<th>Abonnement<th>Qté<th>PU HT<th>Prix HT${lines.map((l, n) => `<tr><td>${l.price}-${n}<td>${l.text}<small>${b.other('period', b.after(n % 2 ? 30 : 1), 'slash')} – ${b.other('period', b.after(n % 2 ? 395 : 30), 'slash')}</small><td>${l.quantity}<td>${b.money(l.price)} €<td>${sign}${b.money(l.total)} €`).join('')}<tr><td><td><td colspan=2>Prix HT<td>${sign}${b.money(net)} €<tr><td><td><td colspan=2>TVA 20 %<td>${sign}${b.money(tax)} €<tr><td><td><td colspan=2><b>Total TTC</b><td><b>${sign}${b.money(gross)} €</b></table>
        <div class=c><b>Extrait des conditions générales de service en vigueur au ${b.other('law', b.after(-377), 'long')}</b>${Array.from({ length: 5 }, (_, n) => `<p>Article ${n + 3}. Le Client reconnaît avoir pris connaissance des conditions particulières applicables à chaque service. À défaut de renouvellement avant la date d’expiration, le service est suspendu puis supprimé. La facture est réputée acceptée en l’absence de contestation dans un délai de quinze jours. Toute somme impayée à l’échéance porte intérêt de plein droit au taux d’intérêt légal en vigueur multiplié par trois, outre une indemnité forfaitaire de quarante euros (articles L441-10 et D441-5 du code de commerce). Le prestataire est tenu de conserver les données de nature à permettre l’identification de quiconque a contribué à la création d’un contenu (loi n° 2004-575 du ${b.other('law', '2004-06-21', 'long')}). Le responsable du traitement applique le règlement du ${b.other('law', '2016-04-27', 'long')}.</p>`).join('')}</div>`,
    };
  },
};
