import { may, type Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Deps } from './deps.ts';
import { getDocument } from './documents.ts';

/** Sends a document to dispatch again (a failure that has passed, a doubt that may be gone). */
export async function askToDispatch(deps: Deps, by: Principal, compte: string, id: string): Promise<void> {
  const { document } = await getDocument(deps, by, compte, id);
  if (!may(by, 'decide', compte, document.dossier)) throw new Refusal('forbidden', 'FORBIDDEN');
  await deps.bus.send('deposits', [{ body: { kind: 'dispatch', compte, id } }]);
}
