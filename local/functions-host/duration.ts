/**
 * A .NET TimeSpan as host.json and timers write it, `hh:mm:ss` or `d.hh:mm:ss`, in milliseconds; undefined when the text
 * is not one. Hours above 23 are not one: .NET reads "24:00:00" as 24 days, which nobody means.
 */
export function parseTimeSpan(text: string): number | undefined {
  const match = /^(?:(\d{1,3})\.)?(\d{1,2}):(\d{2}):(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
