// vis-network inside a Streamlit component; another component brings vis-network.min.js (from the pyvis wheel) once.
// The camera and the dragged places stay, because new data are diffed into the DataSets and the Network is kept.
const instances = new WeakMap();
const DOUBLE_CLICK = 260;
const LOOK_AGAIN = 10;
const MAX_FITTED_SCALE = 1.6; // a larger one draws three dots at the corners of the picture
const DOT_ROOM = 24; // pixels of the layout between the middles of two dots that can be told apart

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".network");
  let waiting = null;
  host.style.height = data.height;
  const show = () => {
    const known = instances.get(host);
    if (known) update(known, data);
    else if (globalThis.vis?.Network) instances.set(host, create(host, data, setTriggerValue));
    else waiting = setTimeout(show, LOOK_AGAIN);
  };
  show();
  return () => {
    clearTimeout(waiting);
    if (host.isConnected) return;
    instances.get(host)?.network.destroy();
    instances.delete(host);
  };
}

function create(host, data, trigger) {
  const canvas = host.querySelector(".canvas");
  const nodes = new vis.DataSet(data.nodes);
  const edges = new vis.DataSet(data.edges);
  const network = new vis.Network(canvas, { nodes, edges }, data.options);
  const known = { nodes, edges, network, revision: data.revision, host, looks: data.looks, names: [] };
  network.on("afterDrawing", (pen) => {
    const first = [...network.getSelectedNodes(), ...network.getSelectedEdges(), ...(known.hovered ? [known.hovered] : [])];
    known.names = drawNetworkNames(pen, network, nodes.get(), edges.get(), { ...known.looks, first });
  });
  network.on("hoverNode", ({ node }) => { known.hovered = node; });
  network.on("blurNode", () => { known.hovered = null; });
  network.on("dragEnd", ({ nodes: [id] }) => {
    if (!id) return;
    const { x, y } = network.getPosition(id);
    trigger("moved", `${Math.round(x)},${Math.round(y)},${id}`);
  });
  let waiting = null;
  network.on("click", (at) => {
    clearTimeout(waiting); // a double click begins with a click
    waiting = setTimeout(() => {
      if (at.nodes.length) trigger("selected", at.nodes[0]);
      else if (at.edges.length) trigger("linked", at.edges[0]);
    }, DOUBLE_CLICK);
  });
  network.on("doubleClick", (at) => {
    clearTimeout(waiting);
    if (at.nodes.length) trigger("expanded", at.nodes[0]);
  });
  network.once("afterDrawing", () => { host.dataset.ready = host.dataset.drawn = data.revision; }); // for browser tests
  host.querySelector(".fit").onclick = () => frame(network);
  host.querySelector(".png").onclick = () => savePng(canvas.querySelector("canvas"), host.dataset.file);
  known.trigger = trigger;
  mark(known, data);
  frame(network);
  host.liantu = known; // for browser tests and the console: what is drawn
  return known;
}

function update(known, data) {
  mark(known, data);
  if (known.revision === data.revision) return;
  const before = known.nodes.length;
  for (const [set, rows] of [[known.nodes, data.nodes], [known.edges, data.edges]]) {
    const now = new Map(rows.map((row) => [row.id, row]));
    const gone = ({ id, label }) => !now.has(id) || (label && !now.get(id).label); // vis draws on what was emptied
    set.remove(set.get({ filter: gone }));
    const moves = data.camera && data.camera !== known.host.dataset.camera; // another layout: all take new places
    const places = set === known.nodes && !moves ? known.network.getPositions() : {};
    const stay = !covers(rows, places);
    set.update(rows.map((row) => (stay && places[row.id] ? { ...row, ...places[row.id] } : row))); // dragged ones stay
  }
  known.revision = data.revision;
  known.network.once("afterDrawing", () => { known.host.dataset.drawn = data.revision; });
  if ((data.camera && data.camera !== known.host.dataset.camera) || before === 0) frame(known.network);
  if (data.camera) known.host.dataset.camera = data.camera;
}

// Whether a new dot would cover one that stands: the layout is of another choice, such as after a switch of the legend.
function covers(rows, places) {
  const standing = Object.values(places);
  const near = ({ x, y }) => standing.some((place) => Math.hypot(place.x - x, place.y - y) < DOT_ROOM);
  return rows.some((row) => !places[row.id] && near(row));
}

function mark(known, data) {
  known.host.dataset.file = data.file;
  known.host.dataset.camera ??= data.camera;
  known.host.querySelector(".fit").textContent = data.words.fit;
  known.host.querySelector(".png").textContent = data.words.png;
  known.looks = data.looks;
  legend(known, data);
  known.host.querySelector(".head").hidden = false; // nameless until now
  Object.assign(known.host.querySelector(".canvas"), { role: "img", ariaLabel: data.words.label });
  const there = (set, id) => id && set.get(id);
  if (there(known.nodes, data.chosen)) known.network.selectNodes([data.chosen]);
  else if (there(known.edges, data.chosen)) known.network.selectEdges([data.chosen]);
  else known.network.unselectAll();
}

// Names stand outside the dots, so the whole picture leaves them room; a few dots are drawn apart to fill it.
function frame(network) {
  network.fit({ animation: false, maxZoomLevel: MAX_FITTED_SCALE });
  network.moveTo({ scale: network.getScale() * 0.95, offset: { x: -20, y: 0 } });
}

function legend(known, data) {
  const group = known.host.querySelector(".kinds");
  group.ariaLabel = data.legend;
  const focused = group.getRootNode().activeElement?.dataset?.type;
  group.replaceChildren(...data.kinds.map(({ type, text, colour, on }) => {
    const button = document.createElement("button"), dot = document.createElement("i");
    Object.assign(button, { type: "button", ariaPressed: String(on), onclick: () => known.trigger("toggled", type) });
    button.dataset.type = type;
    Object.assign(dot.style, { background: `${colour}73`, borderColor: colour });
    button.append(dot, text);
    return button;
  }));
  if (focused) group.querySelector(`[data-type="${focused}"]`)?.focus();
}

function savePng(canvas, name) {
  const sheet = document.createElement("canvas");
  sheet.width = canvas.width;
  sheet.height = canvas.height;
  const pen = sheet.getContext("2d");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.drawImage(canvas, 0, 0);
  const link = document.createElement("a");
  link.href = sheet.toDataURL("image/png");
  link.download = `${name}.png`;
  link.click();
}
