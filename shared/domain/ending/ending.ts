export type Ending = 'whole' | 'cut' | 'unknown';

export function ending(_bytes: Uint8Array): Ending {
  return 'unknown';
}
