/** What the gateway uses of ftp-srv beyond its published types (4.6.3 has no `exports` map, so its files can be read). */
declare module 'ftp-srv/src/commands/registry.js' {
  interface RegisteredCommand {
    readonly handler: (this: unknown, args: { log: unknown; command: unknown }) => PromiseLike<unknown>;
  }
  const registry: Readonly<Record<string, RegisteredCommand>>;
  export default registry;
}
