// All proposals as rows, and what can be accepted at once by a rule. A key changes the rows that it touched, no others.

function createListPane(root, state, pick) {
  const pane = { root, rows: new Map() };
  root.replaceChildren();
  root.onclick = (event) => {
    const row = event.target.closest("[data-id]");
    if (row) pick(state.items.get(row.dataset.id));
  };
  return pane;
}

function addRow(pane, state, item) {
  const row = element("div", "row");
  row.dataset.id = item.id;
  pane.rows.set(item.id, row);
  pane.root.append(row);
  drawRow(pane, state, item);
}

function drawRow(pane, state, item) {
  const row = pane.rows.get(item.id);
  const stands = standing(state, item);
  row.className = `row ${stands}${item === state.current ? " current" : ""}`;
  row.hidden = !isShown(state, item);
  const type = element("span", "type", captionOf(state, item));
  type.style.color = colourOf(state, item);
  const name = isRelation(item) ? [0, 1].map((at) => endName(state, item, at, state.words)).join(" → ") : nameOf(state, item);
  row.replaceChildren(element("i", "sign", { accepted: "✓", rejected: "✕", open: "·" }[stands]), type, element("span", "name", name));
}

function repaintList(pane, state, touched, currents) {
  for (const item of new Set([...touched, ...currents.filter(Boolean)])) {
    if (!pane.rows.has(item.id)) addRow(pane, state, item);
    else drawRow(pane, state, item);
  }
  const row = state.current && pane.rows.get(state.current.id);
  if (!row) return;
  const top = row.offsetTop; // the list is positioned
  const { scrollTop, clientHeight } = pane.root;
  if (top < scrollTop || top + row.offsetHeight > scrollTop + clientHeight) pane.root.scrollTop = top - clientHeight / 3;
}

// The open proposals by rule, the surest rule first.
function openByRule(state) {
  const rules = new Map();
  for (const item of state.order) {
    if (!isOpen(state, item) || !isShown(state, item)) continue;
    const rule = rules.get(item.rule) || { name: item.rule, caption: item.ruleCaption, items: [], sure: 0 };
    rule.items.push(item);
    rule.sure += item.certainty;
    rules.set(item.rule, rule);
  }
  const share = (rule) => rule.sure / rule.items.length;
  return [...rules.values()].map((rule) => ({ ...rule, share: share(rule) })).sort((a, b) => b.share - a.share);
}

const EXAMPLES = 3; // names of a rule that are shown

function drawRules(root, state, words, accept) {
  const lines = openByRule(state).map((rule) => {
    const line = element("div", "rule-line");
    const names = rule.items.slice(0, EXAMPLES).map((item) => nameOf(state, item).slice(0, 20));
    line.append(
      element("b", "", `${Math.round(rule.share * 100)}%`),
      element("span", "", rule.caption),
      element("span", "examples", names.join(words.separator)),
      action(fill(words.acceptAll, { count: rule.items.length }), "", () => accept(rule)),
    );
    return line;
  });
  root.replaceChildren(...(lines.length ? lines : [element("p", "", words.noRules)]));
}
