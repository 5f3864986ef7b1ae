import { dotnetMissing } from './dotnet.ts';
import { missing, TOOLS } from './tools.ts';

/** Said at the end of a bare `npm test`: which real clients the gateway was not tried with on this machine. */
const reasons = [...Object.values(TOOLS).map(missing), missing(TOOLS.dotnet) ? false : dotnetMissing()].filter(Boolean);
if (reasons.length > 0)
  console.log(`\nReal clients not tried on this machine:\n${reasons.map((r) => `  ${r}`).join('\n')}`);
else console.log('\nEvery real client of the gateway was there to be tried.');
