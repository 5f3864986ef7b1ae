import iconv from 'iconv-lite';

/** Telnet (RFC 854): clients put IAC IP IAC DM before ABOR, the DM as urgent data that the kernel may take out. */
const IAC = 0xff;
const FIRST_COMMAND = 0xf0;
const FIRST_WITH_OPTION = 0xfb;
const LAST_WITH_OPTION = 0xfe;
const LF = 0x0a;
const CR = 0x0d;

export const MAX_LINE_BYTES = 4096;

export class LineTooLong extends Error {
  override name = 'LineTooLong';
}

/**
 * Cuts the bytes of a control connection into lines, however they arrive. Telnet commands are taken out, the end of a
 * line is CR LF or LF alone.
 */
export class LineReader {
  #line: number[] = [];
  #telnet: 'none' | 'iac' | 'option' = 'none';

  /** Lines that `chunk` completes, without their ends. Throws `LineTooLong`; what follows a long line is never run. */
  push(chunk: Uint8Array): Buffer[] {
    const lines: Buffer[] = [];
    for (const byte of chunk) {
      const kept = this.#withoutTelnet(byte);
      if (kept === null) continue;
      if (kept !== LF) {
        this.#line.push(kept);
        if (this.#line.length > MAX_LINE_BYTES) throw new LineTooLong();
        continue;
      }
      if (this.#line.at(-1) === CR) this.#line.pop();
      lines.push(Buffer.from(this.#line));
      this.#line = [];
    }
    if (this.#isCutAbor()) {
      lines.push(Buffer.from('ABOR'));
      this.#line = [];
    }
    return lines;
  }

  /**
   * Python's ftplib sends ABOR as urgent data, and the kernel takes the last urgent byte, the line feed, out of the
   * stream. (Where it only comes later, it ends an empty line.)
   */
  #isCutAbor(): boolean {
    return this.#line.length === 5 && /^ABOR\r$/i.test(String.fromCharCode(...this.#line));
  }

  /** The byte that stands in the line, or null. IAC IAC is a byte 255; IAC before anything else but a command is dropped. */
  #withoutTelnet(byte: number): number | null {
    const state = this.#telnet;
    if (state === 'option') {
      this.#telnet = 'none';
      return null;
    }
    if (state === 'none') {
      if (byte !== IAC) return byte;
      this.#telnet = 'iac';
      return null;
    }
    this.#telnet = byte >= FIRST_WITH_OPTION && byte <= LAST_WITH_OPTION ? 'option' : 'none';
    return byte === IAC || byte < FIRST_COMMAND ? byte : null;
  }
}

/** How a client writes names: UTF-8, or Windows-1252 (a superset of Latin-1), as old Windows programs do. */
export type Encoding = 'utf8' | 'win1252';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function decodeLine(line: Buffer): { text: string; encoding: Encoding } {
  try {
    return { text: utf8.decode(line), encoding: 'utf8' };
  } catch {
    return { text: iconv.decode(line, 'win1252'), encoding: 'win1252' };
  }
}

export function encodeText(text: string, encoding: Encoding): Buffer {
  return encoding === 'utf8' ? Buffer.from(text) : iconv.encode(text, 'win1252');
}

/** `STOR a b.pdf`: the verb in capitals, and everything after one space as it came, quotes, dashes and spaces included. */
export function parseLine(text: string): { verb: string; argument: string } {
  const space = text.indexOf(' ');
  return space < 0
    ? { verb: text.trim().toUpperCase(), argument: '' }
    : { verb: text.slice(0, space).trim().toUpperCase(), argument: text.slice(space + 1) };
}
