/**
 * `fetch` that asks again while it is refused (403): a role that was given a minute ago does not count everywhere yet.
 * After `minutes` the refusal is the answer.
 */
export function patient({ minutes = 10, pauseMs = 15_000, say = console.log, fetchIt = fetch } = {}) {
  return async (url, init) => {
    const until = Date.now() + minutes * 60_000;
    for (;;) {
      const answer = await fetchIt(url, init);
      if (answer.status !== 403 || Date.now() + pauseMs > until) return answer;
      await answer.body?.cancel();
      say(`Not allowed yet at ${new URL(url).host}: roles take some minutes to count. Asked again until they do.`);
      await new Promise((wait) => setTimeout(wait, pauseMs));
    }
  };
}
