/** One line of Prometheus' text format. */
interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The samples of a page of metrics, by name. Lines that are none are passed over. */
export class Series {
  readonly #samples = new Map<string, Sample[]>();

  constructor(text: string) {
    for (const line of text.split('\n')) {
      const m = /^([a-z_]\w*)(?:\{(.*)\})? (\S+)$/i.exec(line);
      if (!m) continue;
      const labels = [...(m[2] ?? '').matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
      const sample = { labels: Object.fromEntries(labels.map(([, k, v]) => [k!, v!])), value: Number(m[3]) };
      this.#samples.set(m[1]!, [...(this.#samples.get(m[1]!) ?? []), sample]);
    }
  }

  /** Sum of the samples that have these labels; 0 where there is none. */
  sum(name: string, labels: Readonly<Record<string, string>> = {}): number {
    return this.#of(name, labels).reduce((total, s) => total + s.value, 0);
  }

  /** Null where there is no such sample. */
  value(name: string, labels: Readonly<Record<string, string>> = {}): number | null {
    return this.#of(name, labels)[0]?.value ?? null;
  }

  /** Values of one label with what they count, the largest first. */
  by(name: string, label: string, labels: Readonly<Record<string, string>> = {}): [string, number][] {
    return this.#of(name, labels)
      .map((s): [string, number] => [s.labels[label] ?? '', s.value])
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  #of(name: string, labels: Readonly<Record<string, string>>): Sample[] {
    const wanted = Object.entries(labels);
    return (this.#samples.get(name) ?? []).filter((s) => wanted.every(([k, v]) => s.labels[k] === v));
  }
}
