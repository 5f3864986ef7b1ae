import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeXml, parseXml, XmlError, type XmlErrorCode, type XmlLimits } from '../../shared/domain/xml.ts';

function refused(source: string | Uint8Array, code: XmlErrorCode, line?: number, limits?: XmlLimits): XmlError {
  let caught: unknown;
  try {
    parseXml(source, limits);
  } catch (error) {
    caught = error;
  }
  assert.ok(caught instanceof XmlError, `expected ${code}, got ${caught ?? 'a tree'}`);
  assert.equal(caught.code, code, caught.message);
  if (line !== undefined) assert.equal(caught.line, line, caught.message);
  return caught;
}

const declared = (encoding: string, text: string) => `<?xml version="1.0" encoding="${encoding}"?>\n${text}`;

test('a tree: names, namespaces, attributes, text and lines', () => {
  const root = parseXml(
    '<?xml version="1.0"?>\r\n<!-- <x> -->\r\n<a xmlns="urn:a" xmlns:b="urn:b">\r\n  <b:ID b:v="&lt;1&gt;" w=\'"\'>007868</b:ID>\r\n  tail\r\n' +
      '<c xmlns="urn:c"/><d/></a>\r\n',
  );
  assert.deepEqual([root.name, root.local, root.namespace, root.line, root.text], ['a', 'a', 'urn:a', 3, 'tail']);
  const [id, c, d] = root.children;
  assert.deepEqual([id?.name, id?.local, id?.namespace, id?.line, id?.text], ['b:ID', 'ID', 'urn:b', 4, '007868']);
  assert.deepEqual(
    [...id!.attributes],
    [
      ['b:v', '<1>'],
      ['w', '"'],
    ],
  );
  assert.deepEqual([c?.namespace, c?.line, d?.namespace], ['urn:c', 6, 'urn:a']);
});

test('values stay text and references are decoded, in CDATA too as they are', () => {
  const root = parseXml(
    '<a><b>1e5</b><b>0x1F</b><b>true</b><b>&#233;&#xE9;&amp;lt;</b><b> <![CDATA[<x> &amp;]]></b></a>',
  );
  assert.deepEqual(
    root.children.map((child) => child.text),
    ['1e5', '0x1F', 'true', 'éé&lt;', '<x> &amp;'],
  );
});

test('a reference that nothing declares, or that stands for no character, is refused', () => {
  for (const reference of ['&eacute;', '&#0;', '&#x1F;', '&#xD800;', '&#1114112;', '&constructor;', '&__proto__;']) {
    refused(`<a>${reference}</a>`, 'XML_MALFORMED');
    refused(`<a b="${reference}"/>`, 'XML_MALFORMED');
  }
});

test('any DOCTYPE is refused, with its line, before anything is expanded', () => {
  const laughs = Array.from({ length: 10 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('\n');
  refused(`<?xml version="1.0"?>\n<!DOCTYPE a [\n<!ENTITY a0 "ha">\n${laughs}]>\n<a>&a10;</a>`, 'XML_DOCTYPE', 2);
  refused('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'XML_DOCTYPE', 1);
  refused('<!doctype html><html/>', 'XML_DOCTYPE');
  assert.equal(parseXml('<a><!-- <!DOCTYPE a> --><![CDATA[<!DOCTYPE a>]]></a>').text, '<!DOCTYPE a>');
});

test('every cut of a document is told as a cut, never read as a shorter document', () => {
  const whole = '<?xml version="1.0"?><a xmlns="u"><!-- c --><b v="1">x &amp; y</b><![CDATA[z]]><c/></a>';
  parseXml(whole);
  const start = whole.indexOf('<a') + 3;
  for (let end = start; end < whole.length; end++) refused(whole.slice(0, end), 'XML_TRUNCATED');
  refused(`${whole}<!-- cut`, 'XML_TRUNCATED');
});

test('bad form is told from a cut', () => {
  refused('<a>\n<b>1\n</a>', 'XML_MALFORMED', 3);
  refused('<a><b></c></a>', 'XML_MALFORMED');
  refused('<a/><b/>', 'XML_MALFORMED');
  refused('<a></a><b></b>', 'XML_MALFORMED');
  refused('<a b="1" b="2"/>', 'XML_MALFORMED');
  refused('<a><p:b/></a>', 'XML_MALFORMED', 1);
  refused('<a>\n\u0007</a>', 'XML_MALFORMED', 2);
  refused('<a><!ENTITY x "y"></a>', 'XML_MALFORMED');
  refused('hello', 'XML_MALFORMED');
  refused('', 'XML_MALFORMED');
});

test('names that reach into objects are refused', () => {
  for (const name of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']) {
    refused(`<a><${name}>1</${name}></a>`, 'XML_MALFORMED');
  }
  refused('<a __proto__="1"/>', 'XML_MALFORMED');
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
});

test('size, depth and number of elements are capped before a tree is built', () => {
  refused('<a>x</a>', 'XML_TOO_LARGE', undefined, { maxSize: 7 });
  parseXml('<a>x</a>', { maxSize: 8 });
  refused('<a><b/><b/></a>', 'XML_TOO_LARGE', 1, { maxElements: 2 });
  parseXml('<a><b/><b/></a>', { maxElements: 3 });
  refused('<a><a><a/></a></a>'.replaceAll('<a/>', '<a></a>'), 'XML_TOO_DEEP', 1, { maxDepth: 2 });
  parseXml(`${'<a>'.repeat(200)}${'</a>'.repeat(200)}`);
  refused(`${'<a>'.repeat(201)}${'</a>'.repeat(201)}`, 'XML_TOO_DEEP');
});

test('20 000 nested tags, or two million of them, are refused at the price of their bytes', () => {
  const hostile = ['<a>'.repeat(20_000) + '</a>'.repeat(20_000), '<a>'.repeat(2_000_000)];
  const before = process.memoryUsage();
  for (const text of hostile) refused(text, 'XML_TOO_DEEP');
  refused(`<a>${'<b/>'.repeat(2_000_000)}</a>`, 'XML_TOO_LARGE');
  const after = process.memoryUsage();
  const grown = after.heapUsed + after.external - before.heapUsed - before.external;
  assert.ok(grown < 64e6, `grew by ${Math.round(grown / 1e6)} MB`);
});

test('a long text is read as any other, with its references, and lines are counted through it', () => {
  const long = `${'QUJD\n'.repeat(10_000)}&amp;é&#233;`;
  const root = parseXml(`<a>\n<b>${long}</b><c>${long}<d/>${long}</c>\n<e/></a>`);
  const text = `${'QUJD\n'.repeat(10_000)}&éé`;
  assert.deepEqual([root.children[0]?.text, root.children[1]?.text], [text, text + text]);
  assert.equal(root.children[2]?.line, 3 + 30_000);
  refused(`<a>${'x'.repeat(50_000)}&nope;</a>`, 'XML_MALFORMED');
  refused(`<a>${'x'.repeat(50_000)}\n<b></a>`, 'XML_MALFORMED', 2);
  const lookalike = '\uE0000\uE000';
  assert.equal(parseXml(`<a><b>${lookalike}</b><c>${'x'.repeat(50_000)}</c></a>`).children[0]?.text, lookalike);
});

test('20 MB of text cost some times their bytes', () => {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const text = `<a><b>${'QUJD'.repeat(5_000_000 - 10)}</b></a>`;
  assert.equal(parseXml(text).children[0]?.text.length, 20_000_000 - 40);
  const grown = (process.memoryUsage.rss() - before) / 1e6;
  assert.ok(grown < 150, `grew by ${Math.round(grown)} MB`);
});

test('encodings: declared, by byte order mark, or UTF-8', () => {
  const text = '<a>é à ç</a>';
  const cases: [string, Uint8Array][] = [
    ['none', Buffer.from(text)],
    ['UTF-8', Buffer.from(declared('UTF-8', text))],
    ['utf-8 BOM', Buffer.from(`\uFEFF${declared('utf-8', text)}`)],
    ['ISO-8859-1', Buffer.from(declared('ISO-8859-1', text), 'latin1')],
    ['iso-8859-15', Buffer.from(declared('iso-8859-15', text), 'latin1')],
    ['Windows-1252', Buffer.from(declared('Windows-1252', text), 'latin1')],
    ['UTF-16LE BOM', Buffer.from(`\uFEFF${declared('UTF-16', text)}`, 'utf16le')],
    ['UTF-16BE BOM', Buffer.from(`\uFEFF${declared('UTF-16', text)}`, 'utf16le').swap16()],
    ['UTF-16LE', Buffer.from(declared('UTF-16', text), 'utf16le')],
    ['UTF-16BE', Buffer.from(declared('UTF-16', text), 'utf16le').swap16()],
  ];
  for (const [name, bytes] of cases) assert.equal(parseXml(bytes).text, 'é à ç', name);
  const euro = (encoding: string, byte: number) =>
    Buffer.concat([Buffer.from(declared(encoding, '<a>')), Buffer.from([byte]), Buffer.from('</a>')]);
  assert.equal(parseXml(euro('ISO-8859-15', 0xa4)).text, '€');
  assert.equal(parseXml(euro('windows-1252', 0x80)).text, '€');
  assert.equal(parseXml(euro('ISO-8859-1', 0x92)).text, '’');
  assert.ok(!decodeXml(Buffer.from('\uFEFF<a/>')).startsWith('\uFEFF'));
});

test('bytes that do not fit the declared encoding are refused, with the line', () => {
  const latin = (encoding: string) => Buffer.from(declared(encoding, '<a>\né</a>'), 'latin1');
  refused(latin('UTF-8'), 'XML_ENCODING', 3);
  refused(Buffer.from('<a>é</a>', 'latin1'), 'XML_ENCODING', 1);
  refused(latin('US-ASCII'), 'XML_ENCODING', 3);
  refused(Buffer.from(declared('windows-1252', '<a>\x81</a>'), 'latin1'), 'XML_ENCODING', 2);
  refused(Buffer.from(declared('ISO-8859-15', '<a>\x92</a>'), 'latin1'), 'XML_ENCODING', 2);
  refused(Buffer.from(declared('UTF-16', '<a/>')), 'XML_ENCODING');
  refused(Buffer.from(declared('IBM037', '<a/>')), 'XML_ENCODING');
  refused(Buffer.from(declared('__proto__', '<a/>')), 'XML_ENCODING');
  refused(Buffer.concat([Buffer.from('\uFEFF<a/>', 'utf16le'), Buffer.from([0, 0xd8])]), 'XML_ENCODING');
});

test('an empty line before the declaration is forgiven and counted', () => {
  const root = parseXml('\n\n<?xml version="1.0"?>\n<a>\n<b/></a>');
  assert.deepEqual([root.line, root.children[0]?.line], [4, 5]);
  refused('\n\n<?xml version="1.0"?>\n<a>\n<b></c></a>', 'XML_MALFORMED', 5);
});
