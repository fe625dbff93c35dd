// The texts for Streamlit's own words. TABLES and DEFAULT are filled in when the page is served.
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
})();
