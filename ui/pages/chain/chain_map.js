// Puts the map's SVG in place and tells Python which segment was clicked, or chosen with Enter or Space.
const HEADING = 40; // pixels above the map
const NARROWEST = 960; // pixels; a wider map may shrink to this, then it scrolls
const SHARP = 2; // pixels of the PNG to one of the map

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".chain-map");
  const focused = host.querySelector(".segment:focus")?.dataset.id;
  host.innerHTML = data.svg; // made by chain_svg.py, every text in it escaped
  const map = host.firstElementChild;
  map.style.minWidth = `${Math.min(NARROWEST, map.getAttribute("width"))}px`;
  const choose = (event) => {
    const segment = event.target.closest(".segment");
    if (!segment || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    setTriggerValue("chosen", segment.dataset.id);
  };
  host.onclick = choose;
  host.onkeydown = choose;
  if (focused) host.querySelector(`.segment[data-id="${CSS.escape(focused)}"]`)?.focus();
  const buttons = { svg: () => saveSvg(data, host), png: () => savePng(data, host) };
  for (const [name, save] of Object.entries(buttons)) {
    const button = parentElement.querySelector(`.files .${name}`);
    button.textContent = data.words[name];
    button.onclick = save;
  }
  host.dataset.ready = "1"; // what a browser test waits for
}

function saveAs(url, name) {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}

// The map with the title and legend above it in view.
function picture(host) {
  const map = host.querySelector("svg").cloneNode(true);
  const { width, height } = host.querySelector("svg").viewBox.baseVal;
  map.removeAttribute("style");
  map.setAttribute("viewBox", `0 ${-HEADING} ${width} ${height + HEADING}`);
  map.setAttribute("height", height + HEADING);
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
    sheet.height = (box.height + HEADING) * SHARP;
    const pen = sheet.getContext("2d");
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, sheet.width, sheet.height);
    pen.drawImage(image, 0, 0, sheet.width, sheet.height);
    saveAs(sheet.toDataURL("image/png"), `${data.file}.png`);
    URL.revokeObjectURL(url);
  };
  image.src = url;
}
