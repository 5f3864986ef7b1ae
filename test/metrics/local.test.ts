import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { board, duration } from '../../local/board/board.ts';
import { boardTexts } from '../../local/board/texts.ts';
import { watch } from '../../local/board/watch.ts';
import { merged } from '../../local/metrics-page.ts';

const PAGE = `# HELP ami_document_waiting Documents on the waiting list
# TYPE ami_document_waiting gauge
ami_document_waiting{ami_waiting_for="person",ami_reason="DATE_NOT_FOUND"} 3
ami_document_waiting{ami_waiting_for="person",ami_reason="EXERCICE_CLOSED"} 4
ami_document_waiting{ami_waiting_for="reading",ami_reason="READING"} 2
ami_document_waiting_age{ami_waiting_for="person"} 7260
ami_compte_count 2
ami_lot_uncollected 1
ami_lot_uncollected_age 15000
ami_robot_count 2
ami_robot_silent 1
ami_document_deposit_age 45
ami_document_deposited_total 12
ami_lot_collected_total{ami_collected_by="report"} 1
ami_lot_collected_total{ami_collected_by="deletion"} 2
ami_compte_waiting{ami_compte="martin"} 7
ami_compte_waiting_age{ami_compte="martin"} 7260
ami_compte_waiting{ami_compte="durand"} 0
`;
const NOW = new Date('2026-11-30T10:00:00');

test('the board says how things stand, and marks what hurts', () => {
  const lines = board(PAGE, NOW, boardTexts.en);
  assert.match(lines[0]!, /2 comptes, 10:00:00/);
  assert.match(lines[1]!, /12 deposited, .* 3 collected/);
  const line = (label: string) => lines.find((l) => l.slice(2).startsWith(label));
  assert.equal(line('Waiting'), '  Waiting              7  oldest 2 h 01, EXERCICE_CLOSED 4, DATE_NOT_FOUND 3');
  assert.equal(line('DEX'), '! DEX not taken        1  oldest 4 h 10');
  assert.equal(line('Robots'), '! Robots silent        1  of 2');
  assert.match(lines.at(-1)!, /^ {2}martin {2}7 +2 h 01/);
  assert.match(lines.at(-2)!, /^ {2}durand {2}0/);
  for (const l of lines) assert.ok(l.length <= 110, l);
});

test('in French too, with the same lines; and of an empty page', () => {
  const lines = board(PAGE, NOW, boardTexts.fr);
  assert.equal(lines.length, board(PAGE, NOW, boardTexts.en).length);
  assert.ok(lines.some((l) => l.includes('En attente') && l.includes('le plus ancien 2 h 01')));
  assert.ok(board('', NOW, boardTexts.fr).some((l) => l.includes('aucun')));
  assert.deepEqual(Object.keys(boardTexts.fr), Object.keys(boardTexts.en));
});

test('durations', () => {
  const said = [0, 59, 60, 3599, 3600, 86_399, 90_000].map((s) => duration(s, { day: 'j' }));
  assert.deepEqual(said, ['0 s', '59 s', '1 min', '59 min', '1 h 00', '23 h 59', '1 j 1 h']);
});

test('on a terminal the board is drawn over itself; a page that can not be had is said', async () => {
  const written: string[] = [];
  const b = watch(() => Promise.reject(new Error('no page')), boardTexts.en, {
    isTTY: true,
    write: (t) => written.push(t),
  });
  await sleep(2_300);
  b.stop();
  assert.deepEqual(written, ['\nNo figures: no page\n', '\x1b[2A\x1b[J\nNo figures: no page\n']);
});

test('pages are merged by name, and nothing is explained twice', () => {
  const one = '# HELP a x\n# TYPE a counter\na{b="1"} 1\n# HELP c y\n# TYPE c gauge\nc 1\n';
  const two = '# HELP a x\n# TYPE a counter\na{b="2"} 2\n\n';
  assert.equal(
    merged([one, two]),
    '# HELP a x\n# TYPE a counter\na{b="1"} 1\na{b="2"} 2\n# HELP c y\n# TYPE c gauge\nc 1\n',
  );
});
