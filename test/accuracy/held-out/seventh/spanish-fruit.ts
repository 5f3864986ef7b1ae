import type { Layout } from '../layout.ts';
import { cheaper } from '../sixth/kit.ts';

const SELLERS = [
  { name: 'Cítricos La Huerta S.L.', vat: 'ESB46218733', place: '46600 Alzira (Valencia)' },
  { name: 'Azulejos Peñíscola S.A.', vat: 'ESA12044561', place: '12580 Benicarló (Castellón)' },
] as const;

/** A Spanish exporter: "Fecha" among other labels at the left, delivery notes ("albarán") with their days as headings of lines. */
export const spanishFruit: Layout = {
  id: 'spanish-fruit',
  style: {
    sellers: SELLERS.map((s) => s.name),
    goods: [
      'Naranja Navelina cal. 4',
      'Mandarina Clemenules',
      'Limón Verna',
      'Azulejo 30x60 blanco mate',
      'Palet europeo',
      'Portes',
    ],
    rate: 0,
    lines: [3, 10],
    dates: ['slash', 'spanish', 'dashes'],
    money: 'points',
    dueAfter: [15, 30, 60],
  },
  draw(b) {
    const maker = SELLERS[b.round % 2]!;
    const { lines, gross } = cheaper(b, 2);
    const number = b.round % 2 ? `A/${b.serial % 3000}` : `${b.date.slice(2, 4)}-${String(b.serial).padStart(6, '0')}`;
    return {
      number,
      gross,
      abroad: { name: maker.name, vat: maker.vat },
      css: `@page{size:A4;margin:14mm} body{font:9.2pt 'Liberation Sans'} .h{display:grid;grid-template-columns:70mm 1fr;gap:14mm;margin-top:8mm} .k{border:1px solid #2e7d32} .k div{display:flex;border-bottom:1px solid #c8e6c9} .k b{width:30mm;background:#e8f5e9;padding:1mm 2mm;font-weight:normal} .k span{padding:1mm 2mm} table{width:100%;border-collapse:collapse;margin-top:7mm} th{background:#2e7d32;color:#fff;text-align:right;padding:1mm} td{padding:1mm;text-align:right} td:first-child,th:first-child{text-align:left} .s td{background:#f1f8e9;font-style:italic}`,
      body: `<b style="font-size:17pt;color:#2e7d32">${maker.name}</b><br>Ctra. Nacional 340, km ${b.serial % 900} – ${maker.place} – España – NIF ${maker.vat.slice(2)} – VAT ${maker.vat}
        <div class=h><div class=k>${[
          ['Factura', number],
          ['Fecha', b.own()],
          ['Cliente', `43000${b.serial % 900}`],
          ['NIF/CIF', b.buyer.vat],
          ['Forma de pago', 'Transferencia'],
          ['Vencimiento', b.other('due', b.due)],
        ]
          .map(([k, v]) => `<div><b>${k}</b><span>${v}</span></div>`)
          .join(
            '',
          )}</div><div style="padding-top:3mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br>FRANCIA</div></div>
        <table><tr><th>Concepto<th>Bultos<th>Cantidad<th>Precio<th>Importe${lines.map((l, n) => `${n % 4 === 0 ? `<tr class=s><td colspan=5>Albarán ${b.serial + n} de fecha ${b.other('delivery', b.after(-14 + n))} – Pedido de ${b.other('order', b.after(-21 + n))}` : ''}<tr><td>${l.text}<td>${l.quantity * 4}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}</table>
        <table style="margin-top:10mm;border:1px solid #2e7d32"><tr><th>Base imponible<th>% IVA<th>Cuota IVA<th>TOTAL FACTURA<tr><td style="text-align:left">${b.money(gross)}<td>0,00<td>0,00<td><b>${b.money(gross)} €</b></table>
        <p style="font-size:7pt">Entrega intracomunitaria exenta de IVA según art. 25 de la Ley 37/1992, de ${b.other('law', '1992-12-28', 'spanish')}. Matrícula 4417-KLM / R-2210, salida de almacén ${b.other('loading', b.after(-3), 'slash')}. IBAN ES91 2100 0418 4502 0005 1332. Inscrita en el Registro Mercantil, tomo 2.118, folio 44, hoja V-39${b.serial}.</p>`,
    };
  },
};
