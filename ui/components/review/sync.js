// Decisions on their way to Python: in batches, kept in the browser's storage until Python has written them.

const BATCH_WAIT_MS = 400; // after the last key
const BATCH_SIZE = 25; // decisions that go without waiting
const RESEND_MS = 8000; // a batch without an answer is sent again; Python keeps a decision that comes twice once
const ORPHAN_MS = 30000; // what another tab of this browser has not sent by then is sent by this one
const NEWS_MS = 20000; // between two looks at what other people have decided

const memory = new Map(); // where the browser keeps nothing, or has no room: decisions last as long as the page

function readKept(place) {
  if (memory.has(place)) return memory.get(place);
  try {
    return JSON.parse(localStorage.getItem(place) || "[]");
  } catch {
    return [];
  }
}

function keep(place, decisions) {
  try {
    if (decisions.length) localStorage.setItem(place, JSON.stringify(decisions));
    else localStorage.removeItem(place);
    memory.delete(place);
  } catch {
    memory.set(place, decisions);
  }
}

const randomText = () => crypto.getRandomValues(new Uint32Array(2)).join("");

// What this tab has not sent before it was loaded again is its own still.
function tabId() {
  try {
    const kept = sessionStorage.getItem("liantu-tab") || randomText();
    sessionStorage.setItem("liantu-tab", kept);
    return kept;
  } catch {
    return randomText();
  }
}

function createSync(key, send, report) {
  const place = `liantu-review-${key}`;
  const tab = tabId();
  const own = `${tab}-${randomText()}`; // a tab that is opened again, or copied, goes on with other ids
  const sync = { sequence: 0, outstanding: null, sentAt: 0, timer: null };
  const stored = () => readKept(place);
  const isMine = ({ id, at }) => id.startsWith(`${tab}-`) || Date.now() - at > ORPHAN_MS;
  const waiting = () => stored().filter(isMine);
  const store = (decisions) => {
    keep(place, decisions);
    report(waiting().length);
  };

  sync.add = (decisions) => {
    const at = Date.now();
    store([...stored(), ...decisions.map((decision) => ({ ...decision, id: `${own}-${(sync.sequence += 1)}`, at }))]);
    schedule(waiting().length >= BATCH_SIZE ? 0 : BATCH_WAIT_MS);
  };
  sync.waiting = stored;
  sync.waitsFor = (id) => stored().some((decision) => decision.proposal === id);
  sync.acknowledge = (batch, failed) => {
    if (!sync.outstanding || sync.outstanding.batch !== batch) return;
    const done = new Set(sync.outstanding.ids);
    sync.outstanding = null;
    if (failed) return schedule(RESEND_MS);
    store(stored().filter((decision) => !done.has(decision.id)));
    if (waiting().length) schedule(0);
  };
  sync.flush = () => {
    if (sync.outstanding && Date.now() - sync.sentAt < RESEND_MS) return schedule(RESEND_MS);
    const going = waiting();
    const batch = `${own}-${Date.now()}`;
    sync.outstanding = { batch, ids: going.map(({ id }) => id) };
    sync.sentAt = Date.now();
    // How long ago, not when: the clocks of two people's computers differ.
    send({ batch, decisions: going.map(({ at, ...decision }) => ({ ...decision, age: sync.sentAt - at })) });
    if (going.length) schedule(RESEND_MS);
  };
  function schedule(wait) {
    clearTimeout(sync.timer);
    sync.timer = setTimeout(sync.flush, wait);
  }
  const hide = () => { if (document.hidden && waiting().length) sync.flush(); };
  const news = setInterval(() => { if (!document.hidden && !sync.outstanding) sync.flush(); }, NEWS_MS);
  document.addEventListener("visibilitychange", hide);
  sync.stop = () => {
    clearTimeout(sync.timer);
    clearInterval(news);
    document.removeEventListener("visibilitychange", hide);
  };
  if (stored().length) schedule(stored().every(isMine) ? 0 : ORPHAN_MS);
  report(waiting().length);
  return sync;
}
