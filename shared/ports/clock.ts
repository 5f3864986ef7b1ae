/** Time and chance, so that a test can hold both. */
export interface Clock {
  /** Milliseconds since 1970 (UTC). */
  now(): number;
  /** `n` random bytes fit for identifiers and secrets. */
  random(n: number): Uint8Array;
}
