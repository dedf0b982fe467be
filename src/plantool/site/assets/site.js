"use strict";

// The words of texts and questions are folded alike: width, case, kana, hyphens, no blanks.
function fold(text) {
  return text.normalize("NFKC").toLowerCase()
    .replace(/[‐‑–—−ー]/g, "-")
    .replace(/[ァ-ヵ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace(/\s+/g, "");
}

const form = document.querySelector(".search");
const rows = [...document.querySelectorAll("main tbody tr")];
const found = document.querySelector("#found");
const place = { chapter: 1, department: 2, status: 3, mark: 4 };

function isFound(entry, words, chosen) {
  return words.every((word) => entry[0].includes(word))
    && chosen.every(([name, value]) => [entry[place[name]]].flat().includes(value));
}

function search() {
  const words = form.elements.words.value.split(/\s+/).map(fold).filter(Boolean);
  const selects = [...form.querySelectorAll("select")];
  const chosen = selects.filter((each) => each.value).map((each) => [each.name, each.value]);
  let count = 0;
  INDEX.forEach((entry, at) => {
    const shown = isFound(entry, words, chosen);
    rows[at].hidden = !shown;
    count += shown;
  });
  found.textContent = JSON.parse(found.dataset.found).replace("%", count);
}

form.hidden = false;
form.addEventListener("input", search);
form.addEventListener("submit", (event) => event.preventDefault());
search();
