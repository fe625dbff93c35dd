// Suggestions under the search field: names first, then questions. The field works without this script.
(() => {
  const DELAY_MS = 120; // one request for what is typed in one go
  let timer, asked = 0;

  const close = form => { form.querySelector(".suggestions")?.remove(); field(form).setAttribute("aria-expanded", "false"); };
  const field = form => form.querySelector("input[type=search]");

  const address = (form, link) => {
    const [page, query] = link.address.split("?");
    const state = new URLSearchParams(query);
    form.querySelectorAll("input[type=hidden]").forEach(kept => { if (!state.has(kept.name)) state.set(kept.name, kept.value); });
    return `${page}?${state}`;
  };

  const show = (form, links) => {
    close(form);
    if (!links.length) return;
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.id = "search-suggestions";
    links.forEach(link => {
      const item = document.createElement("li"), anchor = document.createElement("a"), kind = document.createElement("small");
      item.setAttribute("role", "option");
      anchor.href = address(form, link);
      anchor.textContent = link.text;
      kind.textContent = link.kind;
      anchor.append(kind);
      item.append(anchor);
      list.append(item);
    });
    form.append(list);
    field(form).setAttribute("aria-expanded", "true");
  };

  const ask = form => {
    const number = ++asked, typed = field(form).value.trim();
    if (!typed) { close(form); return; }
    const query = new URLSearchParams({ q: typed });
    for (const name of ["lang", "region"]) {
      const carried = form.querySelector(`input[name=${name}]`);
      if (carried) query.set(name, carried.value);
    }
    fetch(`suggest?${query}`).then(answer => answer.ok ? answer.json() : []).then(links => {
      if (number === asked && document.activeElement === field(form)) show(form, links);
    }, () => close(form));
  };

  const move = (form, step) => {
    const options = [...form.querySelectorAll(".suggestions li")];
    if (!options.length) return;
    const place = options.findIndex(option => option.ariaSelected === "true");
    options.forEach(option => { option.ariaSelected = "false"; });
    const next = options[(place + step + options.length + (place < 0 && step < 0 ? 1 : 0)) % options.length];
    next.ariaSelected = "true";
    next.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("input", event => {
    const form = event.target.closest?.("form.search");
    if (!form) return;
    clearTimeout(timer);
    timer = setTimeout(() => ask(form), DELAY_MS);
  });
  document.addEventListener("keydown", event => {
    const form = event.target.closest?.("form.search");
    if (!form) return;
    if (event.key === "Escape") close(form);
    if (event.key === "ArrowDown") { event.preventDefault(); move(form, 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); move(form, -1); }
    const chosen = form.querySelector(".suggestions li[aria-selected=true] a");
    if (event.key === "Enter" && chosen) { event.preventDefault(); location.assign(chosen.href); }
  });
  document.addEventListener("focusout", event => {
    const form = event.target.closest?.("form.search");
    if (form && !form.contains(event.relatedTarget)) setTimeout(() => close(form), 150); // a click on a link comes first
  });
})();
