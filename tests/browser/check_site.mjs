// Opens sites that plantool wrote in a real browser, and says what is wrong with them.
//
//   plantool site --output DIR && node check_site.mjs DIR …   (packages: see check.mjs)
//   node check_site.mjs --shots PICTURES DIR                   (leaves pictures to look at)
//   node check_site.mjs --all DIR                              (every page, not some of each kind)
//   node check_site.mjs --search DIR                           (the search and its time alone)
//
// Pages are opened from their files, in light, dark and forced colours, at 360 and 1,280 pixels, and
// laid out for A4. Printed, one a line: errors of the console, requests for anything that is no
// file of the site, what axe-core finds, what is wider than the screen. Initiatives are searched
// with the keyboard alone, from files and below a path of a server, and read without JavaScript.
// Exit codes: 0 nothing, 1 something, 2 usage.

import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { pathToFileURL } from "node:url";

import { MM, fail, tooWide, violations, withBrowser } from "./chromium.mjs";

const WIDTHS = [360, 1280];
const STEPS = [320, 390, 480, 600, 700, 720, 800, 900, 1024]; // 320: 1,280 pixels at 400 %
const COLOURS = [
  { name: "light", colorScheme: "light", forcedColors: "none" },
  { name: "dark", colorScheme: "dark", forcedColors: "none" },
  { name: "forced", colorScheme: "light", forcedColors: "active" },
];
const PAPER = Math.floor(180 * MM);
const SEARCH = "initiatives.html";
const SAMPLE = 2; // pages of each folder
const QUERIES = ["計画", "の 整備", "a", "zzzz", "か", "18-3", "実施 推進"];
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

// Some pages of each kind: those above, and of each folder the first and the longest.
function listPages(site, all) {
  const html = (folder) => readdirSync(join(site, folder)).filter((name) => name.endsWith(".html"));
  const kinds = ["c", "d", "i"].filter((kind) => existsSync(join(site, kind)));
  const inside = kinds.flatMap((kind) => {
    const names = html(kind).map((name) => join(kind, name));
    const length = (name) => readFileSync(join(site, name)).length;
    const longest = [...names].sort((one, other) => length(other) - length(one));
    return all ? names : [...new Set([names[0], ...longest])].slice(0, SAMPLE);
  });
  return [...html("."), ...inside];
}

async function openPage(context, site, found) {
  const page = await context.newPage();
  page.on("console", (said) => {
    if (["error", "warning"].includes(said.type())) found.push(`console: ${said.text()}`);
  });
  page.on("pageerror", (error) => found.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => found.push(`dialog: ${dialog.message()}`));
  const root = pathToFileURL(site + sep).href;
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(root) && !url.startsWith("http://127.0.0.1:")) found.push(`request: ${url}`);
  });
  page.on("requestfailed", (request) => found.push(`missing: ${request.url()}`));
  return page;
}

// In the page: regions that have to be scrolled sideways.
function scrolledRegions() {
  return [...document.querySelectorAll(".scroll")]
    .filter((region) => region.scrollWidth > region.clientWidth + 1)
    .map((region) => `scrolls sideways: ${region.textContent.trim().slice(0, 30)}`);
}

// Tables that are laid out otherwise stay tables for those who hear them: with all their cells,
// each of which says something, under heads that say of what.
async function lostTables(context, page) {
  const session = await context.newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const heard = {};
  for (const { role, ignored } of nodes) if (!ignored) heard[role.value] = (heard[role.value] ?? 0) + 1;
  const { there, mute } = await page.evaluate(() => {
    const count = (selector) => document.querySelectorAll(`main ${selector}`).length;
    const cells = [...document.querySelectorAll(".measure td")];
    const says = (node) => Boolean(node?.textContent.trim());
    const isHeard = (cell) => says(cell) && says(cell.parentElement.querySelector("th[scope=row]"))
      && says(cell.closest("tbody").querySelector("th[scope=rowgroup]"));
    return {
      there: {
        table: count("table"),
        row: count("tr"),
        columnheader: count("thead th"),
        rowheader: count("tbody th"),
        cell: count("td"),
      },
      mute: cells.filter((cell) => !isHeard(cell)).length,
    };
  });
  const lost = Object.keys(there).filter((role) => (heard[role] ?? 0) !== there[role]);
  return [
    ...lost.map((role) => `${heard[role] ?? 0} of ${there[role]} are heard as ${role}`),
    ...(mute ? [`${mute} cells of measures say nothing, or not of what`] : []),
  ];
}

async function checkPage(context, site, name, axe, shots) {
  const found = [];
  const page = await openPage(context, site, found);
  const say = (view, problems) => found.push(...problems.map((each) => `${view}: ${each}`));
  await page.goto(pathToFileURL(join(site, name)).href);
  for (const width of WIDTHS)
    for (const colours of COLOURS) {
      const view = `${colours.name} ${width}`;
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ media: "screen", ...colours });
      say(view, await page.evaluate(tooWide));
      say(view, await violations(page, axe));
      say(view, await page.evaluate(scrolledRegions));
      if (colours.name === "light") say(view, await lostTables(context, page));
      if (shots) await page.screenshot({ path: join(shots, fileName(name, view, "png")), fullPage: true });
    }
  for (const width of STEPS) {
    await page.setViewportSize({ width, height: 900 });
    say(`forced ${width}`, await page.evaluate(tooWide));
    say(`forced ${width}`, await page.evaluate(scrolledRegions));
  }
  await page.setViewportSize({ width: PAPER, height: 900 });
  await page.emulateMedia({ media: "print", colorScheme: "light", forcedColors: "none" });
  say("paper", await page.evaluate(tooWide));
  if (shots) await page.pdf({ path: join(shots, fileName(name, "paper", "pdf")), preferCSSPageSize: true });
  await page.close();
  return found;
}

function fileName(name, view, ending) {
  return `${name.replace(/\W+/g, "-")}-${view.replace(" ", "-")}.${ending}`;
}

const shownRows = (page) => page.locator("main tbody tr:visible").count();
const said = (page) => page.locator("#found").textContent();

async function tabTo(page, selector) {
  for (let tabs = 0; tabs < 60; tabs += 1) {
    if (await page.locator(selector).evaluate((node) => node === document.activeElement)) return true;
    await page.keyboard.press("Tab");
  }
  return false;
}

// Searches with keys alone; the address keeps the question, and the way back leads to it.
async function checkSearch(context, site, address) {
  const found = [];
  const page = await openPage(context, site, found);
  const expect = (is, problem) => is || found.push(`search: ${problem}`);
  await page.goto(address);
  const all = await shownRows(page);
  expect((await said(page)).includes(all.toLocaleString("en")), "the count of all is not said");
  expect(await tabTo(page, "#words"), "no key leads to the words");

  const title = await page.locator("main tbody tr th").last().textContent();
  const word = title.split(/\s/)[1] ?? title;
  await page.keyboard.type(word);
  const some = await shownRows(page);
  expect(some > 0 && (all === 1 || some < all || all < 4), `"${word}" finds ${some} of ${all}`);
  expect((await page.locator("main tbody tr:visible th").allTextContents()).includes(title), `"${word}" does not find "${title}"`);
  expect((await said(page)).includes(some.toLocaleString("en")), "the count found is not said");
  const address1 = page.url();
  expect(decodeURIComponent(address1).includes(`q=${word}`), `the address is ${address1}`);

  await page.keyboard.type("　zqzq");
  expect((await shownRows(page)) === 0 && (await said(page)).length > 20, "nothing found says nothing");
  for (let at = 0; at < 5; at += 1) await page.keyboard.press("Backspace");
  if (await page.locator("#status").count()) {
    await page.keyboard.press("Tab"); // leaves the words: a step
    await tabTo(page, "#status");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const both = await shownRows(page);
    expect(both <= some && page.url().includes("status="), "a status does not filter");
    const linked = await context.newPage();
    await linked.goto(page.url());
    expect((await shownRows(linked)) === both, "a link to a search shows something else");
    await linked.close();
    await page.goBack();
    expect(page.url() === address1 && (await shownRows(page)) === some, "back leads elsewhere");
  }
  await tabTo(page, "button[type=reset]");
  await page.keyboard.press("Enter");
  expect((await shownRows(page)) === all, "clearing leaves rows out");
  expect(await page.locator("#words").evaluate((node) => node === document.activeElement), "clearing loses the focus");
  await page.close();
  return found;
}

// Every word of every title finds its initiative, also in the other kana and in full width.
async function checkRecall(context, site) {
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(site, SEARCH)).href);
  const lost = await page.evaluate(() => {
    const field = document.querySelector("#words");
    const turns = [
      (word) => word,
      (word) => word.replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60)),
      (word) => word.replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60)),
      (word) => word.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
      (word) => word.toUpperCase(),
    ];
    const isLost = (row, word) => {
      field.value = word;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      return row.hidden;
    };
    const cut = (word) => word.slice(0, field.maxLength); // what a person can type
    const lost = [];
    for (const row of document.querySelectorAll("main tbody tr")) {
      const title = row.querySelector("th").textContent.split(/\s+/u).slice(0, -1); // without the mark
      const questions = [...title, title.slice(-1).join("").slice(1, 4)].filter(Boolean);
      for (const turn of turns)
        for (const word of questions) if (isLost(row, cut(turn(word)))) lost.push(turn(word).slice(0, 40));
    }
    return [...new Set(lost)];
  });
  await page.close();
  return lost.slice(0, 5).map((word) => `search: "${word}" of a title does not find it (${lost.length})`);
}

async function checkWithoutScript(context, site) {
  const blocked = await context.browser().newContext({ javaScriptEnabled: false });
  const page = await blocked.newPage();
  await page.goto(pathToFileURL(join(site, SEARCH)).href);
  const rows = await page.locator("main tbody tr").count();
  const isWhole = rows > 0 && (await shownRows(page)) === rows;
  const isHidden = !(await page.locator("form").isVisible());
  await blocked.close();
  return isWhole && isHidden ? [] : ["without JavaScript: rows are missing, or the form is there"];
}

// How long a question takes, with the change of the table but not its layout; median and longest.
async function timeSearch(context, site) {
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(site, SEARCH)).href);
  const times = await page.evaluate((queries) => {
    const field = document.querySelector("#words");
    const one = (query) => {
      field.value = query;
      const start = performance.now();
      field.dispatchEvent(new Event("input", { bubbles: true }));
      return performance.now() - start;
    };
    return Array.from({ length: 20 }, () => queries.map(one)).flat().sort((a, b) => a - b);
  }, QUERIES);
  const rows = await page.locator("main tbody tr").count();
  await page.close();
  const [median, longest] = [times[times.length >> 1], times.at(-1)].map((time) => time.toFixed(2));
  return `${rows} initiatives: a question takes ${median} ms (longest ${longest})`;
}

// Serves a site below a path, as a town's own site does.
async function serve(site) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname).replace("/town/plan/", "");
    const file = join(site, path);
    if (!file.startsWith(site) || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": `${TYPES[extname(file)] ?? "text/plain"}; charset=utf-8` });
    return response.end(readFileSync(file));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { server, root: `http://127.0.0.1:${server.address().port}/town/plan/` };
}

async function checkSite(context, site, axe, values) {
  const found = [];
  for (const name of values.search ? [] : listPages(site, values.all)) {
    const problems = await checkPage(context, site, name, axe, values.shots);
    found.push(...problems.map((each) => `${join(site, name)}: ${each}`));
  }
  found.push(...(await checkSearch(context, site, pathToFileURL(join(site, SEARCH)).href)));
  const { server, root } = await serve(site);
  found.push(...(await checkSearch(context, site, root + SEARCH)));
  server.close();
  found.push(...(await checkRecall(context, site)));
  found.push(...(await checkWithoutScript(context, site)));
  console.log(`${site}: ${await timeSearch(context, site)}`);
  return found;
}

async function main() {
  const flag = { type: "boolean" };
  const options = { shots: { type: "string" }, all: flag, search: flag };
  const { values, positionals: sites } = parseArgs({ options, allowPositionals: true });
  if (!sites.length) fail("usage: node check_site.mjs [--all | --search] [--shots DIR] SITE …");
  if (values.shots) mkdirSync(values.shots, { recursive: true });
  const found = [];
  await withBrowser(async (context, axe) => {
    for (const site of sites) found.push(...(await checkSite(context, resolve(site), axe, values)));
  });
  for (const problem of found) console.log(problem);
  console.log(`${sites.length} sites, ${found.length} problems`);
  process.exitCode = found.length ? 1 : 0;
}

await main();
