import { base, end, ok, open, signIn } from "../journey.mjs";

{ // Without JavaScript.
  const { context, page } = await open("desk", { javaScriptEnabled: false });
  await signIn(page, "agent");
  const title = await page.textContent("#panel h2");
  await page.locator("#queue tbody tr a.sl").nth(1).click();
  await page.waitForURL("**/day?row=*");
  ok((await page.textContent("#panel h2")) !== title, "without scripts the rank selects the file");
  ok((await page.locator("#queue tr.sel").count()) === 1, "and marks its row");
  await page.click("button:has-text('Se déconnecter')");
  await page.waitForURL("**/login");
  await page.goto(`${base}/day`);
  ok(new URL(page.url()).pathname === "/login", "signing out works, the day is closed");
  await context.close();
}

{ // English.
  const { context, page } = await open("desk", { locale: "en-GB" });
  await signIn(page, "agent");
  const text = await page.textContent("body");
  ok(/My day/.test(text) && /€1,200\.00/.test(text), "English pages, English figures");
  ok(!/[àèùçœ]|dossier|échu/i.test(await page.evaluate(() => {
    document.querySelectorAll("td.deb, td.why, aside h2, .me, tr, .blk").forEach((n) => n.remove());
    return document.body.innerText;
  })), "no French is left around the data");
  await context.close();
}

await end();
