// The pages of settings, at both widths.
import { base, end, ok, open, scan, signIn } from "../journey.mjs";

for (const size of ["desk", "phone"]) {
  const { context, page, noise } = await open(size);
  await signIn(page, "adele");
  await page.goto(`${base}/files`);
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await page.waitForURL("**/settings");
  ok(true, `${size}: two keys lead to the settings`);
  await scan(page, `${size} settings`);
  await page.click("a.set-a[href='/settings/creditors']");
  await page.waitForURL("**/settings/creditors");
  await scan(page, `${size} creditors`);
  await page.click("a[href='/settings/creditors/BBB']");
  await page.waitForURL("**/BBB");
  await scan(page, `${size} creditor under mandate`);
  await page.goto(`${base}/settings/letterhead/AAA`);
  await page.fill("#letterhead-hours", "de 9 h à 17 h");
  await page.press("#letterhead-hours", "Enter");
  await page.waitForSelector("[role=status]");
  ok((await page.inputValue("#letterhead-hours")) === "de 9 h à 17 h", `${size}: a letterhead is kept by one key`);
  await scan(page, `${size} letterhead`);
  await page.goto(`${base}/settings/payees/AAA`);
  await page.fill("#change-iban", size === "desk" ? "FR7630006000011234567890189" : "FR7630006000011000000000102");
  await page.press("#change-iban", "Enter");
  await page.waitForSelector("[role=status]");
  await scan(page, `${size} payees`);
  await page.goto(`${base}/settings/mandate/BBB`);
  await scan(page, `${size} mandate`);
  await page.goto(`${base}/settings/rules`);
  await scan(page, `${size} rules`);
  await page.click("a[href='/settings/rules/b2b']");
  await page.waitForURL("**/rules/b2b");
  await scan(page, `${size} one text of rules`);
  await page.fill("#text", (await page.inputValue("#text")).replace(/^title: .*$/m, `title: "Essai ${size}"`));
  await page.click("button[value=check]");
  await page.waitForSelector("button[value=load]");
  await page.click("button[value=try]");
  await page.waitForSelector("#t-t");
  await scan(page, `${size} rules tried`);
  await page.click("button[value=load]");
  await page.waitForURL("**done=load");
  ok((await page.locator("h1").innerText()) === `Essai ${size}`, `${size}: rules are put in force`);
  await scan(page, `${size} rules in force`);
  await page.fill("#text", (await page.inputValue("#text")).replace("kind: scenario", "kind: rien"));
  await page.click("button[value=check]");
  await page.waitForSelector("#f-t");
  await scan(page, `${size} rules refused`);
  await page.goto(`${base}/settings/law`);
  await scan(page, `${size} law tables`);
  await page.click("a[href='/settings/law/legal-interest']");
  await page.waitForURL("**/legal-interest");
  await scan(page, `${size} one law table`);
  const table = await (await page.request.get(`${base}/settings/law/csv/rules`)).text();
  await page.goto(`${base}/settings/law`);
  await page.setInputFiles("#file", { name: "rules.csv", mimeType: "text/csv",
    buffer: Buffer.from(table.replaceAll(",LEGI,", ",Legifrance,")) });
  await page.click("button[value=preview]");
  await page.waitForSelector("#x-t");
  await scan(page, `${size} law compared`);
  await page.goto(`${base}/settings/letterhead`);
  await scan(page, `${size} letterhead of the house`);
  ok(noise.filter((n) => !/4\d\d/.test(n)).length === 0, `${size}: settings: nothing to complain about`, noise.join("\n"));
  await context.close();
}

await end();
