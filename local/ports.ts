import { createServer } from 'node:net';

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** The wanted port, or the next free one above it within a hundred. Ports already given out are left alone. */
export async function choosePort(wanted: number, host: string, taken: Set<number>): Promise<number> {
  for (let port = wanted; port < wanted + 100; port++) {
    if (!taken.has(port) && (await isFree(port, host))) {
      taken.add(port);
      return port;
    }
  }
  throw new Error(`no free port from ${wanted} to ${wanted + 99}`);
}
