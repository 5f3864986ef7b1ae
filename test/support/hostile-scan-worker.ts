/**
 * A worker of the scan reader that never answers, and has started a program that never ends: `outline` says the program's
 * process number as the number of pages.
 */
import { spawn } from 'node:child_process';
import type { ScanAnswer, ScanTask } from '../../shared/reading/scan/tasks.ts';
import { endWithParent, serve } from '../../shared/reading/serve.ts';

endWithParent(true);
const program = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
serve<ScanTask, ScanAnswer>(async ({ task }) => {
  if (task === 'outline') return { answer: { kind: 'pages', pages: program.pid! } };
  return new Promise(() => {});
});
