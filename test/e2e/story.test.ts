import { after, before } from 'node:test';
import { type Running, run } from './running.ts';
import { tellStory } from './story.ts';

let r: Running;
before(async () => {
  r = await run();
});
after(async () => {
  await r?.stop();
});

tellStory(() => r);
