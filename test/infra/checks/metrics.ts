import { COUNTERS, GAUGES, type Metric } from '../../../shared/domain/metrics.ts';
import { at, leaf, ofType, type World } from '../compiled.ts';

const METRICS: Readonly<Record<string, Metric>> = { ...COUNTERS, ...GAUGES };
/** The timer measures every five minutes, and a value is minutes on its way. */
const WINDOWS = ['PT15M', 'PT30M', 'PT1H', 'P1D'];

interface Asked {
  readonly who: string;
  readonly query: string;
}

/** Alerts and board ask for metrics that the code has, with the attributes that they have there; and none is left out. */
export function metrics(w: World): string[] {
  const rules = ofType(w, 'Microsoft.Insights/scheduledQueryRules').map((rule) => {
    const { allOf } = at(rule, 'properties.criteria') as { allOf: { query: string }[] };
    return { who: leaf(rule), query: allOf[0]!.query, window: String(at(rule, 'properties.windowSize')) };
  });
  const onMetrics = rules.filter((r) => r.query.includes('AppMetrics'));
  const [workbook] = ofType(w, 'Microsoft.Insights/workbooks');
  const { items } = JSON.parse(at(workbook!, 'properties.serializedData') as string) as {
    items: { name: string; content: { query?: string } }[];
  };
  const shown = items.flatMap((i): Asked[] =>
    i.content.query?.includes('AppMetrics') ? [{ who: `board, ${i.name}`, query: i.content.query }] : [],
  );
  const all: Asked[] = [...onMetrics, ...shown];
  const named = new Set(all.flatMap(({ query }) => namesIn(query)));
  return [
    ...all.flatMap(wrong),
    ...onMetrics.filter((r) => !WINDOWS.includes(r.window)).map((r) => `${r.who} looks at ${r.window} of metrics`),
    ...Object.keys(METRICS)
      .filter((name) => !named.has(name))
      .map((name) => `nobody asks for ${name}`),
  ];
}

function namesIn(query: string): string[] {
  return [...query.matchAll(/'(ami\.[\w.]+)'/g)]
    .map((m) => m[1]!)
    .filter((name) => name in METRICS || isName(query, name));
}

/** What stands after `Name ==` or `Name in`, whether there is such a metric or not. */
function isName(query: string, name: string): boolean {
  const lists = [...query.matchAll(/\bName (?:==|in) (\([^)]*\)|'[^']*')/g)].map((m) => m[1]!);
  return lists.some((list) => list.includes(`'${name}'`));
}

function wrong({ who, query }: Asked): string[] {
  const names = namesIn(query).filter((name) => isName(query, name));
  const unknown = names.filter((name) => !(name in METRICS));
  if (names.length === 0) return [`${who} asks for no metric`];
  const attributes = names.flatMap((name) => METRICS[name]?.attributes ?? []);
  const asked = [...query.matchAll(/Properties\['([^']+)'\]/g)].map((m) => m[1]!);
  return [
    ...unknown.map((name) => `${who}: there is no metric ${name}`),
    ...asked.filter((a) => !attributes.includes(a)).map((a) => `${who}: ${names.join()} has no attribute ${a}`),
  ];
}
