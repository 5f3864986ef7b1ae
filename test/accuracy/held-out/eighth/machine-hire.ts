import { type Layout, spaced } from '../layout.ts';
import { address, pageFoot } from '../sixth/kit.ts';
import { percent, row, sum } from './kit.ts';

/** A hirer of machines: a yellow head, the contract with its leaving and coming back, guarantees in per cent; the contract itself before that. */
export const machineHire: Layout = {
  id: 'machine-hire',
  style: {
    sellers: ['Kiloc Matériel', 'Loxeo Rental SAS', 'Kiloc Matériel'],
    goods: [
      'MINI-PELLE 1,8 T CHENILLES',
      'NACELLE CISEAUX 8 M ÉLECTRIQUE',
      'PLAQUE VIBRANTE 90 KG',
      'BÉTONNIÈRE 350 L THERMIQUE',
      'GROUPE ÉLECTROGÈNE 20 KVA',
      'CHARIOT TÉLESCOPIQUE 7 M',
    ],
    rate: 20,
    lines: [1, 2],
    dates: ['slash', 'slash', 'short'],
    money: 'plain',
    dueAfter: [30, 45],
  },
  draw(b) {
    const s = b.seller;
    const isContract = b.round === 3;
    const days = 2 + (b.serial % 9);
    const [out, back] = isContract ? [b.date, b.after(days)] : [b.after(-2 - days), b.after(-2)];
    const machines = b.lines.map((l, n) => {
      const rate = 5_400 + (l.price % 14_000);
      return { text: this.style.goods[(n + b.round) % 6]!, rate, all: rate * days, park: `${l.price + 310_000}` };
    });
    const rent = sum(machines.map((m) => m.all));
    const extras = [
      ['Garantie dommages 8 %', percent(rent, 8)],
      ['Contribution verte 2,5 %', percent(rent, 2.5)],
      ['Transport aller-retour', 14_200],
    ] as const;
    const net = rent + sum(extras.map((e) => e[1]));
    const tax = percent(net, 20);
    const contract = `C${b.serial + 470_000}`;
    const number = isContract ? contract : `FL${b.date.slice(2, 4)}-${b.serial + 20_000}`;
    return {
      number,
      gross: net + tax,
      ...(isContract ? { ask: 'contrat' } : {}),
      css: `@page{size:A4;margin:10mm 12mm 18mm} body{font:8.8pt/1.42 'Liberation Sans'} .h{background:#ffd500;padding:4mm 6mm;display:flex;justify-content:space-between;align-items:center} .h b{font:italic bold 20pt 'Nimbus Sans'} .w{display:flex;gap:6mm;margin-top:6mm} .w>div{flex:1} .k td:first-child{color:#555;padding-right:5mm} .d{width:100%;border-collapse:collapse;margin-top:6mm} .d th{background:#222;color:#ffd500;text-align:left;padding:1.2mm} .d td{padding:1.2mm;border-bottom:1px solid #ccc} .d td:nth-child(n+3),.d th:nth-child(n+3){text-align:right}`,
      footer: pageFoot(
        `${s.name} SAS au capital de 6 210 000 € – ${s.street}, ${s.town} – RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat}`,
      ),
      body: `<div class=h><b>${s.name}</b><span style="font-size:15pt">${isContract ? 'Contrat de location' : 'Facture'}</span></div><div class=w><div><table class=k>${isContract ? row('Contrat n°', contract) + row('Édité le', b.other('contract', b.date)) : row('Facture n°', number) + row('Date', b.own())}${row('Compte client', `2${b.serial}00`)}${isContract ? '' : row('Contrat n°', contract)}${row('Agence', `${s.city} Sud`)}${row('Votre commande', `CH-${b.serial % 97} du ${b.other('order', b.after(isContract ? -1 : -4 - days))}`)}${row('Demandé par', 'M. FERRAND')}</table></div><div style="font-size:10pt;padding-left:14mm">${address(b.buyer, ...(b.showsBuyerSiren ? [`SIREN ${b.buyer.siren}`] : []))}</div></div>
        <table class=d><tr><th>N° parc<th>Désignation<th>Jours<th>Tarif/jour HT<th>Montant HT${machines.map((m) => row(m.park, `<b>${m.text}</b><br>${isContract ? 'Départ prévu' : 'Départ'} ${b.other('hire', out)} 07:30 – ${isContract ? 'retour prévu' : 'retour'} ${b.other('hire', back)} 17:00`, days, b.money(m.rate), b.money(m.all))).join('')}${extras.map(([text, amount]) => row('', text, '', '', b.money(amount))).join('')}</table>
        <div class=w><div style="font-size:8pt">Chantier : ${b.buyer.street}, ${b.buyer.town}<br>${isContract ? 'Le locataire reconnaît avoir reçu le matériel en bon état de marche et avoir pris connaissance des conditions générales de location.<br><br>Date et signature :' : `Règlement : virement à 30 jours date de facture<br>Échéance : <b>${b.other('due', b.after(30))}</b><br>VGP de la machine valable jusqu’au ${b.other('validity', b.after(88))}`}</div><div><table class=k style="width:70mm;margin-left:auto">${row('Total HT', b.money(net))}${row('TVA 20 %', b.money(tax))}${row(`<b>${isContract ? 'Montant estimé TTC' : 'Total TTC à payer'}</b>`, `<b>${b.money(net + tax)} €</b>`)}</table></div></div>
        <p style="font-size:7.2pt;margin-top:12mm">Conditions générales interprofessionnelles de location de matériel sans opérateur, édition du ${b.other('law', '2018-09-15', 'long')}. Tout retard de paiement entraîne des pénalités au taux de 15 % l’an et une indemnité forfaitaire de 40 €. Escompte : néant.`,
    };
  },
};
