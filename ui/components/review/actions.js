// What a person does: each key and button changes the state, tells Python, and draws again what it touched.

const QUERY_WAIT_MS = 200; // after the last letter of a search

function actionsOf(board) {
  const { state } = board;
  const edit = (fields) => {
    const item = state.current;
    if (!item) return;
    const touched = change(state, [[item, { ...fields, dirty: true }]]);
    if (item.state === "accepted" && item.basis === "person") board.sync.add([decisionOn(item)]);
    repaint(board, touched, [item]);
  };
  const decide = (stands, fields = {}) => {
    const item = state.current;
    if (!item) return;
    settle(board, [[item, { ...fields, state: stands, basis: "person", who: "", dirty: false }]]);
  };
  const turnWord = (field, words) => {
    const values = Object.keys(words);
    const { current } = state;
    if (current?.[field]) edit({ [field]: values[(values.indexOf(current[field]) + 1) % values.length] });
  };
  return {
    decide,
    retype: (type) => edit({ type }),
    turn: () => { board.card.page += 1; drawCard(board.card, state, board.words); },
    stretch: (left, right) => {
      const item = state.current;
      if (!item || isRelation(item)) return;
      const span = [item.span[0] + left, item.span[1] + right];
      if (span[0] >= 0 && span[1] <= state.characters.length && span[0] < span[1]) edit({ span, mentions: [], moved: true });
    },
    status: () => turnWord("status", board.words.status),
    granularity: () => turnWord("granularity", board.words.granularity),
    skip: () => { const next = nextOpen(state, state.order.indexOf(state.current)); if (next) move(board, next); },
    step: (by) => { const next = neighbour(state, by); if (next) move(board, next); },
    undo: () => undoLast(board),
    mark: () => markSelection(board),
    search: () => openSearch(board),
    query: (text) => sendQuery(board, text),
    join: (row) => { board.card.search = null; decide("accepted", { entity: row.id, known: row.id === NEW ? "" : row.caption }); focusBoard(board); },
    closeSearch: () => { board.card.search = null; drawCard(board.card, state, board.words); focusBoard(board); },
  };
}

// Decide on some items as one step; the next open one comes by itself.
function settle(board, changes, rule) {
  const { state } = board;
  const before = state.current;
  const touched = change(state, changes);
  board.sync.add(changes.map(([item]) => decisionOn(item, rule)));
  clock(state, rule ? 0 : changes.length);
  state.current = nextOpen(state, state.order.indexOf(before)) || before;
  if (!counts(state).open) state.current = null;
  repaint(board, touched, [before, state.current]);
}

function acceptRule(board, rule) {
  settle(board, rule.items.map((item) => [item, { state: "accepted", basis: "rule", who: "", dirty: false }]), rule.name);
}

function undoLast(board) {
  const { state } = board;
  const before = state.current;
  const undone = undo(state);
  if (!undone) return;
  if (undone.undone.length) board.sync.add(undone.undone.map((item) => decisionOn(item)));
  repaint(board, undone.touched, [before, state.current]);
}

function markSelection(board) {
  const { state } = board;
  const span = selectedSpan(board.documentPane);
  if (!span) return;
  const id = `${OWN}${span.join("-")}-${Date.now().toString(36)}`;
  const like = state.current?.kind === "e" ? state.current.type : state.types.e[0].name;
  const item = addItem(state, {
    id, kind: "e", origin: span, span, mentions: [], name: textAt(state, span), type: like, status: "existing",
    granularity: "named", state: "open", basis: "none", rule: "person", ruleCaption: board.words.ownRule, certainty: 1,
  });
  const before = state.current;
  getSelection().removeAllRanges();
  state.current = item;
  repaint(board, [item], [before, item]);
}

function openSearch(board) {
  const { state, card } = board;
  if (state.current?.kind !== "e") return;
  card.search = { query: textAt(state, state.current.span), rows: [], at: 0, waiting: true };
  drawCard(card, state, board.words);
  card.search.input.focus();
  card.search.input.select();
  sendQuery(board, card.search.query);
}

function sendQuery(board, text) {
  const { search } = board.card;
  Object.assign(search, { query: text, waiting: true });
  clearTimeout(board.queryTimer);
  board.queryTimer = setTimeout(() => board.trigger("query", { number: (board.queries += 1), text }), QUERY_WAIT_MS);
}

const KEYS = {
  Enter: (act) => act.decide("accepted"), a: (act) => act.decide("accepted"),
  x: (act) => act.decide("rejected"), Delete: (act) => act.decide("rejected"), Backspace: (act) => act.decide("rejected"),
  " ": (act) => act.skip(), ArrowDown: (act) => act.step(1), ArrowUp: (act) => act.step(-1), j: (act) => act.step(1), k: (act) => act.step(-1),
  s: (act) => act.status(), g: (act) => act.granularity(), m: (act) => act.search(), u: (act) => act.undo(), n: (act) => act.mark(), 0: (act) => act.turn(),
  ArrowRight: (act, shift) => (shift ? act.stretch(1, 0) : act.stretch(0, 1)),
  ArrowLeft: (act, shift) => (shift ? act.stretch(-1, 0) : act.stretch(0, -1)),
};

function onKey(board, event) {
  if (event.target.closest("input, summary")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const withControl = event.ctrlKey || event.metaKey || event.altKey;
  const { actions } = board.card;
  let run = withControl ? null : KEYS[key];
  if (withControl && key === "z") run = (act) => act.undo();
  const type = /^[1-9]$/.test(key) && !withControl && board.state.current && pageOf(board.card, board.state, board.state.current).types[key - 1];
  if (type) run = (act) => act.retype(type.name);
  if (!run) return;
  event.preventDefault();
  event.stopPropagation(); // Streamlit has keys of its own
  run(actions, event.shiftKey);
}
