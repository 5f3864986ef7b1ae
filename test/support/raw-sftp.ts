import type ssh2 from 'ssh2';

/** A packet that came: its type, and what stands behind its id. */
export interface Answer {
  readonly type: number;
  readonly id: number;
  readonly body: Buffer;
}

/** An SFTP client that does nothing by itself: packets out, whatever they are, and packets in. */
export class RawSftp {
  readonly #channel: ssh2.ClientChannel;
  #bytes = Buffer.alloc(0);
  readonly #answers: Answer[] = [];
  #wake: (() => void) | null = null;
  isClosed = false;

  private constructor(channel: ssh2.ClientChannel) {
    this.#channel = channel;
    channel.on('data', (d: Buffer) => this.#read(d));
    channel.on('error', () => {});
    channel.once('close', () => {
      this.isClosed = true;
      this.#wake?.();
    });
  }

  /** A channel of a client that is logged in, before its first packet. */
  static on(client: ssh2.Client): Promise<RawSftp> {
    return new Promise((resolve, reject) => {
      client.subsys('sftp', (e, channel) => (e ? reject(e) : resolve(new RawSftp(channel))));
    });
  }

  /** The same, greeted. */
  static async ready(client: ssh2.Client): Promise<RawSftp> {
    const sftp = await RawSftp.on(client);
    sftp.send(Buffer.from([0, 0, 0, 5, 1, 0, 0, 0, 3]));
    await sftp.answer();
    return sftp;
  }

  send(bytes: Buffer): void {
    this.#channel.write(bytes);
  }

  /** A request; strings and numbers of 32 bits are its fields. */
  request(type: number, id: number, ...fields: readonly (Buffer | string | number)[]): void {
    this.send(packet(type, id, ...fields));
  }

  /** The status, or the type where it is none, that a request is answered with. */
  async ask(type: number, ...fields: readonly (Buffer | string | number)[]): Promise<{ type: number; status: number }> {
    this.request(type, 7, ...fields);
    const answer = await this.answer();
    if (!answer) throw new Error('the channel was closed');
    return { type: answer.type, status: answer.type === 101 ? answer.body.readUInt32BE(0) : -1 };
  }

  /** The next packet; null where the channel was closed instead. Rejects where none comes for long. */
  async answer(): Promise<Answer | null> {
    while (this.#answers.length === 0 && !this.isClosed)
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('no answer')), 20_000);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    return this.#answers.shift() ?? null;
  }

  #read(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    while (this.#bytes.length >= 4 && this.#bytes.length >= 4 + this.#bytes.readUInt32BE(0)) {
      const length = this.#bytes.readUInt32BE(0);
      const packet = this.#bytes.subarray(4, 4 + length);
      this.#bytes = this.#bytes.subarray(4 + length);
      this.#answers.push({ type: packet[0]!, id: packet.readUInt32BE(1), body: packet.subarray(5) });
    }
    this.#wake?.();
  }
}

export function packet(type: number, id: number, ...fields: readonly (Buffer | string | number)[]): Buffer {
  const parts = fields.map((f) => {
    if (typeof f === 'number') return u32(f);
    const bytes = Buffer.from(f);
    return Buffer.concat([u32(bytes.length), bytes]);
  });
  const body = Buffer.concat([Buffer.from([type]), u32(id), ...parts]);
  return Buffer.concat([u32(body.length), body]);
}

function u32(n: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(n);
  return bytes;
}
