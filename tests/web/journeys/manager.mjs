import { base, end, ok, open, scan, signIn } from "../journey.mjs";

for (const size of ["desk", "phone"]) { // Pilotage: by keys to the page, from a figure to its rows, an objective said.
  const { context, page, noise } = await open(size);
  await signIn(page, "adele");
  await page.goto(`${base}/lists/items`);
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.waitForURL("**/manager");
  await scan(page, `${size} manager`);
  const figure = (await page.textContent(".mng-k .drill >> nth=0")).trim();
  await page.click(".mng-k .drill >> nth=0");
  await page.waitForURL("**/lists/items?*to=*");
  ok((await page.textContent("#l-t")).includes(figure), `${size}: a figure is the total of its list`, figure);
  await page.goto(`${base}/manager`);
  await page.keyboard.press("m");
  ok(await page.evaluate(() => document.activeElement.id === "p-c"), `${size}: M leads to the creditor`);
  await page.selectOption("#o-c", "AAA");
  await page.fill("#o-a", "1 500,50");
  await page.press("#o-a", "Enter");
  await page.waitForURL("**/manager?done=objective*");
  ok((await page.textContent("#objective")).includes("Adèle Admin"), `${size}: the objective says who said it`);
  await scan(page, `${size} manager with an objective`);
  await page.fill("#o-a", "beaucoup");
  await page.press("#o-a", "Enter");
  await page.waitForSelector("#objective [role=alert]");
  ok(await page.inputValue("#o-a") === "beaucoup", `${size}: what was typed stays`);
  await scan(page, `${size} manager refused`);
  ok(noise.filter((n) => !n.includes("422")).length === 0, `${size}: nothing to complain about`, noise.join("\n"));
  await context.close();
}

await end();
