import { parseFileStatement, parseFolderName } from './dossier.ts';
import { Refusal } from './refusal.ts';

/**
 * Paths of a compte's FTP tree. A path in normal form begins with `/`, has no empty, `.` or `..` segment, no slash at
 * its end (the root is `/`), and is in Unicode form NFC: Macintosh clients send `e` and an accent where others send `é`.
 */

/** The four folders under the root, and the one inside /config that exists without having been made. */
export const AREAS = ['import', 'config', 'export', 'retour'] as const;
export type Area = (typeof AREAS)[number];
export const PAR_FOLDER = 'Export_PAR';

/** A name's limit on the file systems that clients know. Bytes of UTF-8. */
const MAX_NAME_BYTES = 255;
const MAX_DEPTH = 32;

/** C0, DEL and C1 controls: no client can show them, and NUL ends a name in many programs. */
const CONTROL = /\p{Cc}/u;

export interface Place {
  /** Null at the root. */
  readonly area: Area | null;
  /** Names below the area, the last one being the file's or folder's own. */
  readonly segments: readonly string[];
  /** The dossier that the path states (folder under /import, name under /export and /retour), or null. */
  readonly dossier: string | null;
}

/**
 * The path in normal form that `argument` means in the directory `cwd`. Refuses (`invalid`) what leads above the root
 * and names that can't be kept: control characters, backslash, over 255 bytes of UTF-8, more than 32 folders deep.
 * The area folders and Export_PAR are found in any case of letters, since robots run on Windows.
 */
export function resolvePath(cwd: string, argument: string): string {
  const segments = argument.startsWith('/') ? [] : cwd.split('/').filter(Boolean);
  for (const raw of argument.split('/')) {
    if (raw === '' || raw === '.') continue;
    if (raw === '..') {
      if (segments.pop() === undefined) throw new Refusal('invalid', 'PATH_ABOVE_ROOT');
      continue;
    }
    segments.push(checkedName(raw));
  }
  if (segments.length > MAX_DEPTH) throw new Refusal('invalid', 'PATH_TOO_DEEP', { limit: String(MAX_DEPTH) });
  return `/${canonical(segments).join('/')}`;
}

function checkedName(raw: string): string {
  const name = raw.normalize('NFC');
  if (CONTROL.test(name)) throw new Refusal('invalid', 'NAME_HAS_CONTROL');
  if (name.includes('\\')) throw new Refusal('invalid', 'NAME_HAS_BACKSLASH');
  if (new TextEncoder().encode(name).length > MAX_NAME_BYTES)
    throw new Refusal('invalid', 'NAME_TOO_LONG', { limit: String(MAX_NAME_BYTES) });
  return name;
}

function canonical(segments: readonly string[]): string[] {
  const out = [...segments];
  const area = AREAS.find((a) => a === out[0]?.toLowerCase());
  if (!area) return out;
  out[0] = area;
  if (area === 'config' && out[1]?.toLowerCase() === PAR_FOLDER.toLowerCase()) out[1] = PAR_FOLDER;
  return out;
}

/** `/import/007868/a.pdf` is `a.pdf` in `/import/007868`; the root is an empty name in itself. */
export function splitPath(path: string): { directory: string; name: string } {
  const at = path.lastIndexOf('/');
  return { directory: path.slice(0, at) || '/', name: path.slice(at + 1) };
}

export function joinPath(directory: string, name: string): string {
  return directory === '/' ? `/${name}` : `${directory}/${name}`;
}

/** Where a path in normal form lies; null where its first folder is none of the four. */
export function placeOf(path: string): Place | null {
  const [first, ...segments] = path.split('/').filter(Boolean);
  if (first === undefined) return { area: null, segments: [], dossier: null };
  const area = AREAS.find((a) => a === first);
  if (!area) return null;
  return { area, segments, dossier: segments[0] === undefined ? null : dossierOf(area, segments[0]) };
}

function dossierOf(area: Area, name: string): string | null {
  if (area === 'import') return parseFolderName(name)?.dossier ?? null;
  return area === 'config' ? null : (parseFileStatement(name)?.dossier ?? null);
}

/** Folders that exist in every compte: the root, the areas, Export_PAR, and /import/<any folder name of a dossier>. */
export function isStandingFolder(path: string): boolean {
  const place = placeOf(path);
  if (!place) return false;
  if (place.segments.length === 0) return true;
  if (place.segments.length > 1) return false;
  return place.area === 'import'
    ? parseFolderName(place.segments[0]!) !== null
    : place.area === 'config' && place.segments[0] === PAR_FOLDER;
}

/** True for a name that a client gives to a file while it is on its way, to rename it once it is whole. */
export function isNameInProgress(name: string): boolean {
  return name.startsWith('.') || /\.(part|filepart|tmp)$/i.test(name);
}
