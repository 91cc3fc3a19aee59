// Every screen an agent passes through, at both widths.
import { base, end, ok, open, scan, signIn, widths } from "../journey.mjs";

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

await end();
