// What administrators look after, at both widths.
import { base, end, ok, open, scan, signIn } from "../journey.mjs";

async function send(size) {
  const { context, page } = await open(size);
  await signIn(page, "comptable");
  await page.goto(`${base}/imports`);
  await page.setInputFiles("#file", {
    name: `liste-${size}.csv`,
    mimeType: "text/csv",
    buffer: Buffer.from("Code client;Nom;N° facture;Date facture;Échéance;Montant TTC;Solde\n" +
      `C2;Brasserie Fictive;J-${size};01/09/2026;01/10/2026;31,00;31,00\n`),
  });
  await page.selectOption("#creditor", "AAA");
  await page.click("button:has-text('Regarder ce qu’ils changent')");
  await page.waitForURL(/\/imports\/\d+$/);
  await context.close();
}

for (const size of ["desk", "phone"]) {
  await send(size);
  const { context, page, noise } = await open(size);
  await signIn(page, "adele");
  await page.goto(`${base}/settings`);
  await page.click("a[href='/settings/jobs']");
  const row = page.locator("tr", { hasText: `liste-${size}.csv` });
  for (let i = 0; i < 50 && !(await row.innerText()).includes("à décider"); i++) {
    await page.waitForTimeout(200);
    await page.reload();
  }
  ok((await page.locator("#c-words").innerText()).includes("va bien"), `${size}: chores say how they are`);
  await scan(page, `${size} jobs`);
  await row.getByRole("button", { name: `Abandonner liste-${size}.csv` }).click();
  await page.waitForURL("**/settings/jobs?done=1");
  ok((await row.innerText()).includes("abandonné"), `${size}: a file that waits is given up by one button`);
  await page.goto(`${base}/settings`);
  await page.click("a[href='/settings/backups']");
  await page.click("button:has-text('Faire une sauvegarde')");
  await page.waitForSelector("text=relue, entière");
  await page.waitForSelector("button:has-text('Faire une sauvegarde')");
  ok(true, `${size}: a backup is made by one button, and the page shows it by itself`);
  await scan(page, `${size} backups`);
  await page.goto(`${base}/settings`);
  await page.click("a[href='/settings/run']");
  await page.selectOption("#plan-hour", size === "desk" ? "6" : "7");
  await page.click("button:has-text('Garder l’horaire')");
  await page.waitForURL("**/settings/run?done=plan");
  ok(true, `${size}: the hour of the daily run is kept`);
  await scan(page, `${size} run`);
  ok(noise.filter((n) => !/4\d\d/.test(n)).length === 0, `${size}: nothing to complain about`, noise.join("\n"));
  await context.close();
}

await end();
