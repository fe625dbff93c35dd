// The texts for Streamlit's own words, and where its server is. TABLES and DEFAULT are filled in when served.
(() => {
  const tables = TABLES, usual = DEFAULT;
  const language = () => {
    const chosen = new URLSearchParams(location.search).get("lang");
    return chosen in tables ? chosen : usual;
  };
  // A tag of a template literal: {a} stands for what is filled in first, {b} for the next.
  globalThis.liantuText = key => (parts, ...values) => {
    const text = tables[language()][key];
    if (text === undefined) return parts.reduce((whole, part, index) => whole + values[index - 1] + part);
    return text.replace(/\{([ab])\}/g, (_, name) => values["ab".indexOf(name)] ?? "");
  };
  // Streamlit would look for its server below the page's own name first: two requests that fail, on each page.
  globalThis.__streamlit = { BACKEND_BASE_URL: new URL(".", location.href).href };
})();
