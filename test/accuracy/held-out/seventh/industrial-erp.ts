import { at, block, frame, sheetCss, stack, upTo } from '../fifth/place.ts';
import { type Layout, spaced } from '../layout.ts';

/** A group's ERP in French and English: the same bare page for all countries, days as 05-JAN-2020, orders and despatches by line. */
export const industrialErp: Layout = {
  id: 'industrial-erp',
  style: {
    sellers: ['Hydrotek Components France', 'Sealtech Europe SAS', 'Norgate Fluid Systems'],
    goods: [
      'JOINT TORIQUE FKM 22X3',
      'VERIN ISO 15552 D63',
      'ELECTRODISTRIBUTEUR 5/2',
      'FLEXIBLE HP 3/8 L=1200',
      'MANOMETRE 0-16 BAR',
      'FRAIS D EMBALLAGE',
    ],
    rate: 20,
    lines: [3, 10],
    dates: ['dashMonth', 'iso', 'dots'],
    money: 'plain',
    dueAfter: [30, 45, 60],
  },
  draw(b) {
    const s = b.seller;
    const number = `9${String(b.serial).padStart(7, '0')}`;
    const y = 128 + b.lines.length * 10;
    const labels = [
      'Facture / Invoice',
      'Date facture / Invoice date',
      'Date d’échéance / Due date',
      'Commande client / Customer PO',
      'Date commande / Order date',
      'Incoterm',
      'Conditions / Terms',
      'Devise / Currency',
    ];
    return {
      number,
      css: sheetCss("8.4pt 'Liberation Sans'"),
      body: `<section>${stack(
        112,
        14,
        5,
        [
          number,
          b.own(),
          b.other('due', b.due),
          `PO-${b.serial % 6000}`,
          b.other('order', b.after(-36)),
          'FCA',
          '45 J FDM / EOM',
          'EUR',
        ].map((v) => `<b>${v}</b>`),
        'margin-left:48mm',
      )}${stack(112, 14, 5, labels, 'color:#444')}
        ${at(14, 12, s.name, 'font-size:14pt;font-weight:bold')}${stack(14, 20, 4.4, [s.street, s.town, 'FRANCE', `SIREN ${spaced(s.siren)} RCS ${s.city}`, `TVA / VAT ${s.vat}`])}
        ${at(14, 60, 'Adresse de facturation / Bill to', 'color:#444')}${stack(14, 65, 4.4, [b.buyer.name, b.buyer.street, b.buyer.town, 'FRANCE', b.showsBuyerSiren ? `VAT ${b.buyer.vat}` : ''])}${at(112, 60, 'Adresse de livraison / Ship to', 'color:#444')}${stack(112, 65, 4.4, [b.buyer.name, 'QUAI 3 – RECEPTION 7H-12H', b.buyer.town])}
        ${frame(14, 98, 182, 9, 'background:#ddd')}${at(15, 99, 'Pos.<br>Item')}${at(28, 99, 'Article / Désignation<br>Part / Description')}${at(100, 99, 'BL / Expédié le<br>DN / Shipped')}${upTo(146, 99, 'Qté<br>Qty')}${upTo(170, 99, 'Prix unit.<br>Unit price')}${upTo(195, 99, 'Montant<br>Amount')}
        ${b.lines.map((l, n) => at(15, 110 + n * 10, String((n + 1) * 10).padStart(4, '0')) + at(28, 110 + n * 10, `${l.price}-${l.quantity}A`) + at(28, 114 + n * 10, l.text) + at(100, 110 + n * 10, `80${b.serial}${n}`) + at(100, 114 + n * 10, b.other('delivery', b.after(-4 - (n % 2) * 3))) + upTo(146, 110 + n * 10, String(l.quantity)) + upTo(170, 110 + n * 10, b.money(l.price)) + upTo(195, 110 + n * 10, b.money(l.total))).join('')}
        ${frame(14, y - 14, 182, 0.3, 'background:#000')}${stack(112, y - 11, 5, ['Total HT / Net amount', 'TVA / VAT 20,00 %', '<b>Total TTC / Gross amount</b>'])}${[b.net, b.tax, b.gross].map((v, n) => upTo(195, y - 11 + n * 5, b.money(v), n === 2 ? 'font-weight:bold' : '')).join('')}
        ${block(14, y + 10, 182, `Origine / Origin: DE, CZ. Certificat matière 3.1 daté du / dated ${b.other('other', b.after(-88))}. Contrôle export : non soumis. Pour être libératoire, votre règlement doit être effectué directement à FACTORIEL SA, Tour Est, 92800 Puteaux, qui le reçoit par subrogation (contrat du ${b.other('contract', b.after(-1204))}). Exigibilité TVA : débits. Taux de pénalité : BCE + 10 pts ; indemnité forfaitaire 40 EUR.`, 'font-size:7pt')}${at(14, 284, `${s.name} – SAS au capital de 4 573 470 EUR – Doc. type ZF2 – imprimé par SYSBATCH ${b.other('printed', b.after(1))} 03:12`, 'font-size:6.5pt')}${upTo(196, 284, 'Page 1 de / of 1', 'font-size:6.5pt')}</section>`,
    };
  },
};
