import { base, end, ok, open, scan, signIn } from "../journey.mjs";

for (const size of ["desk", "phone"]) { // What happened on a file, by keyboard; both views.
  const { context, page, noise } = await open(size);
  await signIn(page, "agent");
  await page.goto(`${base}/files?q=atelier`);
  await page.click("#queue a.nm");
  await page.waitForSelector("#story");
  await scan(page, `${size} file with its history`);
  const file = new URL(page.url()).pathname;
  ok((await page.locator("#story .tl li").count()) > 1, `${size}: something happened`);
  ok((await page.locator("#views tbody tr").count()) >= 5, `${size}: both views`);
  await page.focus("#story nav a[href*='story=letters']");
  await page.keyboard.press("Enter");
  await page.waitForURL("**story=letters**");
  ok((await page.getAttribute("#story nav a.on", "aria-current")) === "true",
    `${size}: the kind that is shown is told`);
  await scan(page, `${size} file: letters alone`);
  await page.focus("#story nav a[href*='story=work']");
  await page.keyboard.press("Enter");
  await page.waitForURL("**story=work**");
  ok((await page.textContent("#story")).includes("clients.csv"), `${size}: its imports`);
  await page.focus("#views a");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/statements/**");
  ok(page.url().includes(file.split("/").pop()), `${size}: from both views to the statement`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  ok(!wide, `${size}: nothing is wider than the screen`);
  ok(noise.length === 0, `${size}: file: nothing to complain about`, noise.join("\n"));
  await context.close();
}

await end();
