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

const sayingText = (state, item) =>
  isRelation(item) ? [0, 1].map((at) => endName(state, item, at, state.words)).join(" → ") : nameOf(state, item);

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
  const sign = element("i", "sign", { accepted: "✓", rejected: "✕", open: "·" }[stands]);
  row.replaceChildren(sign, type, element("span", "name", sayingText(state, item)));
}

function repaintList(pane, state, touched, currents) {
  for (const item of new Set([...touched, ...currents.filter(Boolean)])) {
    if (!pane.rows.has(item.id)) addRow(pane, state, item);
    else drawRow(pane, state, item);
  }
}

function revealRow(pane, item) {
  const row = pane.rows.get(item.id);
  const top = row.offsetTop; // the list is positioned
  const { scrollTop, clientHeight } = pane.root;
  if (top < scrollTop || top + row.offsetHeight > scrollTop + clientHeight) pane.root.scrollTop = top - clientHeight / 3;
}

const BANDS = [0.95, 0.9, 0.8, 0.7, 0.5, 0]; // of certainty: a rule that is surer of some than of others has a line for each

// The open proposals by rule and certainty, the surest first.
function openByRule(state) {
  const rules = new Map();
  for (const item of state.order) {
    if (!isOpen(state, item) || !isShown(state, item)) continue;
    const band = BANDS.find((least) => item.certainty >= least);
    const key = `${band} ${item.rule}`;
    const rule = rules.get(key) || { name: item.rule, caption: item.ruleCaption, items: [], sure: 0 };
    rule.items.push(item);
    rule.sure += item.certainty;
    rules.set(key, rule);
  }
  const share = (rule) => rule.sure / rule.items.length;
  return [...rules.values()].map((rule) => ({ ...rule, share: share(rule) })).sort((a, b) => b.share - a.share);
}

const EXAMPLES = 3; // of a rule that are shown
const EXAMPLE_CHARACTERS = 20;

function drawRules(root, state, words, accept) {
  const lines = openByRule(state).map((rule) => {
    const line = element("div", "rule-line");
    const names = rule.items.slice(0, EXAMPLES).map((item) => sayingText(state, item).slice(0, EXAMPLE_CHARACTERS));
    line.append(
      element("b", "", `${percent(rule.share)}%`),
      element("span", "", rule.caption),
      element("span", "examples", names.join(words.separator)),
      action(fill(words.acceptAll, { count: rule.items.length }), "", () => accept(rule)),
    );
    return line;
  });
  root.replaceChildren(...(lines.length ? lines : [element("p", "", words.noRules)]));
}
