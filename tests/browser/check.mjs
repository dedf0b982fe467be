// Opens HTML documents in a real browser and says what is wrong with them.
//
//   cd tests/browser && npm install --prefix . --no-save playwright-core axe-core
//   node check.mjs report.html …            (CHROMIUM=/path/to/chromium, else from PATH)
//   node check.mjs --shots DIR report.html  (leaves screenshots and an A4 PDF in DIR, to look at)
//
// Each document is opened on a wide screen and on a telephone, and laid out for a sheet of A4.
// Printed, one a line: errors of the console, requests for anything else, what axe-core finds, and
// whatever is wider than the screen or cut off on paper. Exit codes: 0 nothing, 1 something,
// 2 usage.

import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, delimiter, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { pathToFileURL } from "node:url";

const MM = 96 / 25.4; // CSS pixels
const VIEWS = [
  { name: "wide", width: 1280, height: 900 },
  { name: "narrow", width: 360, height: 740 },
  { name: "paper", width: Math.floor(180 * MM), height: Math.floor(259 * MM), media: "print" },
];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// From here, or from where the user stands: the packages are no part of this repository.
function installed(name) {
  for (const start of [import.meta.url, pathToFileURL(join(process.cwd(), "x"))]) {
    try {
      return createRequire(start).resolve(name);
    } catch (error) {
      if (error.code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  return fail(`${name} is not installed: npm install --prefix . --no-save playwright-core axe-core`);
}

function browser() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(runs);
  return found ?? fail("no Chromium on PATH; name one in CHROMIUM");
}

function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function fail(message) {
  console.error(message);
  process.exit(2);
}

// In the page: what reaches over its right edge, except within a region that scrolls.
function tooWide() {
  const edge = document.documentElement.clientWidth;
  const scrolls = (node) => /auto|scroll/.test(getComputedStyle(node).overflowX);
  const hidden = (node) => {
    for (let up = node.parentElement; up; up = up.parentElement) if (scrolls(up)) return true;
    return false;
  };
  const wide = [...document.body.querySelectorAll("*")].filter(
    (node) => node.getBoundingClientRect().right > edge + 1 && !hidden(node),
  );
  const names = wide.slice(0, 3).map((node) => `${node.tagName.toLowerCase()} "${node.textContent.trim().slice(0, 30)}"`);
  const page = document.documentElement.scrollWidth > edge;
  return page || wide.length ? [`wider than ${edge} px: ${names.join(", ") || "the page"}`] : [];
}

async function problems(context, file, view, axe, shots) {
  const page = await context.newPage();
  const found = [];
  page.on("console", (said) => {
    if (["error", "warning"].includes(said.type())) found.push(`console: ${said.text()}`);
  });
  page.on("pageerror", (error) => found.push(`error: ${error.message}`));
  const url = pathToFileURL(resolve(file)).href;
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url) found.push(`request: ${request.url()}`);
  });
  await page.setViewportSize({ width: view.width, height: view.height });
  await page.emulateMedia({ media: view.media ?? "screen" });
  await page.goto(url);
  found.push(...(await page.evaluate(tooWide)));
  if (!view.media) found.push(...(await violations(page, axe)));
  if (shots) await shoot(page, file, view, shots);
  await page.close();
  return found.map((problem) => `${file}: ${view.name}: ${problem}`);
}

async function violations(page, axe) {
  await page.evaluate(axe); // not as a script of the page: its own policy forbids scripts
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return result.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `axe ${id}: ${help}: ${node.target.join(" ")}`),
  );
}

async function shoot(page, file, view, shots) {
  mkdirSync(shots, { recursive: true });
  const path = join(shots, `${basename(file, ".html")}-${view.name}`);
  if (view.media) await page.pdf({ path: `${path}.pdf`, preferCSSPageSize: true });
  else await page.screenshot({ path: `${path}.png`, fullPage: true });
}

async function main() {
  const { values, positionals: files } = parseArgs({
    options: { shots: { type: "string" } },
    allowPositionals: true,
  });
  if (!files.length) fail("usage: node check.mjs [--shots DIR] FILE.html …");
  const { chromium } = await import(pathToFileURL(installed("playwright-core")).href).then(
    (module) => module.default ?? module,
  );
  const axe = readFileSync(installed("axe-core"), "utf8");
  const profile = mkdtempSync(join(tmpdir(), "check-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser(),
    headless: true,
    args: FLAGS,
  });
  const found = [];
  for (const file of files)
    for (const view of VIEWS) found.push(...(await problems(context, file, view, axe, values.shots)));
  await context.close();
  rmSync(profile, { recursive: true, force: true });
  for (const problem of found) console.log(problem);
  console.log(`${files.length} documents, ${found.length} problems`);
  process.exitCode = found.length ? 1 : 0;
}

await main();
