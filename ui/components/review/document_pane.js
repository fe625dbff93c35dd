// The document: its blocks, with a mark on each place that something is proposed of. Only blocks that a key has touched
// are drawn again. Text comes into the page as text alone, never as HTML.

function element(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

function createDocumentPane(root, state, pick) {
  const pane = { root, elements: [], marked: state.blocks.map(() => new Set()), placed: new Map() };
  const parts = document.createDocumentFragment();
  let table = null;
  let row = null;
  state.blocks.forEach((block, index) => {
    const isCell = block.table !== null;
    if (!isCell) table = null;
    else if (!table || table.number !== block.table) {
      table = { number: block.table, body: element("table", "cells"), row: -1 };
      parts.append(table.body);
    }
    if (isCell && table.row !== block.row) {
      table.row = block.row;
      row = table.body.appendChild(element("tr"));
    }
    const made = element(isCell ? "td" : "p", `block ${block.kind} level${block.level}`);
    made.dataset.index = index;
    (isCell ? row : parts).append(made);
    pane.elements.push(made);
  });
  root.replaceChildren(parts);
  state.blocks.forEach((_, index) => drawBlock(pane, state, index)); // the marks come with the first repaint
  root.onclick = (event) => {
    const ids = event.target.closest("[data-ids]")?.dataset.ids.split(" ") || [];
    const at = ids.indexOf(state.current?.id);
    if (ids.length && !String(getSelection())) pick(state.items.get(ids[(at + 1) % ids.length]));
  };
  return pane;
}

const placesOf = (item) => (isRelation(item) ? [] : [item.span, ...(item.mentions || [])]);

function blocksAt(state, [start, end]) {
  const { blocks } = state;
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle].end <= start) low = middle + 1;
    else high = middle;
  }
  const found = [];
  for (; low < blocks.length && blocks[low].start < end; low += 1) found.push(low);
  return found;
}

// Note in which blocks an item has its marks; returns those of before and of now.
function placeItem(pane, state, item) {
  const before = pane.placed.get(item.id) || [];
  const now = placesOf(item).flatMap((span) => blocksAt(state, span));
  for (const index of before) pane.marked[index].delete(item);
  for (const index of now) pane.marked[index].add(item);
  pane.placed.set(item.id, now);
  return [...before, ...now];
}

function repaintDocument(pane, state, touched, currents) {
  const blocks = new Set(touched.flatMap((item) => placeItem(pane, state, item)));
  for (const item of currents) {
    if (item) for (const span of [item.span, ...highlighted(state, item)]) blocksAt(state, span).forEach((index) => blocks.add(index));
  }
  for (const index of blocks) drawBlock(pane, state, index);
}

// Of the relation that is looked at, the places of its two ends.
const highlighted = (state, item) => endsOf(state, item).map((end) => nearest(end, item.span));

function nearest(item, clause) {
  const inside = placesOf(item).find(([start, end]) => start >= clause[0] && end <= clause[1]);
  return inside || item.span;
}

function marksOf(pane, state, index) {
  const { start, end } = state.blocks[index];
  const marks = [];
  const add = (span, item, role) => {
    if (span[0] < end && span[1] > start) marks.push({ start: Math.max(span[0], start), end: Math.min(span[1], end), item, role });
  };
  const { current } = state;
  for (const item of pane.marked[index]) {
    if (item === current) placesOf(item).forEach((span, at) => add(span, item, at ? "mention" : "current"));
    else if (standing(state, item) !== "rejected") for (const span of placesOf(item)) add(span, item, standing(state, item));
  }
  if (current && isRelation(current)) {
    add(current.span, current, "clause");
    endsOf(state, current).forEach((item, at) => add(nearest(item, current.span), item, at ? "target" : "source"));
  }
  return marks;
}

function drawBlock(pane, state, index) {
  const { start, end } = state.blocks[index];
  const marks = marksOf(pane, state, index);
  const cuts = [...new Set([start, end, ...marks.flatMap((mark) => [mark.start, mark.end])])].sort((a, b) => a - b);
  const parts = cuts.slice(1).map((to, at) => drawPiece(state, marks, cuts[at], to));
  pane.elements[index].replaceChildren(...parts);
}

function drawPiece(state, marks, from, to) {
  const over = marks.filter((mark) => mark.start <= from && mark.end >= to);
  over.sort((a, b) => a.end - a.start - (b.end - b.start));
  const piece = element("span", over.map(({ role }) => role).join(" "), textAt(state, [from, to]));
  piece.dataset.start = from;
  const coloured = over.find(({ role }) => role !== "clause");
  if (!coloured) return piece;
  const { item } = coloured;
  piece.classList.add("mark", item.kind);
  piece.dataset.ids = [...new Set(over.map((mark) => mark.item.id))].join(" ");
  piece.title = captionOf(state, item);
  const colour = colourOf(state, item);
  piece.style.borderBottomColor = colour;
  piece.style.backgroundColor = `${colour}26`;
  return piece;
}

const typeOf = (state, item) => state.types[item.kind].find(({ name }) => name === item.type);
const captionOf = (state, item) => typeOf(state, item)?.caption || item.type;
const colourOf = (state, item) => typeOf(state, item)?.colour || "#64748b";

function reveal(pane, state, item) {
  const [index] = blocksAt(state, item.span);
  if (index === undefined) return;
  const block = pane.elements[index];
  const target = block.querySelector(".current, .clause") || block;
  const box = target.getBoundingClientRect();
  const frame = pane.root.getBoundingClientRect();
  if (box.top < frame.top + 40 || box.bottom > frame.bottom - 40) {
    pane.root.scrollTop += box.top - frame.top - frame.height / 3;
  }
}

// The place in the text of what is selected in the document, null without a selection in it.
function selectedSpan(pane) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const ends = [[range.startContainer, range.startOffset], [range.endContainer, range.endOffset]].map(([node, offset]) => {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!piece || !pane.root.contains(piece)) return null;
    const before = node.nodeType === Node.TEXT_NODE ? node.textContent.slice(0, offset) : "";
    return Number(piece.dataset.start) + Array.from(before).length;
  });
  return ends.includes(null) || ends[0] >= ends[1] ? null : ends;
}
