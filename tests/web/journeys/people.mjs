// People, the journal, one's own account and its second factor.
import { base, end, ok, open, scan, signIn } from "../journey.mjs";

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
  await page.fill("#token-name", "ERP");
  await page.check("[id='scope-import']");
  await page.fill("#token-password", "phrase-de-passe-2026");
  await page.press("#token-password", "Enter");
  await page.waitForSelector("#token-made");
  ok(/^rlc_[\w-]{43}$/.test(await page.textContent("#token-made")), `${size}: a token is shown once`);
  ok(await page.evaluate(() => document.getElementById("token-made").scrollWidth <= document.getElementById("token-made").clientWidth),
    `${size}: all of it`);
  await scan(page, `${size} account with a token`);
  await page.click("button[value=revoke] >> nth=0");
  await page.waitForURL("**/account?done=1");
  ok(await page.locator("button[value=revoke]").count() === 0, `${size}: and revoked`);
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

await end();
