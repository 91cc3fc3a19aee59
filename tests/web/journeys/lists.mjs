import { base, end, ok, open, scan, signIn } from "../journey.mjs";

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
  await page.goto(`${base}/lists/items`);
  await page.click(".rl-seg >> text=Actions");
  await page.waitForURL("**/lists/actions");
  ok(await page.textContent("#l-t") === "2 actions", `${size}: the list of actions`, await page.textContent("#l-t"));
  await scan(page, `${size} list of actions`);
  await page.keyboard.press("f");
  await page.selectOption("#f-did", "promise");
  await scan(page, `${size} filter of actions`);
  await page.click("#filter button[type=submit]");
  await page.waitForURL("**/lists/actions?*did=promise*");
  ok(await page.textContent("#l-t") === "1 action", `${size}: and of one kind`, await page.textContent("#l-t"));
  await page.keyboard.press("e");
  await page.fill("#s-n", `Promesses <${size}>`);
  await page.press("#s-n", "Enter");
  const kept = page.locator(".rl-nav a.sv", { hasText: `Promesses <${size}>` });
  await kept.waitFor({ state: "attached" });
  await page.goto(`${base}/files`);
  ok((await kept.getAttribute("href")).includes("/lists/actions?did=promise") && (await kept.isVisible()) === (size === "desk"),
    `${size}: a list that was kept is at hand on every page of a desk`);
  await scan(page, `${size} kept list at hand`);
  await page.goto(`${base}/lists/items?age=nonsense`);
  await scan(page, `${size} list refused`);
  ok(noise.filter((n) => !n.includes("422")).length === 0, `${size}: lists: nothing to complain about`, noise.join("\n"));
  await context.close();
}

await end();
