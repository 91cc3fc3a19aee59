import { base, end, ok, open, scan, signIn } from "../journey.mjs";

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

await end();
