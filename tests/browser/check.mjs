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

import { mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { pathToFileURL } from "node:url";

import { MM, fail, tooWide, violations, withBrowser } from "./chromium.mjs";

const VIEWS = [
  { name: "wide", width: 1280, height: 900 },
  { name: "narrow", width: 360, height: 740 },
  { name: "paper", width: Math.floor(180 * MM), height: Math.floor(259 * MM), media: "print" },
];

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
  const found = [];
  await withBrowser(async (context, axe) => {
    for (const file of files)
      for (const view of VIEWS) found.push(...(await problems(context, file, view, axe, values.shots)));
  });
  for (const problem of found) console.log(problem);
  console.log(`${files.length} documents, ${found.length} problems`);
  process.exitCode = found.length ? 1 : 0;
}

await main();
