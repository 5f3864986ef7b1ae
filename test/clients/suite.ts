import { after, before, describe } from 'node:test';
import { contract, type RealClient } from './contract.ts';
import { makeStand, type Protocol, type Stand } from './stand.ts';
import { missing, TOOLS, type Tool } from './tools.ts';

export interface Suite {
  readonly name: string;
  /** What must be there besides openssl for TLS. */
  readonly tool: Tool;
  /** Why it can't be tried though the tool is there; false or absent where it can. */
  readonly gone?: string | false;
  readonly protocols: readonly Protocol[];
  client(stand: Stand, protocol: Protocol): RealClient;
  /** For what must be ready before the first test. */
  prepare?(stand: Stand): Promise<void>;
  /** What only this client does. */
  also?(stand: () => Stand, client: (protocol: Protocol) => RealClient): void;
}

/** The contract for one program over each protocol that it speaks, against a gateway of its own. */
export function clientSuite(suite: Suite): void {
  const gone = missing(suite.tool) || (suite.gone ?? false);
  describe(suite.name, { timeout: 300_000, skip: gone }, () => {
    let stand: Stand;
    const clients = new Map<Protocol, RealClient>();
    const clientOf = (protocol: Protocol) => clients.get(protocol)!;

    before(async () => {
      stand = await makeStand();
      await suite.prepare?.(stand);
      for (const p of suite.protocols) clients.set(p, suite.client(stand, p));
    });
    after(() => stand?.close());

    for (const protocol of suite.protocols) {
      const skip = protocol === 'ftps' && missing(TOOLS.openssl);
      describe(`over ${protocol.toUpperCase()}`, { skip }, () => {
        contract(
          () => stand,
          () => clientOf(protocol),
          protocol === suite.protocols[0],
        );
      });
    }
    suite.also?.(() => stand, clientOf);
  });
}
