import { base, end, ok, open, scan, signIn } from "../journey.mjs";

for (const size of ["desk", "phone"]) { // The keys of a page, help, and what is noted on a file.
  const { context, page, noise } = await open(size);
  await signIn(page, "agent");
  if (size === "desk") {
    await page.goto(`${base}/files?q=atelier`);
    const file = (await page.getAttribute("#queue a.nm", "href")).split("/").pop();
    await page.goto(`${base}/day?row=${file}`);
    await page.waitForSelector("#panel [data-key=M]"); // one who has an e-mail address
    await page.keyboard.press("?");
    const told = await page.locator("dialog[open] dt").allTextContents();
    const declared = await page.locator("[data-key]").evaluateAll((all) => all.map((e) => e.dataset.key));
    ok(declared.length > 3 && declared.every((k) => told.some((t) => t.trim() === k)), "? shows every key the page declares",
      `${declared} / ${told}`);
    const said = await page.locator("dialog[open] dd").allTextContents();
    ok(!said.some((t) => t.includes("@")), "in words, not by an address", said.join());
    await scan(page, "desk keys");
    await page.keyboard.press("Escape");
    ok((await page.locator("dialog").count()) === 0, "Escape closes it");
    await page.focus(".gl");
    ok(await page.isVisible(".gl:focus [role=tooltip]"), "a word of the trade says what it means when it has the focus");
  }
  await page.goto(`${base}/help`);
  await scan(page, `${size} help`);
  const sample = await context.request.get(base + await page.getAttribute("a[download='exemple-factures.csv']", "href"));
  ok(sample.status() === 200 && (await sample.text()).startsWith("compte;nom;facture"), `${size}: a file to try can be had`);
  await page.goto(`${base}/files?q=atelier`);
  await page.click("#queue a.nm");
  await page.waitForSelector("details.act");
  if (size === "desk") {
    await page.keyboard.press("n");
    await page.keyboard.type("reçoit le courrier le lundi");
    await page.keyboard.press("Enter");
    await page.waitForURL((u) => u.searchParams.get("done") === "note");
    ok((await page.textContent("main [role=status]")).includes("note"), "N notes on the file, and it is said");
  }
  await page.locator("details.act").evaluateAll((all) => all.forEach((d) => { d.open = true; }));
  await scan(page, `${size} file with its forms`);
  ok(noise.length === 0, `${size}: help: nothing to complain about`, noise.join("\n"));
  await context.close();
}

await end();
