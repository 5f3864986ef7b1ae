import { HostError, refuse } from './errors.ts';

type Segment =
  | { kind: 'literal'; text: string }
  | { kind: 'param'; name: string }
  /** `{*rest}`, last only: what remains of the path, which may be nothing. */
  | { kind: 'rest'; name: string };

export type Route = { template: string; segments: Segment[] };

/** What Azure keeps for the host itself: no function may answer there. */
const RESERVED = ['admin', 'runtime'];

/**
 * Reads a route template of ASP.NET's syntax, of which this host knows whole segments: `literal`, `{param}`, `{*rest}`.
 * @param template `<routePrefix>/<route>`, without a leading slash
 * @throws HostError for what it does not know: `{x?}`, `{x:int}`, `{x=1}`, `{a}-{b}`
 */
export function parseRoute(functionName: string, template: string): Route {
  const parts = template.split('/').filter((part) => part !== '');
  const segments = parts.map((part, index): Segment => {
    if (!/[{}]/.test(part)) return { kind: 'literal', text: part.toLowerCase() };
    const match = /^\{(\*{0,2})([A-Za-z_][A-Za-z0-9_-]*)\}$/.exec(part);
    if (match === null) {
      refuse(functionName, `route "${template}": "${part}"`, 'Write whole segments: literal, {param} or {*rest}.');
    }
    const name = match[2] as string;
    if (match[1] === '') return { kind: 'param', name };
    if (index < parts.length - 1) {
      throw new HostError(`function "${functionName}": route "${template}": ${part} must be the last segment`);
    }
    return { kind: 'rest', name };
  });
  const first = segments[0];
  if (first?.kind === 'literal' && RESERVED.includes(first.text)) {
    throw new HostError(
      `function "${functionName}": route "${template}" begins with "${first.text}", kept for the host`,
    );
  }
  return { template, segments };
}

/** Equal for two templates that match the same paths. */
export function routeShape(route: Route): string {
  return route.segments.map((s) => (s.kind === 'literal' ? s.text : s.kind === 'param' ? '{}' : '{*}')).join('/');
}

const RANK: Record<Segment['kind'], number> = { literal: 0, param: 1, rest: 2 };

/** Sorts the more specific first, as ASP.NET does: at the first difference a literal, then a parameter, then the rest. */
export function compareRoutes(a: Route, b: Route): number {
  for (let i = 0; i < Math.min(a.segments.length, b.segments.length); i++) {
    const difference = RANK[a.segments[i]!.kind] - RANK[b.segments[i]!.kind];
    if (difference !== 0) return difference;
  }
  return b.segments.length - a.segments.length;
}

/**
 * Splits a request's path (still percent-encoded, without query) into decoded segments. A trailing slash does not count;
 * `%2F` stays as it is, as Azure's server leaves it: it is no border between segments.
 * @throws URIError when an escape is malformed
 */
export function splitPath(path: string): string[] {
  const parts = path.replace(/^\//, '').replace(/\/$/, '').split('/');
  return parts.map((part) => decodeURIComponent(part.replace(/%(?=2f)/gi, '%25')));
}

/** @returns the route's parameters by name, or undefined when the path is not this route's. Literals ignore case. */
export function matchRoute(route: Route, path: string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, segment] of route.segments.entries()) {
    if (segment.kind === 'rest') {
      const rest = path.slice(index).join('/');
      if (rest !== '') params[segment.name] = rest;
      return params;
    }
    const part = path[index];
    if (part === undefined || part === '') return undefined;
    if (segment.kind === 'param') params[segment.name] = part;
    else if (segment.text !== part.toLowerCase()) return undefined;
  }
  const isRoot = route.segments.length === 0 && path.length === 1 && path[0] === '';
  return isRoot || path.length === route.segments.length ? params : undefined;
}
