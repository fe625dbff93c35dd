// Decisions on their way to Python: in batches, kept in the browser's storage until Python has written them.

const BATCH_WAIT_MS = 400; // after the last key
const BATCH_SIZE = 25; // decisions that go without waiting
const RESEND_MS = 8000; // a batch without an answer is sent again; Python keeps a decision that comes twice once
const NEWS_MS = 20000; // between two looks at what other people have decided

function createSync(key, send, report) {
  const place = `liantu-review-${key}`;
  const own = crypto.getRandomValues(new Uint32Array(2)).join("-");
  const sync = { sequence: 0, outstanding: null, sentAt: 0, timer: null };
  const stored = () => JSON.parse(localStorage.getItem(place) || "[]");
  const store = (waiting) => {
    if (waiting.length) localStorage.setItem(place, JSON.stringify(waiting));
    else localStorage.removeItem(place);
    report(waiting.length);
  };

  sync.add = (decisions) => {
    const at = Date.now();
    store([...stored(), ...decisions.map((decision) => ({ ...decision, id: `${own}-${(sync.sequence += 1)}`, at }))]);
    schedule(stored().length >= BATCH_SIZE ? 0 : BATCH_WAIT_MS);
  };
  sync.waiting = stored;
  sync.waitsFor = (id) => stored().some((decision) => decision.proposal === id);
  sync.acknowledge = (batch, failed) => {
    if (!sync.outstanding || sync.outstanding.batch !== batch) return;
    const done = new Set(sync.outstanding.ids);
    sync.outstanding = null;
    if (failed) return schedule(RESEND_MS);
    store(stored().filter((decision) => !done.has(decision.id)));
    if (stored().length) schedule(0);
  };
  sync.flush = () => {
    if (sync.outstanding && Date.now() - sync.sentAt < RESEND_MS) return schedule(RESEND_MS);
    const waiting = stored();
    const batch = `${own}-${Date.now()}`;
    sync.outstanding = { batch, ids: waiting.map(({ id }) => id) };
    sync.sentAt = Date.now();
    // How long ago, not when: the clocks of two people's computers differ.
    send({ batch, decisions: waiting.map(({ at, ...decision }) => ({ ...decision, age: sync.sentAt - at })) });
    if (waiting.length) schedule(RESEND_MS);
  };
  function schedule(wait) {
    clearTimeout(sync.timer);
    sync.timer = setTimeout(sync.flush, wait);
  }
  const hide = () => { if (document.hidden && stored().length) sync.flush(); };
  const news = setInterval(() => { if (!document.hidden && !sync.outstanding) sync.flush(); }, NEWS_MS);
  document.addEventListener("visibilitychange", hide);
  sync.stop = () => {
    clearTimeout(sync.timer);
    clearInterval(news);
    document.removeEventListener("visibilitychange", hide);
  };
  if (stored().length) schedule(0);
  report(stored().length);
  return sync;
}
