// Lists nobody could read: what their columns are, said and kept.
import { base, end, ok, open, scan, signIn } from "../journey.mjs";

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

await end();
