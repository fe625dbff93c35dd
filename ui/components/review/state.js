// The state of a review in the browser: what stands, the one stack of undo, where the person is.
// Offsets count code points, so the text is held as an array of characters.

const PAUSE_MS = 120000; // a longer gap between two decisions is a pause, and no time that a decision took
const RECENT = 50; // decisions that the seconds per decision are taken from

function createState(data) {
  const state = {
    key: data.key,
    characters: Array.from(data.text),
    blocks: data.blocks,
    types: data.types,
    words: data.words,
    items: new Map(),
    order: [],
    relationsOf: new Map(), // by the id of an end
    current: null,
    filter: "",
    stack: [],
    times: [],
    clockAt: Date.now(),
  };
  for (const proposal of data.proposals) addItem(state, proposal);
  return state;
}

function addItem(state, proposal) {
  const item = { ...proposal, dirty: false };
  state.items.set(item.id, item);
  state.order.push(item);
  for (const end of item.ends || []) {
    if (end) state.relationsOf.set(end, [...(state.relationsOf.get(end) || []), item]);
  }
  return item;
}

const textAt = (state, [start, end]) => state.characters.slice(start, end).join("");
const nameOf = (state, item) => (item.moved ? textAt(state, item.span) : item.name);
const OWN = "own-"; // begins the ids of what a person has marked, which the reader had not proposed
const isOwn = ({ id }) => id.startsWith(OWN);
const isRelation = (item) => item.kind === "r";
const endsOf = (state, item) => (item.ends || []).map((id) => state.items.get(id)).filter(Boolean);

// A relation falls with an end that is rejected, and stands again with it.
function standing(state, item) {
  return endsOf(state, item).some((end) => end.state === "rejected") ? "rejected" : item.state;
}

const isOpen = (state, item) => standing(state, item) === "open";
const chipOf = (item) => (item.kind === "e" ? item.type : item.kind);
const isShown = (state, item) => !state.filter || chipOf(item) === state.filter;

function nextOpen(state, from) {
  const { order } = state;
  for (let step = 1; step <= order.length; step += 1) {
    const item = order[(from + step + order.length) % order.length];
    if (isOpen(state, item) && isShown(state, item)) return item;
  }
  return null;
}

function neighbour(state, step) {
  const shown = state.order.filter((item) => isShown(state, item));
  if (!shown.length) return null;
  const at = shown.indexOf(state.current);
  return shown[Math.min(Math.max(at + step, 0), shown.length - 1)];
}

// Change items as one step of undo. Returns what is to be painted again: the items and the relations that hang on them.
function change(state, changes) {
  state.stack.push(changes.map(([item]) => [item, { ...item }, state.current]));
  for (const [item, fields] of changes) Object.assign(item, fields);
  return withRelations(state, changes.map(([item]) => item));
}

// Take the last step back. Returns the items that Python had been told of, and what is to be painted again.
function undo(state) {
  const step = state.stack.pop();
  if (!step) return null;
  const undone = step.filter(([item, before]) => item.state !== "open" || before.state !== "open").map(([item]) => item);
  for (const [item, before] of step) Object.assign(item, before);
  const [first, , current] = step[0];
  state.current = step.length > 1 ? current : first;
  return { undone, touched: withRelations(state, step.map(([item]) => item)) };
}

const withRelations = (state, items) => [
  ...new Set(items.flatMap((item) => [item, ...(state.relationsOf.get(item.id) || [])])),
];

// How many are open, in all (under "") and by type.
function counts(state) {
  const left = new Map([["", 0]]);
  for (const item of state.order) {
    if (isOpen(state, item)) for (const name of ["", chipOf(item)]) left.set(name, (left.get(name) || 0) + 1);
  }
  return { open: left.get(""), total: state.order.length, left };
}

function clock(state, decisions) {
  const now = Date.now();
  if (now - state.clockAt < PAUSE_MS && decisions) state.times.push((now - state.clockAt) / decisions);
  state.times.splice(0, state.times.length - RECENT);
  state.clockAt = now;
}

function secondsEach(state) {
  return state.times.length ? state.times.reduce((sum, ms) => sum + ms, 0) / state.times.length / 1000 : 0;
}

// What a decision says of an item, in full: a later decision on the item replaces an earlier one.
function decisionOn(item, rule) {
  const moved = item.span[0] !== item.origin[0] || item.span[1] !== item.origin[1] || isOwn(item);
  const isOpenAgain = item.state === "open" || item.basis === "lesson";
  return {
    proposal: item.id,
    state: isOpenAgain ? "open" : item.state,
    rule: rule || "",
    span: moved && !isRelation(item) ? item.span : null,
    type: item.type || "",
    status: item.status || "",
    granularity: item.granularity || "",
    entity: item.entity || "",
  };
}
