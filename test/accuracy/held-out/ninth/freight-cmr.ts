import { type Layout, spacedSiret } from '../layout.ts';
import { address, head, items, monthOf, pageFoot, percent, row, sum, two } from './kit.ts';

const WAYS = [
  ['37 TOURS', '59 LESQUIN'],
  ['44 CARQUEFOU', '69 CORBAS'],
  ['21 LONGVIC', '31 FENOUILLET'],
  ['E-50 ZARAGOZA', '33 CESTAS'],
] as const;

/** A forwarder's invoice: a row for each load with its two days and its CMR, a diesel surcharge, 30 days from the invoice. */
export const freightCmr: Layout = {
  id: 'freight-cmr',
  style: {
    sellers: ['Transports Lemarchand & Cie', 'Affrètement Rhône-Loire', 'Bouvier Frères Logistique'],
    goods: ['Transport'],
    rate: 20,
    lines: [2, 6],
    dates: ['slash', 'short', 'slash'],
    money: 'plain',
    dueAfter: [30],
  },
  draw(b) {
    const s = b.seller;
    const isOrder = b.round === 3;
    const lines = items(b, WAYS, [24_000, 118_000], 1).slice(0, isOrder ? 1 : 6);
    const freight = sum(lines.map((l) => l.all));
    const diesel = percent(freight, 8.42);
    const net = freight + diesel;
    const tax = percent(net, 20);
    const gross = net + tax;
    const number = `${isOrder ? 'AFF' : ''}${b.date.slice(2, 4)}${two(b.round + 3)}${String(b.serial).padStart(5, '0')}`;
    const loaded = (n: number) => b.after(isOrder ? 2 : -15 + n * 2);
    return {
      number,
      gross,
      ...(isOrder ? { ask: 'confirmation d’affrètement' } : {}),
      css: `@page{size:A4 ${b.round === 5 ? 'landscape' : 'portrait'};margin:10mm 11mm 16mm} body{font:8.4pt/1.4 'Liberation Sans'} .h{display:flex;justify-content:space-between} .b{border-collapse:collapse;width:100%;margin-top:4mm} .b th{border:1px solid #333;background:#fde7b0;font-size:7.2pt;padding:.8mm} .b td{border:1px solid #333;padding:1mm;text-align:center} .r td:first-child{text-align:left} .r td:last-child{text-align:right;white-space:nowrap}`,
      footer: pageFoot(
        `${s.name} – SAS au capital de 320 000 € – SIRET ${spacedSiret(s.siret)} – TVA ${s.vat} – Licence communautaire n° 2019/52/000${b.serial} – Commissionnaire de transport inscrit au registre DREAL – Édité le ${b.other('print', b.after(1), 'slash')} à 08:1${b.round} par SLEM`,
      ),
      body: `<div class=h><div><b style="font-size:16pt;color:#b36b00;font-style:italic">${s.name}</b><br>${s.street} – ${s.town}<br>Exploitation : 02 47 85 ${String(b.serial).slice(0, 2)} 60 – compta@transport.fr</div><div style="border:1px solid #333;padding:2mm 5mm;text-align:center"><b style="font-size:13pt">${isOrder ? 'CONFIRMATION D’AFFRÈTEMENT' : 'FACTURE TRANSPORT'}</b><br>N° <b>${number}</b> du <b>${isOrder ? b.other('order', b.date) : b.own()}</b></div></div>
        <div class=h style="margin-top:8mm"><div>Code client : 411${b.serial}<br>Votre n° TVA : ${b.buyer.vat}<br>Votre contact : Sandrine L.</div><div style="width:80mm;font-size:10pt">${address(b.buyer, b.showsBuyerSiren || isOrder ? `SIRET ${spacedSiret(b.buyer.siret)}` : '')}</div></div>
        <table class=b>${head('Dossier', 'Chargement', 'Lieu', 'Livraison', 'Lieu', 'Lettre de voiture / CMR', 'Réf. client', 'Poids', 'Montant HT')}${lines.map((l, n) => row(b.serial + 5_140 + n, b.other('loading', loaded(n)), l.good[0], b.other('delivery', b.after(isOrder ? 3 : -14 + n * 2)), l.good[1], `${isOrder ? 'à établir' : `CMR ${b.serial + 771_200 + n * 3}`}`, `CDE ${4_500 + n * 11 + b.round}`, `${8 + n * 3},${b.round}00 t`, b.money(l.all))).join('')}</table>
        <table class="b r" style="width:112mm;margin-left:auto">${row('Total transport HT', b.money(freight))}${row(`Pied de facture gazole 8,42 % (indice CNR ${b.other('index', monthOf(b.date, -1).first, 'slash')})`, b.money(diesel))}${row('Total HT', b.money(net))}${row('TVA 20,00 %', b.money(tax))}${row(`<b>${isOrder ? 'Prix convenu TTC' : 'TOTAL TTC'}</b>`, `<b>${b.money(gross)} EUR</b>`)}</table>
        ${isOrder ? `<p>Votre demande du ${b.other('order', b.after(-1))} a bien été prise en compte. Merci de nous retourner cette confirmation signée avant chargement. Échange palettes : 33 EUR. Une facture sera émise après remise de la CMR émargée.<p>Bon pour accord :` : `<table class=b>${head('Mode de règlement', 'Échéance', 'Domiciliation')}${row('VIREMENT 30 JOURS DATE DE FACTURE', `<b>${b.other('due', b.due)}</b>`, `${s.iban}`)}</table><p style="font-size:7pt">Délai de paiement légal : 30 jours à compter de la date d’émission de la facture (art. L441-11 II 5° du Code de commerce). Pénalités : BCE + 10 points. Indemnité forfaitaire : 40 €. Contrat type « général » : décret n° 2017-461 du ${b.other('law', '2017-03-31', 'longZero')}. TVA acquittée d’après les débits. Information CO2e : ${300 + (b.serial % 400)} kg (art. L1431-3 du Code des transports).`}`,
    };
  },
};
