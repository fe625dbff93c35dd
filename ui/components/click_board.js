// Puts a piece of HTML in place and tells Python which of its parts with data-id was chosen, by mouse or keyboard.
export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".click-board");
  if (host.dataset.html !== data.html) host.innerHTML = data.html; // made by Python, every text in it escaped
  host.dataset.html = data.html;
  const choose = (event) => {
    const part = event.target.closest("[data-id]");
    if (!part) return;
    event.preventDefault();
    setTriggerValue("chosen", part.dataset.id);
  };
  host.onclick = choose;
  host.onkeydown = (event) => {
    // A button makes a click of its own from the keyboard; a group of an SVG does not.
    if ((event.key === "Enter" || event.key === " ") && event.target.tagName !== "BUTTON") choose(event);
  };
  host.dataset.ready = "1"; // what a browser test waits for
}
