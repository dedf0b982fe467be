"use strict";

// Searches the table of initiatives, of which index.js has the folded words, row by row. What is
// searched stands in the address, so that it can be linked and the way back leads to it.

// As text is folded in Python: one width, case, kana and hyphen, no blanks (model/normal.py).
const BLANKS = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;

function fold(text) {
  return [...text.normalize("NFKC").split(BLANKS).join("")]
    .map((letter) => (letter === "ı" ? letter : letter.toLowerCase().toUpperCase().toLowerCase())).join("")
    .replace(/[‐‑–—−ー]/g, "-")
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

const FILTERS = { chapter: 1, department: 2, status: 3, mark: 4 }; // where an entry has them

function prepareSearch(form) {
  const rows = [...document.querySelectorAll("main tbody tr")];
  const found = form.querySelector("#found");
  const words = JSON.parse(found.dataset.words);
  const filters = Object.entries(FILTERS).filter(([name]) => form.elements[name]);

  function find(question, chosen) {
    const wanted = question.split(BLANKS).map(fold).filter(Boolean);
    return INDEX.map((entry) => wanted.every((word) => entry[0].includes(word))
      && chosen.every(([at, value]) => entry[at].includes(value)));
  }

  function show() {
    const chosen = filters.map(([name, at]) => [at, form.elements[name].value]);
    const shown = find(form.elements.q.value, chosen.filter(([, value]) => value));
    let count = 0;
    shown.forEach((isShown, at) => {
      if (rows[at].hidden === isShown) rows[at].hidden = !isShown;
      count += isShown;
    });
    const kind = count === rows.length ? "all-found" : count ? "found" : "none";
    const said = words[kind].replace("%", String(count).replace(/\B(?=(\d{3})+$)/g, ","));
    if (found.textContent !== said) found.textContent = said;
  }

  function writeAddress() {
    const state = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...state]) if (!value) state.delete(name);
    const text = String(state).replaceAll("+", "%20");
    return text ? `#${text}` : "#";
  }

  function readAddress() {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const name of ["q", ...filters.map(([each]) => each)]) {
      const field = form.elements[name];
      field.value = state.get(name) ?? "";
      if (field.selectedIndex === -1) field.value = ""; // a value that is gone
    }
    show();
  }

  // one step back for each question, not for each letter of it
  let isTyping = false;
  function keep(isStep) {
    const address = writeAddress();
    if (address === (location.hash || "#")) return;
    history[isStep && !isTyping ? "pushState" : "replaceState"](null, "", address);
  }

  form.addEventListener("input", (event) => {
    show();
    if (event.target !== form.elements.q) return;
    keep(true);
    isTyping = true;
  });
  form.addEventListener("change", () => {
    isTyping = false;
    keep(true);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault(); // which would bring back what a browser kept of the form
    for (const field of form.elements) if (field.name) field.value = "";
    isTyping = false;
    show();
    keep(true);
    form.elements.q.focus();
  });
  window.addEventListener("popstate", readAddress);
  window.addEventListener("hashchange", readAddress);
  form.hidden = false;
  readAddress();
}

if (typeof document !== "undefined") prepareSearch(document.querySelector(".search"));
