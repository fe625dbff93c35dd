// Puts a table in place and tells Python which statement's button was pressed.
export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".statements");
  host.innerHTML = data.html; // made by statement_table.py, every text in it escaped
  host.onclick = (event) => {
    const button = event.target.closest("button.doubt");
    if (!button) return;
    button.disabled = true; // the answer takes a moment; a second press would judge twice
    setTriggerValue("doubted", button.dataset.id);
  };
  host.dataset.ready = "1"; // what a browser test waits for
}
