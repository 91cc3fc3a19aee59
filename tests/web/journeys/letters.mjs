import { base, end, ok, open, scan, signIn } from "../journey.mjs";

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

await end();
