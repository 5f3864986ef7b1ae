import { constants, createHash, randomBytes, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket, type TlsOptions } from 'node:tls';
import type { Log } from '../shared/ports/log.ts';

/** PEM files: the certificate with its chain, and its private key without a passphrase. */
export interface CertificateFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/** The handshake failed, or did not end in time. */
export class TlsFailed extends Error {
  override name = 'TlsFailed';
}

const POLL_MS = 5000;
const SOON_MS = 14 * 24 * 3_600_000;

/**
 * TLS 1.2 and later for connections that began in clear. One server that listens nowhere secures control and data
 * connections alike, so that a client may resume its control connection's session for its data, and clients that
 * resume pay one round trip and no signature. Its certificate follows its files.
 */
export class Tls {
  readonly #files: CertificateFiles;
  readonly #log: Log;
  readonly #server: Server;
  /** Kept over a change of the certificate: sessions go on being resumed. */
  readonly #ticketKeys = randomBytes(48);
  readonly #waiting = new Map<string, (outcome: TLSSocket | Error) => void>();
  readonly #timer: NodeJS.Timeout;
  #seen: string;
  #certificate: X509Certificate;

  /** Throws where the files can't be read or are no pair. */
  constructor(files: CertificateFiles, log: Log, pollMs = POLL_MS) {
    this.#files = files;
    this.#log = log;
    this.#seen = this.#state();
    const pair = this.#read();
    this.#certificate = pair.certificate;
    this.#server = createServer({ ...pair.options, ticketKeys: this.#ticketKeys });
    this.#server.on('secureConnection', (socket) => this.#settle(socket, socket));
    this.#server.on('tlsClientError', (error, socket) => this.#settle(socket, error));
    this.#report();
    this.#timer = setInterval(() => this.#look(), pollMs);
    this.#timer.unref();
  }

  /** Until when the certificate in use is valid. */
  get validTo(): Date {
    return this.#certificate.validToDate;
  }

  /**
   * Reads the files again. Connections from now on get what they hold; where they are no pair the old certificate stays.
   */
  reload(): void {
    this.#seen = this.#state();
    try {
      const pair = this.#read();
      if (pair.certificate.fingerprint256 === this.#certificate.fingerprint256) return;
      this.#server.setSecureContext({ ...pair.options, ticketKeys: this.#ticketKeys });
      this.#certificate = pair.certificate;
      this.#report();
    } catch (error) {
      // While a renewal writes one file after the other this is seen once: the second one changes, and is looked at too.
      this.#log.error('tls-certificate-refused', { file: this.#files.certFile, error });
    }
  }

  /**
   * Secures a paused connection, as its server. The raw socket must not be touched any more. Rejects with `TlsFailed`,
   * the connection destroyed.
   */
  secure(raw: Socket, ms: number, signal?: AbortSignal): Promise<TLSSocket> {
    return new Promise((resolve, reject) => {
      const id = idOf(raw);
      if (raw.destroyed || id === null || this.#waiting.has(id)) {
        raw.destroy();
        return reject(new TlsFailed('connection closed'));
      }
      const settle = (outcome: TLSSocket | Error) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        signal?.removeEventListener('abort', cut);
        raw.off('close', closed);
        // Node tells of it from inside the handshake, before the session tickets of TLS 1.3 are written: bytes that were
        // sent at once would come in between and break them.
        if (!(outcome instanceof Error)) return void setImmediate(resolve, outcome);
        raw.destroy();
        reject(new TlsFailed(outcome.message));
      };
      const closed = () => settle(new Error('connection closed'));
      const cut = () => settle(new Error('aborted'));
      const timer = setTimeout(() => settle(new Error('no handshake in time')), ms);
      raw.once('close', closed);
      signal?.addEventListener('abort', cut);
      this.#waiting.set(id, settle);
      if (signal?.aborted) cut();
      else this.#server.emit('connection', raw);
    });
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #settle(socket: TLSSocket, outcome: TLSSocket | Error): void {
    // Whoever listens later decides; until then an error must not end the process.
    socket.on('error', () => {});
    const id = idOf(socket);
    const settle = id === null ? undefined : this.#waiting.get(id);
    if (settle) settle(outcome);
    else socket.destroy();
  }

  #look(): void {
    if (this.#state() !== this.#seen) this.reload();
  }

  /** Changes when a file is written or replaced. */
  #state(): string {
    return [this.#files.certFile, this.#files.keyFile]
      .map((path) => {
        const s = statSync(path, { throwIfNoEntry: false });
        return s ? `${s.ino}:${s.size}:${s.mtimeMs}` : 'none';
      })
      .join();
  }

  #read(): { options: TlsOptions; certificate: X509Certificate } {
    const cert = readFileSync(this.#files.certFile);
    const key = readFileSync(this.#files.keyFile);
    return { options: optionsOf(cert, key), certificate: new X509Certificate(cert) };
  }

  #report(): void {
    const { subject, validToDate } = this.#certificate;
    const fields = { subject, validTo: validToDate.toISOString() };
    if (validToDate.getTime() - Date.now() < SOON_MS) this.#log.warn('tls-certificate-expires', fields);
    else this.#log.info('tls-certificate', fields);
  }
}

function optionsOf(cert: Buffer, key: Buffer): TlsOptions {
  return {
    cert,
    key,
    minVersion: 'TLSv1.2',
    // Dear to a server and cheap to a client, and no client of FTP needs it.
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
    // Sessions of another service of this machine must not be resumed here.
    sessionIdContext: createHash('sha256').update('ami-gateway').digest('hex').slice(0, 32),
  };
}

/** What tells a connection from all others that are open: both ends of it. */
function idOf(socket: Socket): string | null {
  const { localAddress, localPort, remoteAddress, remotePort } = socket;
  return remoteAddress === undefined ? null : `${localAddress} ${localPort} ${remoteAddress} ${remotePort}`;
}
