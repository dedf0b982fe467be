// What the checks of this folder have in common: a Chromium, axe-core, and a look at widths.

import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";

export const MM = 96 / 25.4; // CSS pixels
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

export function fail(message) {
  console.error(message);
  process.exit(2);
}

// In the page: what reaches over its right edge, except within a region that scrolls.
export function tooWide() {
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

export async function violations(page, axe) {
  await page.evaluate(axe); // not as a script of the page: its own policy forbids scripts
  // nor does it fetch the style sheets, which the policy forbids as well
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], preload: false, rules: { "target-size": { enabled: true } } }));
  return result.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `axe ${id}: ${help}: ${node.target.join(" ")}`),
  );
}

// Runs a check with a browser of its own, and says what it found; it throws nothing away but that.
export async function withBrowser(check) {
  const { chromium } = await import(pathToFileURL(installed("playwright-core")).href).then(
    (module) => module.default ?? module,
  );
  const axe = readFileSync(installed("axe-core"), "utf8");
  const profile = mkdtempSync(join(tmpdir(), "check-"));
  const options = { executablePath: browser(), headless: true, args: FLAGS };
  const context = await chromium.launchPersistentContext(profile, options);
  try {
    return await check(context, axe);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
