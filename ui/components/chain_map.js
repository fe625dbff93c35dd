// Puts the map's SVG in place and tells Python which segment was clicked, or chosen with Enter or Space.
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
  if (focused) host.querySelector(`.segment[data-id="${CSS.escape(focused)}"]`)?.focus();
  host.dataset.ready = "1"; // what a browser test waits for
}
