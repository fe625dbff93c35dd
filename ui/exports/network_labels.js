// The names of a network, drawn over its dots: in one size at every zoom, the most connected first, none on another.
const NAME_PIXELS = 12;
const LINE_LENGTH = 11; // characters of a name in one line; Latin letters count half
const MAX_LINES = 2;
const SHORT_LENGTH = 7; // characters of a name that has no room for its lines
// What no line breaks: a number or a Latin word with its signs, and a bracket with what stands at it.
const NAME_PARTS = /[(（《“]*(?:[\p{Script=Latin}\p{N}][!-')-~\p{Script=Latin}]*|.)[)）》”、，。,;:/]*\s*/gsu;

function drawNetworkNames(pen, network, nodes, edges, looks) {
  const scale = network.getScale();
  const canvas = network.canvas.frame.canvas;
  const corner = network.DOMtoCanvas({ x: 0, y: 0 });
  const width = canvas.clientWidth, height = canvas.clientHeight;
  const onScreen = (at) => ({ x: (at.x - corner.x) * scale, y: (at.y - corner.y) * scale });
  const drawn = [];
  pen.save();
  pen.translate(corner.x, corner.y);
  pen.scale(1 / scale, 1 / scale);
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  const places = network.getPositions();
  const dots = nodes.map((node) => {
    const at = onScreen(places[node.id] ?? node), r = (node.size ?? 8) * scale;
    return { node, ...at, r, left: at.x - r, right: at.x + r, top: at.y - r, bottom: at.y + r };
  }).filter((dot) => dot.right > 0 && dot.left < width && dot.bottom > 0 && dot.top < height);
  const taken = [...dots];
  const meets = (box, self) => taken.some((other) => other !== self && box.left < other.right && box.right > other.left
    && box.top < other.bottom && box.bottom > other.top);
  const inside = (box) => box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
  const put = (lines, box, font, ink, id) => {
    pen.font = font;
    pen.lineWidth = 3.5;
    pen.strokeStyle = "#ffffff";
    pen.fillStyle = ink;
    const step = (box.bottom - box.top) / lines.length;
    lines.forEach((line, at) => {
      const y = box.top + step * (at + 0.5), x = box.middle ? (box.left + box.right - pen.measureText(line).width) / 2 : box.left;
      pen.strokeText(line, x, y);
      pen.fillText(line, x, y);
    });
    taken.push(box);
    drawn.push({ id, text: lines.join(""), ...box });
  };
  for (const heading of looks.headings ?? []) {
    const at = onScreen(heading), font = `600 ${NAME_PIXELS}px ${looks.fonts}`;
    pen.font = font;
    const box = { left: at.x - 6, right: at.x - 6 + pen.measureText(heading.text).width, top: at.y - 8, bottom: at.y + 8 };
    if (inside(box) && !meets(box)) put([heading.text], box, font, "#52606d", "");
  }
  const first = new Set(looks.first ?? []);
  dots.sort((a, b) => first.has(b.node.id) - first.has(a.node.id) || a.node.rank - b.node.rank);
  for (const dot of dots) {
    const font = `${dot.node.rank < 12 || first.has(dot.node.id) ? "600 " : ""}${NAME_PIXELS}px ${looks.fonts}`;
    pen.font = font;
    const box = freePlace(nameLines(dot.node.name, looks.beside), dot);
    if (box) put(box.lines, box, font, "#1c2733", dot.node.id);
  }
  function freePlace(choices, dot) {
    for (const lines of choices) {
      const w = Math.max(...lines.map((line) => pen.measureText(line).width)), h = lines.length * (NAME_PIXELS + 1.3);
      const beside = { left: dot.right + 3, right: dot.right + 3 + w, top: dot.y - h / 2, bottom: dot.y + h / 2 };
      const below = { left: dot.x - w / 2, right: dot.x + w / 2, top: dot.bottom + 2, bottom: dot.bottom + 2 + h, middle: true };
      const above = { ...below, top: dot.top - 2 - h, bottom: dot.top - 2 };
      const before = { ...beside, left: dot.left - 3 - w, right: dot.left - 3 };
      for (const box of looks.beside ? [beside, below, above, before] : [below, beside, above, before]) {
        if (inside(box) && !meets(box, dot)) return { ...box, lines };
      }
    }
    return null;
  }
  const many = edges.length > 45; // more words than lines can be told apart by; those at the chosen one stay
  for (const edge of edges) {
    const [a, b] = [places[edge.from], places[edge.to]];
    if (!edge.text || !a || !b || (many && !first.has(edge.from) && !first.has(edge.to) && !first.has(edge.id))) continue;
    const at = onScreen(arcMiddle(a, b, edge.roundness ?? 0));
    pen.font = `11px ${looks.fonts}`;
    const w = pen.measureText(edge.text).width;
    const box = { left: at.x - w / 2, right: at.x + w / 2, top: at.y - 7, bottom: at.y + 7 };
    if (inside(box) && !meets(box)) put([edge.text], box, pen.font, "#52606d", edge.id);
  }
  pen.restore();
  return drawn;
}

function nameLines(name, oneLine) {
  const parts = name.match(NAME_PARTS) ?? [name];
  const most = oneLine ? 1 : MAX_LINES;
  const full = wrap(parts, LINE_LENGTH);
  const lines = full.length > most ? [...full.slice(0, most - 1), cut(full[most - 1])] : evenLines(parts, full);
  const short = breadth(name) > SHORT_LENGTH + 1 ? [[cut(wrap(parts, SHORT_LENGTH)[0])]] : [];
  return [lines, ...short];
}

function cut(line) {
  return `${line.replace(/[\s,;:/、，]+$/, "")}…`;
}

// As many lines as the full ones, of about one length: no line has the last character alone.
function evenLines(parts, full) {
  let length = breadth(parts.join("")) / full.length;
  while (wrap(parts, length).length > full.length) length += 0.5;
  return wrap(parts, length);
}

function wrap(parts, length) {
  const lines = [""];
  for (const part of parts) {
    const line = lines[lines.length - 1];
    if (line && breadth(line + part) > length) lines.push(part);
    else lines[lines.length - 1] = line + part;
  }
  return lines;
}

function breadth(text) {
  return [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 1 : 0.5), 0);
}

function arcMiddle(from, to, roundness) {
  const dx = to.x - from.x, dy = from.y - to.y;
  if (!roundness) return { x: from.x + dx / 2, y: from.y - dy / 2 };
  const turn = roundness * 0.5 + 0.5, radius = turn * Math.hypot(dx, dy), angle = Math.atan2(dy, dx) + turn * Math.PI;
  const via = { x: from.x + radius * Math.sin(angle), y: from.y + radius * Math.cos(angle) };
  return { x: 0.25 * from.x + 0.5 * via.x + 0.25 * to.x, y: 0.25 * from.y + 0.5 * via.y + 0.25 * to.y };
}
