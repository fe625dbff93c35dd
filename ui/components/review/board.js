// A review: the document at the left, proposals at the right, by keyboard. Decisions are taken here and told to Python in
// batches; the data of the document come once by another component, so that an answer of Python is small.

const boards = new WeakMap();
const LOOK_AGAIN_MS = 10;

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".review-board");
  let waiting = null;
  const show = () => {
    const given = globalThis.liantuReviews?.get(data.key);
    if (!given) {
      waiting = setTimeout(show, LOOK_AGAIN_MS);
      return;
    }
    const board = boards.get(host);
    if (board?.given.key !== given.key || board.given.language !== given.language) {
      closeBoard(host);
      boards.set(host, createBoard(host, given, setTriggerValue));
    } else if (board.given !== given) { // the page has run again, and knows what other people have decided
      board.given = given;
      takeNews(board, given.proposals);
    }
    receive(boards.get(host), data);
  };
  show();
  return () => {
    clearTimeout(waiting);
    if (!host.isConnected) closeBoard(host);
  };
}

function closeBoard(host) {
  const board = boards.get(host);
  if (!board) return;
  board.sync.stop();
  document.removeEventListener("keydown", board.onStrayKey, true);
  boards.delete(host);
}

function createBoard(host, given, trigger) {
  const state = createState(given);
  const { words } = state;
  const find = (name) => host.querySelector(`.${name}`);
  const board = { host, given, state, words, trigger, queries: 0, acknowledged: "" };
  const pick = (item) => { if (item) move(board, item); };
  board.documentPane = createDocumentPane(find("document"), state, pick);
  board.card = createCard(find("card"), actionsOf(board));
  board.listPane = createListPane(find("list"), state, pick);
  board.sync = createSync(state.key, (batch) => board.trigger("batch", { ...batch, seen: board.acknowledged }), (count) => { board.unsaved = count; drawStatus(board); });
  for (const decision of board.sync.waiting()) applyDecision(state, decision); // taken before the page was opened again
  find("rules").ontoggle = () => drawOpenRules(board);
  find("rules").querySelector("summary").textContent = words.byRule;
  find("help").textContent = find("help").title = words.keys;
  host.ariaLabel = words.label;
  find("document").ariaLabel = words.document;
  find("list").ariaLabel = words.list;
  host.onkeydown = (event) => onKey(board, event);
  // A key that nothing on the page has the focus for is meant for the board.
  board.onStrayKey = (event) => { if (document.activeElement === document.body) onKey(board, event); };
  document.addEventListener("keydown", board.onStrayKey, true);
  host.onmousedown = (event) => { if (!event.target.closest("input")) setTimeout(() => focusBoard(board)); };
  state.current = state.items.get(given.first) || nextOpen(state, -1); // first: the address names a place
  drawLegend(board);
  repaint(board, state.order, [state.current]);
  focusBoard(board);
  host.liantu = board; // for browser tests and the console
  host.dataset.ready = state.key;
  return board;
}

function applyDecision(state, decision) {
  const item = state.items.get(decision.proposal);
  if (!item) return;
  const { state: stands, type, status, granularity, entity, span } = decision;
  Object.assign(item, { state: stands, basis: "person", type, status, granularity, entity, span: span || item.span });
}

const focusBoard = (board) => { if (!board.card.search) board.host.focus({ preventScroll: true }); };

// Draw again what was touched; `follow`: and scroll to the proposal that is looked at.
function repaint(board, touched, currents, follow = true) {
  const { state, words } = board;
  repaintDocument(board.documentPane, state, touched, currents);
  repaintList(board.listPane, state, touched, currents);
  if (follow && state.current) {
    reveal(board.documentPane, state, state.current);
    revealRow(board.listPane, state.current);
  }
  drawCard(board.card, state, words);
  drawStatus(board);
  drawOpenRules(board);
}

function move(board, item) {
  const before = board.state.current;
  board.state.current = item;
  repaint(board, [], [before, item]);
}

function drawStatus(board) {
  const { host, state, words } = board;
  const { open, total, left } = counts(state);
  const each = secondsEach(state);
  const minutes = Math.max(Math.round((each * open) / 60), 1);
  const parts = [fill(words.progress, { done: total - open, total, open })];
  if (each) parts.push(fill(words.pace, { seconds: each.toFixed(1), minutes }));
  for (const chip of host.querySelectorAll(".legend [data-type]")) chip.lastChild.textContent = left.get(chip.dataset.type) || "";
  host.querySelector(".progress i").style.width = `${total ? (100 * (total - open)) / total : 100}%`;
  host.querySelector(".numbers").textContent = parts.join(words.clause);
  const saved = host.querySelector(".saved");
  saved.textContent = board.failed || (board.unsaved ? fill(words.saving, { count: board.unsaved }) : words.saved);
  saved.classList.toggle("failed", Boolean(board.failed));
  host.dataset.unsaved = board.unsaved || 0;
}

function drawOpenRules(board) {
  const rules = board.host.querySelector(".rules");
  if (rules.open) drawRules(rules.querySelector(".rule-list"), board.state, board.words, (rule) => acceptRule(board, rule));
}

function drawLegend(board) {
  const { state, host, words } = board;
  const chips = [["", words.all, "#1c2733"]];
  const present = new Set(state.order.map(chipOf));
  for (const { name, caption, colour } of state.types.e) if (present.has(name)) chips.push([name, caption, colour]);
  for (const kind of ["r", "i", "g"]) if (present.has(kind)) chips.push([kind, words.kind[kind], "#64748b"]);
  const made = chips.map(([name, caption, colour]) => {
    const chip = action(caption, "", () => chooseFilter(board, name));
    chip.style.borderBottomColor = colour;
    if (name === state.filter) chip.classList.add("chosen");
    chip.append(element("small"));
    chip.dataset.type = name;
    return chip;
  });
  host.querySelector(".legend").replaceChildren(...made);
}

function chooseFilter(board, name) {
  const { state } = board;
  const before = state.current;
  state.filter = state.filter === name ? "" : name;
  state.current = nextOpen(state, -1) || neighbour(state, 0);
  drawLegend(board);
  repaint(board, state.order, [before, state.current]);
}

// Take what Python answers: which batch is written, what others decided and what was learned, and the hits of a search.
function receive(board, data) {
  const { state, card } = board;
  if (data.batch && data.batch !== board.acknowledged) {
    board.acknowledged = data.batch;
    board.failed = data.failed;
    board.sync.acknowledge(data.batch, Boolean(data.failed));
    takeNews(board, data.news);
  }
  if (card.search && data.hits?.number === board.queries) {
    const none = { id: NEW, caption: board.words.new };
    Object.assign(card.search, { rows: [...data.hits.rows, none], at: 0, waiting: false });
    drawHits(card, board.words);
  }
  board.host.querySelector(".message").textContent = data.note || "";
  drawStatus(board);
  if (!state.current && counts(state).open) move(board, nextOpen(state, -1));
}

function takeNews(board, news) {
  const { state } = board;
  const before = state.current;
  const touched = [];
  for (const told of news) {
    const item = state.items.get(told.id) || addItem(state, told);
    if (item.dirty || board.sync.waitsFor(told.id)) continue; // the person is at it, and the later decision counts
    if (Object.keys(told).every((name) => JSON.stringify(item[name]) === JSON.stringify(told[name]))) continue;
    Object.assign(item, told);
    touched.push(item);
  }
  if (!touched.length) return;
  if (before && !isOpen(state, before) && touched.includes(before)) state.current = nextOpen(state, state.order.indexOf(before));
  repaint(board, withRelations(state, touched), [before, state.current], state.current !== before); // the person may read
}
