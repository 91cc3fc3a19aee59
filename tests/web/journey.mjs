// What people do, in a real browser at a desk's and a telephone's width, with keys and without
// JavaScript, and an accessibility scan of every screen. TAP; exit 1 when a point failed.
// What journeys/NAME.mjs share; each is run on a fresh server:
// node journeys/NAME.mjs URL [FOLDER for screenshots]
import { createRequire } from "node:module";
import { existsSync, mkdirSync } from "node:fs";

const require = createRequire(import.meta.url);
let chromium, axe;
try {
  ({ chromium } = require("playwright-core"));
  axe = require.resolve("axe-core/axe.min.js");
} catch {
  console.log("Bail out! playwright-core and axe-core are missing: run script/bootstrap --test");
  process.exit(1);
}
const browserPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((p) => existsSync(p));
if (!browserPath) {
  console.log("Bail out! Chromium is missing: run script/bootstrap --test");
  process.exit(1);
}
export const [base, shots] = process.argv.slice(2);
if (shots) mkdirSync(shots, { recursive: true });

let count = 0, failed = 0;
export function ok(good, name, detail) {
  count++;
  if (!good) failed++;
  console.log(`${good ? "ok" : "not ok"} ${count} - ${name}`);
  if (!good && detail) console.log(`# ${String(detail).replaceAll("\n", "\n# ")}`);
}

const flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update",
  "--disable-default-apps", "--disable-sync", "--no-first-run"];
const browser = await chromium.launch({ executablePath: browserPath, args: flags });
export const widths = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

export async function open(size, options = {}) {
  const context = await browser.newContext({ viewport: widths[size], locale: "fr-FR", ...options });
  const page = await context.newPage();
  const noise = [];
  page.on("pageerror", (e) => noise.push(e.message));
  page.on("console", (m) => {
    if (["error", "warning"].includes(m.type()) && !/status of 4\d\d/.test(m.text())) noise.push(m.text());
  });
  page.setDefaultTimeout(15000);
  return { context, page, noise };
}

export async function signIn(page, who) {
  await page.goto(`${base}/login`);
  await page.click(`button[name=login][value=${who}]`);
  await page.waitForURL((u) => !u.pathname.startsWith("/login"));
}

export async function scan(page, name) {
  // Script of the test, not of the page: evaluate is not bound by the page's policy.
  await page.evaluate((await import("node:fs")).readFileSync(axe, "utf8"));
  const found = await page.evaluate(async () => {
    const r = await globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
    return r.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ") + " " + n.failureSummary).join("; ")}`);
  });
  ok(found.length === 0, `${name}: no accessibility violation`, found.join("\n"));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  ok(wide <= 0, `${name}: no sideways scrolling`, `${wide} px`);
  if (shots) await page.screenshot({ path: `${shots}/${name.replaceAll(" ", "-")}.png` });
}

export async function end() {
  await browser.close();
  console.log(`1..${count}`);
  process.exit(failed === 0 ? 0 : 1);
}
