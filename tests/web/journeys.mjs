// What people do, in a real browser at a desk's and a telephone's width, with keys and without
// JavaScript, and an accessibility scan of every screen. TAP; exit 1 when a point failed.
// node journeys.mjs URL [FOLDER for screenshots]
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
const [base, shots] = process.argv.slice(2);
if (shots) mkdirSync(shots, { recursive: true });

let count = 0, failed = 0;
function ok(good, name, detail) {
  count++;
  if (!good) failed++;
  console.log(`${good ? "ok" : "not ok"} ${count} - ${name}`);
  if (!good && detail) console.log(`# ${String(detail).replaceAll("\n", "\n# ")}`);
}

const flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update",
  "--disable-default-apps", "--disable-sync", "--no-first-run"];
const browser = await chromium.launch({ executablePath: browserPath, args: flags });
const widths = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

async function open(size, options = {}) {
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

async function signIn(page, who) {
  await page.goto(`${base}/login`);
  await page.click(`button[name=login][value=${who}]`);
  await page.waitForURL((u) => !u.pathname.startsWith("/login"));
}

async function scan(page, name) {
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

// A result of every tab of the Calculateur, an empty form and a refusal.
const calculations = [
  ["empty", "interets"],
  ["interest", "interets?debtor=business&creditor=professional&principal=10000&due=2025-01-31&until=2025-07-31&paid-on-1=2025-03-15&payment-1=4000"],
  ["refused", "interets?debtor=business&creditor=professional&principal=douze&due=2025-01-31&until=2025-07-31"],
  ["terms", "delais-de-paiement?rule=eom60&date=2026-02-15"],
  ["limitation", "prescription?claim=B2B_GENERAL&start=2021-03-10&event-on-1=2024-05-20&event-1=recognition"],
  ["deadlines", "procedure-collective?bodacc=2025-09-12"],
  ["holidays", "jours-feries?year=2026&region=alsace-moselle"],
  ["tables", "tables"],
  ["one table", "tables?table=rules"],
  ["identifiers", "identifiants?act=check&kind=siren&value=732829321"],
  ["payment code", "qr?name=Atelier+Martin&iban=FR7630006000011234567890189&amount=6495,70"],
];

for (const size of Object.keys(widths)) {
  const { context, page, noise } = await open(size);
  await page.goto(`${base}/login`);
  await scan(page, `${size} login`);
  await page.fill("#login", "agent");
  await page.fill("#password", "not the password");
  await page.click("main form button[type=submit]");
  ok(await page.isVisible("[role=alert]") && (await page.inputValue("#login")) === "agent",
    `${size}: a wrong password says so and keeps the login`);
  await scan(page, `${size} login refused`);
  await signIn(page, "agent");
  ok(new URL(page.url()).pathname === "/day", `${size}: an agent begins with the day`, page.url());
  await scan(page, `${size} day`);
  const file = await page.getAttribute("#queue a.nm", "href");
  await page.click("#queue a.nm");
  await page.waitForURL(`**${file}`);
  ok(true, `${size}: a name opens its file`);
  await scan(page, `${size} file`);
  await page.goto(`${base}/files?q=atelier`);
  await page.click("#queue a.nm");
  await page.click("a.btn[href^='/statements/']");
  await page.waitForURL("**/statements/*");
  ok((await page.locator("h1").innerText()).startsWith("Relevé de compte au 23/11/2026"),
    `${size}: the file leads to its statement`);
  await scan(page, `${size} statement`);
  const figure = page.locator("main td a[href^='#i']").first();
  const row = page.locator((await figure.getAttribute("href")).replace("#", "tr#"));
  await figure.click();
  ok(await row.isVisible(), `${size}: interest opens down to days, rate and base`);
  await page.fill("#on", "2026-06-30");
  await page.click(".stm-bar button[type=submit]");
  await page.waitForURL("**on=2026-06-30");
  ok((await page.locator("h1").innerText()).includes("30/06/2026"), `${size}: the statement of another day`);
  await page.goto(`${base}/files`);
  await scan(page, `${size} files`);
  await page.fill("#search", "fictive");
  await page.press("#search", "Enter");
  await page.waitForURL("**/search?q=fictive");
  ok((await page.locator("main a.hit mark").allTextContents()).includes("Fictive"), `${size}: the search marks what matched`);
  await scan(page, `${size} found`);
  await page.goto(`${base}/search?q=personne-de-ce-nom`);
  ok((await page.textContent("#hits")).includes("Rien ne répond"), `${size}: and says when nothing does`);
  await page.goto(`${base}/files?q=personne-de-ce-nom`);
  await scan(page, `${size} nothing found`);
  await page.goto(`${base}/files/C-999999-Z`);
  await scan(page, `${size} not found`);
  for (const [name, path] of calculations) {
    await page.goto(`${base}/calculateur/${path}`);
    await scan(page, `${size} calculator ${name}`);
  }
  ok(noise.length === 0, `${size}: the browser has nothing to complain about`, noise.join("\n"));
  await context.close();
}

{ // Keys.
  const { context, page, noise } = await open("desk");
  await signIn(page, "agent");
  const selected = () => page.getAttribute("#queue tr.sel", "data-ref");
  const panelTitle = () => page.textContent("#panel h2");
  // Leaving a page cuts a panel that is on its way, and the browser tells: it is waited for.
  const panelShows = (t) => page.waitForFunction((t) => document.querySelector("#panel h2")?.textContent === t, t);
  const first = await selected();
  const firstTitle = await panelTitle();
  await page.keyboard.press("j");
  const second = await selected();
  ok(second !== first, "J selects the next file");
  const name = (await page.textContent("#queue tr.sel a.nm")).trim();
  await panelShows(name);
  ok((await panelTitle()) === name, "the panel follows without a reload");
  ok((await page.locator("#panel").count()) === 1, "and there is one panel");
  await page.keyboard.press("k");
  ok((await selected()) === first, "K goes back");
  await panelShows(firstTitle);
  await page.keyboard.press("j");
  await panelShows(name);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/files/${second}`);
  ok(true, "Enter opens the selected file");
  await page.goBack();
  await page.waitForURL("**/day**");
  ok((await selected()) === second, "the way back keeps the selection");
  await page.keyboard.press("/");
  ok(await page.evaluate(() => document.activeElement.id === "search"), "/ goes to the search");
  await page.keyboard.type("jkd");
  ok((await page.inputValue("#search")) === "jkd", "letters in a field are letters");
  await page.fill("#search", "");
  await page.keyboard.type("brassrie");
  await page.waitForSelector("#search-live a.hit");
  await scan(page, "found as one types");
  await page.keyboard.press("ArrowDown");
  ok(await page.evaluate(() => document.activeElement.className === "hit"), "the arrow leads to what was found");
  await page.keyboard.press("Escape");
  ok(await page.evaluate(() => document.activeElement.id === "search" && document.getElementById("search-live").firstChild === null),
    "Escape leads back");
  await page.keyboard.type(" fictive");
  await page.waitForSelector("#search-live a.hit");
  await page.keyboard.press("ArrowDown");
  const found = await page.getAttribute("#search-live a.hit", "href");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${found}`);
  ok(true, "Enter opens it");
  await page.goBack();
  await page.keyboard.press("/");
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await page.waitForURL("**/files");
  ok(true, "G then L leads to the files");
  await page.keyboard.press("Tab");
  ok(await page.evaluate(() => document.activeElement.className === "rl-skip"),
    "the first Tab stop skips to the content");
  ok(noise.length === 0, "keys: nothing to complain about", noise.join("\n"));
  await context.close();
}

{ // What is done on a file from the day, by keys only: first, later, somebody else's; and undone.
  const { context, page, noise } = await open("desk");
  await signIn(page, "agent");
  const order = () => page.locator("#queue tbody tr").evaluateAll((rows) => rows.map((r) => r.dataset.ref));
  const said = () => page.textContent("main [role=status]");
  const key = async (k) => { await page.keyboard.press(k); };
  const done = (act) => page.waitForURL((u) => u.searchParams.get("done") === act);
  const before = await order();
  await key("j");
  const ref = await page.getAttribute("#queue tr.sel", "data-ref");
  await page.waitForFunction((r) => document.querySelector("#panel #file")?.getAttribute("href").endsWith(r), ref);
  await key("p");
  await done("pin");
  ok((await order())[0] === ref && (await said()).includes(ref), "P pins the file: it is first, and said so");
  await scan(page, "desk day pinned");
  await key("z");
  await done("release");
  ok((await order()).join() === before.join(), "Z takes it back: the list is as it was");
  await page.goto(`${base}/day?row=${ref}`);
  await key("r");
  ok(await page.evaluate(() => document.activeElement.id === "postpone-until"), "R opens the form at its first field");
  await page.focus("#postpone-why");
  await key("Enter");
  await page.waitForSelector("#postpone-why-e");
  ok((await page.locator("[aria-invalid=true]").count()) === 1 && (await page.inputValue("#postpone-until")) === "2026-11-30",
    "a file is not postponed without a reason, and the day is still there");
  await scan(page, "desk postpone refused");
  await page.focus("#postpone-why");
  await page.keyboard.type("en congé jusqu’à lundi");
  await key("Enter");
  await done("postpone");
  ok(!(await order()).includes(ref), "with one it leaves the list");
  await key("z");
  await done("release");
  ok((await order()).join() === before.join(), "and comes back where it was");
  await page.goto(`${base}/day?row=${ref}`);
  await key("t");
  await page.keyboard.type("Nora");
  await key("Tab");
  await page.keyboard.type("sa cliente");
  await key("Enter");
  await done("give");
  ok(!(await order()).includes(ref), "T gives it to somebody else: it is on the list no more");
  await key("z");
  await done("give-back");
  ok((await order()).join() === before.join(), "and is given back");
  ok(noise.length === 0, "acts of the day: nothing to complain about", noise.join("\n"));
  await context.close();
}

for (const size of ["desk", "phone"]) { // The keys of a page, help, and what is noted on a file.
  const { context, page, noise } = await open(size);
  await signIn(page, "agent");
  if (size === "desk") {
    await page.keyboard.press("?");
    const told = await page.locator("dialog[open] dt").allTextContents();
    const declared = await page.locator("[data-key]").evaluateAll((all) => all.map((e) => e.dataset.key));
    ok(declared.length > 3 && declared.every((k) => told.some((t) => t.trim() === k)), "? shows every key the page declares",
      `${declared} / ${told}`);
    await scan(page, "desk keys");
    await page.keyboard.press("Escape");
    ok((await page.locator("dialog").count()) === 0, "Escape closes it");
    await page.focus(".gl");
    ok(await page.isVisible(".gl:focus [role=tooltip]"), "a word of the trade says what it means when it has the focus");
  }
  await page.goto(`${base}/help`);
  await scan(page, `${size} help`);
  const sample = await context.request.get(base + await page.getAttribute("a[download='exemple-factures.csv']", "href"));
  ok(sample.status() === 200 && (await sample.text()).startsWith("compte;nom;facture"), `${size}: a file to try can be had`);
  await page.goto(`${base}/files?q=atelier`);
  await page.click("#queue a.nm");
  await page.waitForSelector("details.act");
  if (size === "desk") {
    await page.keyboard.press("n");
    await page.keyboard.type("reçoit le courrier le lundi");
    await page.keyboard.press("Enter");
    await page.waitForURL((u) => u.searchParams.get("done") === "note");
    ok((await page.textContent("main [role=status]")).includes("note"), "N notes on the file, and it is said");
  }
  await page.locator("details.act").evaluateAll((all) => all.forEach((d) => { d.open = true; }));
  await scan(page, `${size} file with its forms`);
  ok(noise.length === 0, `${size}: help: nothing to complain about`, noise.join("\n"));
  await context.close();
}

{ // Two people on one file: nobody writes over what he did not see, nothing typed is lost.
  const one = await open("desk"), two = await open("desk");
  await signIn(one.page, "agent");
  await signIn(two.page, "narrow");
  await one.page.goto(`${base}/files?q=brasserie`);
  const href = await one.page.getAttribute("#queue a.nm", "href");
  const form = href.replace("/files/", "/acts/") + "?act=note";
  await one.page.goto(base + form);
  await two.page.goto(base + form);
  await two.page.fill("#note-text", "la comptable rappelle vendredi");
  await two.page.press("#note-text", "Enter");
  await two.page.waitForURL("**done=note**");
  await one.page.fill("#note-text", "ne répond plus");
  await one.page.press("#note-text", "Enter");
  await one.page.waitForSelector("[role=alert]");
  const shown = await one.page.textContent("main");
  ok(shown.includes("Nora Narrow") && shown.includes("la comptable rappelle vendredi"),
    "a file that changed meanwhile says what, and who did it");
  ok((await one.page.inputValue("#note-text")) === "ne répond plus", "what one typed is still there");
  await scan(one.page, "desk changed meanwhile");
  await one.page.press("#note-text", "Enter");
  await one.page.waitForURL("**done=note**");
  ok(true, "and is saved when one says it again");
  await one.context.close();
  await two.context.close();
}

for (const size of ["desk", "phone"]) { // Copies of invoices: looked at, decided, found again on the file.
  const { context, page, noise } = await open(size);
  const number = size === "desk" ? "FA-2026-0501" : "FA-2026-0502";
  const weak = size === "desk" ? "17" : "18";
  await signIn(page, "agent");
  await page.goto(`${base}/documents`);
  await scan(page, `${size} documents`);
  const said = async () => page.textContent("main [role=status]");
  await page.click(`button[aria-label="Confirmer ${number}.pdf"]`);
  await page.waitForURL("**/documents?done=*");
  ok((await said()).includes("noté") && (await page.locator(`a:text-is("${number}.pdf")`).count()) === 0,
    `${size}: a sure copy is confirmed and waits no more`);
  await page.click(`tr:has(a:text-is("${weak}.pdf")) button:has-text("Oui, ${weak}")`);
  await page.waitForURL("**/documents?done=*");
  ok((await page.locator(`a:text-is("${weak}.pdf")`).count()) === 0, `${size}: a person says which a doubtful one is`);
  const scanned = page.locator(`tr:has(a:text-is("scan ${size}.pdf"))`);
  await scanned.getByLabel("Dossier").fill("C2");
  await scanned.getByLabel("Facture").fill("FA-0000");
  await scanned.getByRole("button", { name: "Rattacher" }).click();
  await page.waitForSelector("[role=alert]");
  await scan(page, `${size} documents refused`);
  await page.click(`button[aria-label="Mettre de côté scan ${size}.pdf"]`);
  await page.waitForURL("**/documents?done=*");
  await scan(page, `${size} documents decided`);
  await page.goto(`${base}/files?q=brasserie`);
  await page.click("#queue a.nm");
  await page.waitForSelector("#documents");
  await scan(page, `${size} file with copies`);
  ok((await page.textContent(`#documents tr:has-text("${number}.pdf")`)).includes("Copie de facture"),
    `${size}: the file shows its copies`);
  if (size === "desk") {
    const opened = context.waitForEvent("page");
    await page.keyboard.press("f");
    const shown = await (await opened).evaluate(() => location.pathname + location.search).catch(() => "");
    const one = await page.getAttribute("#copy", "href");
    ok(shown === "" || shown === one, "F opens the copy of the oldest invoice", shown);
    const answer = await context.request.get(base + one);
    ok(answer.status() === 200 && answer.headers()["content-disposition"].startsWith("inline"), "to be shown");
    ok((await page.getAttribute("[data-key='1']", "accesskey")) === "1", "and figures those of the list");
  }
  ok(noise.length === 0, `${size}: copies: nothing to complain about`, noise.join("\n"));
  await context.close();
}

for (const size of ["desk", "phone"]) { // Saying what the columns of a list are, without JavaScript.
  const { context, page } = await open(size, { javaScriptEnabled: false });
  await signIn(page, "comptable");
  await page.goto(`${base}/imports/mapping`);
  for (const [name, field] of [["Kunde", "account"], ["Beleg", "number"], ["Faellig", "due"], ["Offen", "open"]])
    await page.getByLabel(name, { exact: true }).selectOption(field);
  await page.click("button[value=compose]");
  ok(/ {2}account: Kunde\n/.test(await page.inputValue("#yaml")), `${size}: the columns chosen become a mapping`);
  await page.fill("#name", `kunden ${size}`);
  await page.selectOption("#creditor", "AAA");
  await page.click("button[value=save]");
  await page.waitForURL("**/imports/mapping?name=*&saved=1");
  ok((await page.textContent("main [role=status]")).includes("gardée"), `${size}: which is kept`);
  await context.close();
}

for (const size of ["desk", "phone"]) {
  const { context, page, noise } = await open(size);
  await signIn(page, "comptable");
  await page.goto(`${base}/imports/mapping`);
  await scan(page, `${size} mappings`);
  await page.click("table a");
  await page.waitForURL("**/imports/mapping?name=*");
  await scan(page, `${size} one mapping`);
  await page.fill("#yaml", "list: open-items\ncolums: {}\n");
  await page.click("button[value=save]");
  await page.waitForSelector("[role=alert]");
  await scan(page, `${size} mapping refused`);
  ok(noise.length === 0, `${size}: mappings: nothing to complain about`, noise.join("\n"));
  await context.close();
}

for (const size of ["desk", "phone"]) {
  const { context, page, noise } = await open(size);
  await signIn(page, "adele");
  await page.goto(`${base}/people`);
  await scan(page, `${size} people`);
  await page.click("table a >> text=Nora Narrow");
  await page.waitForURL("**/people/narrow");
  await scan(page, `${size} one person`);
  await page.goto(`${base}/journal`);
  await scan(page, `${size} journal`);
  await page.click("a.me");
  await page.waitForURL("**/account");
  await scan(page, `${size} account`);
  await page.fill("#offer", "phrase-de-passe-2026");
  await page.press("#offer", "Enter");
  await page.waitForSelector("img[src='/account/second.svg']");
  ok(await page.evaluate(() => document.querySelector("img[src='/account/second.svg']").naturalWidth > 0),
    `${size}: the picture of the secret is drawn`);
  await page.fill("#code", "000000");
  await page.press("#code", "Enter");
  await page.waitForSelector("[role=alert]");
  await scan(page, `${size} second factor refused`);
  ok(noise.filter((n) => !n.includes("422")).length === 0, `${size}: people: nothing to complain about`, noise.join("\n"));
  await context.close();
}

for (const size of ["desk", "phone"]) { // Lists: from a figure of the day to its rows, filtered by keys.
  const { context, page, noise } = await open(size);
  await signIn(page, "agent");
  await page.goto(`${base}/day`);
  await page.click(".jr-fig a >> nth=0");
  await page.waitForURL("**/lists/accounts?action=call*");
  await scan(page, `${size} list of files`);
  await page.goto(`${base}/lists/items`);
  await scan(page, `${size} list of items`);
  await page.keyboard.press("f");
  ok(await page.evaluate(() => document.activeElement.id === "f-text"), `${size}: F leads into the filter`);
  await scan(page, `${size} filter of a list`);
  await page.keyboard.type("brasserie");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/lists/items?*text=brasserie*");
  ok(/^[1-9] pièces? · /.test(await page.textContent("#l-t")), `${size}: the list says how many and how much`);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/files/C-*");
  ok(true, `${size}: J and Enter open the file`);
  await page.goto(`${base}/lists/items?age=nonsense`);
  await scan(page, `${size} list refused`);
  ok(noise.filter((n) => !n.includes("422")).length === 0, `${size}: lists: nothing to complain about`, noise.join("\n"));
  await context.close();
}

{ // Without JavaScript.
  const { context, page } = await open("desk", { javaScriptEnabled: false });
  await signIn(page, "agent");
  const title = await page.textContent("#panel h2");
  await page.locator("#queue tbody tr a.sl").nth(1).click();
  await page.waitForURL("**/day?row=*");
  ok((await page.textContent("#panel h2")) !== title, "without scripts the rank selects the file");
  ok((await page.locator("#queue tr.sel").count()) === 1, "and marks its row");
  await page.click("button:has-text('Se déconnecter')");
  await page.waitForURL("**/login");
  await page.goto(`${base}/day`);
  ok(new URL(page.url()).pathname === "/login", "signing out works, the day is closed");
  await context.close();
}

{ // English.
  const { context, page } = await open("desk", { locale: "en-GB" });
  await signIn(page, "agent");
  const text = await page.textContent("body");
  ok(/My day/.test(text) && /€1,200\.00/.test(text), "English pages, English figures");
  ok(!/[àèùçœ]|dossier|échu/i.test(await page.evaluate(() => {
    document.querySelectorAll("td.deb, td.why, aside h2, .me, tr, .blk").forEach((n) => n.remove());
    return document.body.innerText;
  })), "no French is left around the data");
  await context.close();
}

for (const size of ["desk", "phone"]) { // A letter from its file to the post, by keyboard.
  const { context, page, noise } = await open(size);
  await signIn(page, "agent");
  await page.goto(`${base}/letters`);
  await scan(page, `${size} no letters`);
  await page.goto(`${base}/files?q=atelier`);
  await page.click("#queue a.nm");
  await scan(page, `${size} file that can be written to`);
  await page.click("button[name=kind][value=relance-1]");
  await page.waitForURL("**/letters?done=1");
  await scan(page, `${size} letters that wait`);
  await page.focus("button[value=print-all]");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#batch");
  await scan(page, `${size} letters printed`);
  const pdf = await page.request.get(base + (await page.getAttribute("#batch", "href")));
  ok(pdf.headers()["content-type"] === "application/pdf", `${size}: the batch is a PDF`);
  await page.click("form:has(button[value=sent]) button");
  await page.waitForURL("**/letters?done=1");
  await scan(page, `${size} letters on their way`);
  ok((await page.locator("select[name=state]").count()) > 0, `${size}: what was posted is followed`);
  ok(noise.length === 0, `${size}: letters: nothing to complain about`, noise.join("\n"));
  await context.close();
}

await browser.close();
console.log(`1..${count}`);
process.exit(failed === 0 ? 0 : 1);
