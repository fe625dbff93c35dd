// Puts the map's SVG in place, lights the ways up and down, zooms, and tells Python which segment was clicked.
const HEADING = 40; // pixels above the map
const FOOT = 28; // pixels below it, for the line of sources
const SHARP = 2; // pixels of the PNG to one of the map
const ZOOMS = [1, 1.25, 1.5, 2, 2.5, 3]; // times the width that the page gives

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".chain-map");
  const focused = host.querySelector(".segment:focus")?.dataset.id;
  host.innerHTML = data.svg; // made by chain_svg.py, every text in it escaped
  const choose = (event) => {
    const segment = event.target.closest(".segment");
    if (!segment || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    setTriggerValue("chosen", segment.dataset.id);
  };
  host.onclick = choose;
  host.onkeydown = choose;
  lightWays(host);
  if (focused) host.querySelector(`.segment[data-id="${CSS.escape(focused)}"]`)?.focus();
  const zoom = (step) => {
    const at = ZOOMS.indexOf(Number(host.dataset.zoom || 1));
    const next = step ? ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, at + step))] : 1;
    host.dataset.zoom = next;
    size(host);
  };
  host.onwheel = (event) => {
    if (!event.ctrlKey) return; // without it the page scrolls, as everywhere
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1 : -1);
  };
  size(host);
  const actions = {
    "zoom-in": () => zoom(1),
    "zoom-out": () => zoom(-1),
    fit: () => zoom(0),
    svg: () => saveSvg(data, host),
    png: () => savePng(data, host),
  };
  for (const [name, act] of Object.entries(actions)) {
    const button = parentElement.querySelector(`.tools .${name}`);
    button.title = data.words[name];
    button.setAttribute("aria-label", data.words[name]);
    if (name === "svg" || name === "png") button.textContent = name.toUpperCase();
    button.onclick = act;
  }
  host.dataset.ready = "1"; // what a browser test waits for
}

// A map that is zoomed scrolls within a frame as high as most of the window.
function size(host) {
  const zoom = Number(host.dataset.zoom || 1);
  host.firstElementChild.style.width = `${zoom * 100}%`;
  host.style.maxHeight = zoom > 1 ? "75vh" : "none";
}

// While a box has the pointer or the focus, all that leads to it and from it is lit and the rest fades.
function lightWays(host) {
  const map = host.firstElementChild;
  const edges = [...map.querySelectorAll(".feeds")];
  const light = (segment) => {
    map.classList.toggle("lighted", Boolean(segment));
    const lit = segment ? waysThrough(segment.dataset.id, edges) : { segments: new Set(), edges: new Set() };
    for (const box of map.querySelectorAll(".segment")) box.classList.toggle("lit", lit.segments.has(box.dataset.id));
    for (const edge of edges) edge.classList.toggle("lit", lit.edges.has(edge));
  };
  map.onpointerover = (event) => light(event.target.closest(".segment"));
  map.onpointerleave = () => light(null);
}

function waysThrough(id, edges) {
  const found = { segments: new Set([id]), edges: new Set() };
  for (const [from, to] of [["from", "to"], ["to", "from"]]) {
    const open = [id];
    const seen = new Set(open);
    while (open.length) {
      const here = open.pop();
      for (const edge of edges) {
        if (edge.dataset[from] !== here) continue;
        found.edges.add(edge);
        const next = edge.dataset[to];
        found.segments.add(next);
        if (!seen.has(next)) {
          seen.add(next);
          open.push(next);
        }
      }
    }
  }
  return found;
}

function saveAs(url, name) {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}

// The map with the title above it in view, as it is without a selection.
function picture(host) {
  const map = host.querySelector("svg").cloneNode(true);
  const { width, height } = host.querySelector("svg").viewBox.baseVal;
  map.removeAttribute("style");
  map.classList.remove("lighted");
  for (const edge of map.querySelectorAll(".feeds.on")) {
    edge.classList.remove("on");
    edge.setAttribute("marker-end", "url(#arrow)");
  }
  for (const box of map.querySelectorAll(".segment.chosen")) box.classList.remove("chosen");
  map.setAttribute("viewBox", `0 ${-HEADING} ${width} ${height + HEADING + FOOT}`);
  map.setAttribute("width", width);
  map.setAttribute("height", height + HEADING + FOOT);
  const text = new XMLSerializer().serializeToString(map);
  return URL.createObjectURL(new Blob([text], { type: "image/svg+xml;charset=utf-8" }));
}

function saveSvg(data, host) {
  const url = picture(host);
  saveAs(url, `${data.file}.svg`);
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function savePng(data, host) {
  const box = host.querySelector("svg").viewBox.baseVal;
  const image = new Image();
  const url = picture(host);
  image.onload = () => {
    const sheet = document.createElement("canvas");
    sheet.width = box.width * SHARP;
    sheet.height = (box.height + HEADING + FOOT) * SHARP;
    const pen = sheet.getContext("2d");
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, sheet.width, sheet.height);
    pen.drawImage(image, 0, 0, sheet.width, sheet.height);
    saveAs(sheet.toDataURL("image/png"), `${data.file}.png`);
    URL.revokeObjectURL(url);
  };
  image.src = url;
}
