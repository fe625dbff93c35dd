// The proposal that is looked at: what it says, the types by number, what can be done. And the search for a known entity.

const NEW = "new"; // in place of the id of a known entity: it is none that the graph has by this name
const PALETTE = 9; // types on the keys 1 to 9; 0 turns to the next nine

function createCard(root, actions) {
  return { root, actions, page: 0, search: null, itemId: "" };
}

function drawCard(card, state, words) {
  const item = state.current;
  if (card.itemId !== item?.id) Object.assign(card, { page: 0, search: null, itemId: item?.id || "" });
  if (card.search?.input?.isConnected) return; // somebody types in it
  if (!item) {
    card.root.replaceChildren(element("p", "done", words.done));
    return;
  }
  const parts = [headLine(state, item, words), sayingOf(state, item, words), detailLine(state, item, words)];
  if (card.search) parts.push(searchBox(card, words));
  else parts.push(palette(card, state, item), buttons(card, item, words));
  card.root.replaceChildren(...parts);
}

function headLine(state, item, words) {
  const line = element("div", "head");
  const type = line.appendChild(element("b", "type", captionOf(state, item)));
  type.style.borderColor = type.style.color = colourOf(state, item);
  if (item.status) line.append(element("span", `status ${item.status}`, words.status[item.status]));
  if (item.granularity) line.append(element("span", "granularity", words.granularity[item.granularity]));
  const stands = standing(state, item);
  if (stands !== "open") line.append(element("span", `state ${stands}`, words.state[stands]));
  line.append(element("span", "at", fill(words.at, { at: state.order.indexOf(item) + 1, total: state.order.length })));
  return line;
}

function sayingOf(state, item, words) {
  const line = element("div", "saying");
  if (!isRelation(item)) line.append(element("strong", "", nameOf(state, item)));
  else {
    line.append(element("strong", "", endName(state, item, 0, words)), element("i", "", ` — ${captionOf(state, item)} → `));
    line.append(element("strong", "", endName(state, item, 1, words)));
  }
  if (item.detail) line.append(element("div", "detail", item.detail));
  return line;
}

const percent = (share) => Math.min(Math.round(share * 100), 99); // nothing that was read is sure

function endName(state, item, at, words) {
  const end = state.items.get(item.ends[at]);
  return end ? nameOf(state, end) : item.endNames[at] || words.issuer;
}

function detailLine(state, item, words) {
  const line = element("div", "basis");
  line.append(element("span", "", fill(words.certainty, { share: percent(item.certainty) })));
  line.append(element("span", "rule", item.ruleCaption));
  if (item.basis === "lesson") line.append(element("span", "lesson", words.lesson));
  if (item.basis === "end" || (isRelation(item) && standing(state, item) !== item.state)) line.append(element("span", "lesson", words.end));
  if (item.who) line.append(element("span", "who", fill(words.by, { who: item.who })));
  if (item.entity === NEW) line.append(element("span", "known", words.new));
  else if (item.known) line.append(element("span", "known", fill(words.known, { name: item.known })));
  return line;
}

// The types that the item may have: of a relation, those that its two ends allow.
function choices(state, item) {
  const types = state.types[item.kind] || [];
  if (!isRelation(item)) return types;
  const labels = [0, 1].map((at) => state.items.get(item.ends[at])?.type || "Authority");
  const allowed = state.types.ends[labels.join("|")] || [];
  return types.filter(({ name }) => allowed.includes(name) || name === item.type);
}

function pageOf(card, state, item) {
  const all = choices(state, item);
  const pages = Math.max(Math.ceil(all.length / PALETTE), 1);
  return { pages, types: all.slice((card.page % pages) * PALETTE).slice(0, PALETTE) };
}

function palette(card, state, item) {
  const line = element("div", "palette");
  const { pages, types } = pageOf(card, state, item);
  types.forEach((type, at) => {
    const button = action(type.caption, String(at + 1), () => card.actions.retype(type.name));
    if (type.name === item.type) button.classList.add("chosen");
    button.style.borderLeftColor = type.colour || "#cbd2d9";
    line.append(button);
  });
  if (pages > 1) line.append(action("…", "0", () => card.actions.turn()));
  return line;
}

function buttons(card, item, words) {
  const { actions } = card;
  const line = element("div", "buttons");
  const accept = action(words.accept, words.enter, () => actions.decide("accepted"));
  accept.classList.add("accept");
  const reject = action(words.reject, "X", () => actions.decide("rejected"));
  reject.classList.add("reject");
  line.append(accept, reject);
  if (item.kind === "e") line.append(action(words.join, "M", () => actions.search()));
  line.append(action(words.skip, words.space, () => actions.skip()), action(words.undo, "U", () => actions.undo()));
  return line;
}

function action(text, key, run) {
  const button = element("button", "", text);
  button.type = "button";
  button.tabIndex = -1; // the keys do all of it; Tab leads out of the board at once
  if (key) button.append(element("kbd", "", key));
  button.onclick = run;
  return button;
}

function searchBox(card, words) {
  const { search, actions } = card;
  const box = element("div", "search");
  const input = box.appendChild(element("input"));
  Object.assign(input, { type: "search", value: search.query, placeholder: words.search, ariaLabel: words.search });
  input.oninput = () => actions.query(input.value);
  input.onkeydown = (event) => {
    event.stopPropagation();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) search.at = Math.min(Math.max(search.at + step, 0), search.rows.length - 1);
    else if (event.key === "Enter" && !event.isComposing && search.rows[search.at]) actions.join(search.rows[search.at]);
    else if (event.key === "Escape") actions.closeSearch();
    else return;
    event.preventDefault();
    drawHits(card, words);
  };
  search.input = input;
  search.list = box.appendChild(element("div", "hits"));
  drawHits(card, words);
  return box;
}

function drawHits(card, words) {
  const { search } = card;
  if (!search?.list) return;
  const rows = search.rows.map((row, at) => {
    const button = action(row.caption, "", () => card.actions.join(row));
    if (at === search.at) button.classList.add("chosen");
    return button;
  });
  search.list.replaceChildren(...(rows.length ? rows : [element("p", "", search.waiting ? words.searching : words.none)]));
}

const fill = (text, fields) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in fields ? fields[name] : whole));
