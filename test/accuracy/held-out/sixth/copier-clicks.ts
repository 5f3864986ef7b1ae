import { type Layout, STRAY, spaced } from '../layout.ts';
import { cheaper, pageFoot } from './kit.ts';

/** A copier's lessor: next quarter's rent and last quarter's pages on one bill, counters with their days, label above value in grey; once a contract, once another firm's. */
export const copierClicks: Layout = {
  id: 'copier-clicks',
  style: {
    sellers: ['Bureautique Val de Saône', 'Docuprint Solutions SAS', 'Impression Directe 35'],
    goods: [
      'Forfait maintenance',
      'Copies noir et blanc',
      'Copies couleur',
      'Location matériel',
      'Agrafes type N1',
      'Option hotline',
    ],
    rate: 20,
    lines: [3, 6],
    dates: ['slash', 'dots', 'slash'],
    money: 'plain',
    dueAfter: [10, 30],
  },
  draw(b) {
    const s = b.seller;
    const isContract = b.round === 5;
    const isStray = b.round === 3;
    const { lines, net, tax, gross } = cheaper(b, 3, this.style.goods);
    const number = `${isContract ? 'CT' : 'FA'}${b.date.slice(2, 4)}${String(b.serial).padStart(5, '0')}`;
    const day = isContract ? b.other('contract', b.date) : b.own();
    const cells = [
      [isContract ? 'N° de contrat' : 'N° de facture', number],
      ['Date', day],
      ['N° client', `4110${b.serial % 900}`],
      ['Contrat', isContract ? '60 mois' : `M-${b.serial % 777} du ${b.other('contract', b.after(-555))}`],
      [
        isContract ? 'Date d’installation' : 'Date d’échéance',
        b.other(isContract ? 'work' : 'due', isContract ? b.after(20) : b.due),
      ],
    ];
    return {
      number,
      gross,
      ...(isContract ? { ask: 'contrat' } : isStray ? { ask: STRAY } : {}),
      footer: pageFoot(
        `${s.name} – SAS au capital de 120 000 € – ${spaced(s.siren)} R.C.S. ${s.city} – APE 7733Z – TVA ${s.vat}`,
      ),
      css: `@page{size:A4;margin:11mm 12mm 17mm} body{font:9pt 'Liberation Sans'} .h{display:flex;justify-content:space-between} .k{display:flex;margin:8mm 0 6mm;background:#eef1f6} .k div{flex:1;padding:2mm 3mm;border-right:2px solid #fff} .k small{display:block;color:#7a869a;font-size:6.8pt} table{width:100%;border-collapse:collapse;margin-bottom:4mm} th{background:#21416f;color:#fff;font-size:8pt;padding:1.2mm;text-align:right} td{padding:1.2mm;border-bottom:1px solid #d5dbe5;text-align:right} td:first-child,th:first-child{text-align:left}`,
      body: `<div class=h><div><b style="font-size:17pt;color:#21416f">${s.name}</b><br>${s.street}<br>${s.town}</div><div style="width:80mm;padding-top:18mm"><b>${b.buyer.name}</b><br>${b.buyer.street}<br>${b.buyer.town}${isStray || b.showsBuyerSiren ? `<br>Siret : ${b.buyer.siret}` : ''}</div></div><h1 style="font-size:15pt;margin:5mm 0 0">${isContract ? 'Contrat de location et de maintenance' : 'Facture'}</h1>
        <div class=k>${cells.map(([k, v]) => `<div><small>${k}</small>${v}</div>`).join('')}</div>
        ${isContract ? '' : `<table><tr><th>Matériel MX-${b.serial % 90} n° de série ${b.serial}F7<th>Ancien relevé<th>Index<th>Nouveau relevé<th>Index<th>Volume${['Noir', 'Couleur'].map((c, n) => `<tr><td>${c}<td>${b.other('reading', b.after(-97))}<td>${b.serial * 9 + n}<td>${b.other('reading', b.after(-5))}<td>${b.serial * 9 + 2411}<td>${2411 - n}`).join('')}</table>`}
        <table><tr><th>Désignation<th>Période<th>Quantité<th>P.U. HT<th>Total HT${lines.map((l, n) => `<tr><td>${l.text}<td>${isContract ? 'par trimestre' : n % 2 ? `${b.other('period', b.after(-92))} - ${b.other('period', b.after(-1))}` : `${b.other('period', b.date)} - ${b.other('period', b.after(90))}`}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}</table>
        <table style="width:75mm;margin-left:auto"><tr><td>Total HT<td>${b.money(net)} €<tr><td>TVA 20 %<td>${b.money(tax)} €<tr><td><b>${isContract ? 'Loyer trimestriel TTC' : 'Net à payer TTC'}</b><td><b>${b.money(gross)} €</b></table>
        ${isContract ? `<p>Le présent contrat prend effet le ${b.other('contract', b.after(20))} et se termine le ${b.other('contract', b.after(1846))}. Il est reconduit tacitement par périodes d’un an. Le locataire déclare avoir pris connaissance des conditions générales.</p><p>Fait en deux exemplaires. Le locataire (cachet, signature) : &nbsp; &nbsp; &nbsp; &nbsp; Le bailleur :</p>` : `<p>Prélèvement automatique. Prix révisés au ${b.other('law', b.after(-210))} selon l’indice SYNTEC. Merci de nous communiquer vos compteurs avant le ${b.other('next', b.after(86))}.</p>`}`,
    };
  },
};
