import { base, end, ok, open, scan, signIn } from "../journey.mjs";

{ // What is done on a file from the day, by keys only: first, later, somebody else's; and undone.
  const { context, page, noise } = await open("desk");
  await signIn(page, "agent");
  const order = () => page.locator("#queue tbody tr").evaluateAll((rows) => rows.map((r) => r.dataset.ref));
  const said = () => page.textContent("main [role=status]");
  const key = async (k) => { await page.keyboard.press(k); };
  const done = (act) => page.waitForURL((u) => u.searchParams.get("done") === act);
  const before = await order();
  await key("j");
  const ref = await page.getAttribute("#queue tr.sel", "data-ref");
  await page.waitForFunction((r) => document.querySelector("#panel #file")?.getAttribute("href").endsWith(r), ref);
  await key("p");
  await done("pin");
  ok((await order())[0] === ref && (await said()).includes(ref), "P pins the file: it is first, and said so");
  await scan(page, "desk day pinned");
  await key("z");
  await done("release");
  ok((await order()).join() === before.join(), "Z takes it back: the list is as it was");
  await page.goto(`${base}/day?row=${ref}`);
  await key("r");
  ok(await page.evaluate(() => document.activeElement.id === "postpone-why"), "R opens the form at what is to be said: a day is offered");
  await page.focus("#postpone-why");
  await key("Enter");
  await page.waitForSelector("#postpone-why-e");
  ok((await page.locator("[aria-invalid=true]").count()) === 1 && (await page.inputValue("#postpone-until")) === "2026-11-30",
    "a file is not postponed without a reason, and the day is still there");
  await scan(page, "desk postpone refused");
  await page.focus("#postpone-why");
  await page.keyboard.type("en congé jusqu’à lundi");
  await key("Enter");
  await done("postpone");
  ok(!(await order()).includes(ref), "with one it leaves the list");
  await key("z");
  await done("release");
  ok((await order()).join() === before.join(), "and comes back where it was");
  await page.goto(`${base}/day?row=${ref}`);
  await key("t");
  await page.keyboard.type("Nora");
  await key("Tab");
  await page.keyboard.type("sa cliente");
  await key("Enter");
  await done("give");
  ok(!(await order()).includes(ref), "T gives it to somebody else: it is on the list no more");
  await key("z");
  await done("give-back");
  ok((await order()).join() === before.join(), "and is given back");
  await page.goto(`${base}/day?row=${ref}`);
  await key("s");
  ok(await page.evaluate(() => document.activeElement.id === "outcome-code"), "S opens what came of a call");
  await key("Control+Enter");
  await page.waitForSelector("#outcome-code-e");
  ok((await page.locator("[aria-invalid=true]").count()) === 1, "nothing is noted that nobody chose");
  await scan(page, "desk outcome refused");
  await page.focus("#outcome-code");
  await page.keyboard.type("Mess");
  await key("Control+Enter");
  await done("outcome");
  ok((await said()).includes(ref), "a few letters and Ctrl and Enter note it");
  await page.goto(`${base}/day`);
  const thread = await page.locator(".fil i").evaluateAll((parts) => parts.map((p) => p.className));
  ok(thread[0] === "o" && thread.filter((c) => c === "now").length === 1 && thread.length === 1 + await page.locator("#queue tbody tr").count(),
    "the thread of the day has one more file behind it", thread.join());
  await page.goto(`${base}/files/${ref}?story=contacts`);
  ok((await page.textContent("main")).includes("Message laissé"), "the history of the file tells it");
  await page.goto(`${base}/files?q=atelier`);
  await page.click("#queue a.nm");
  await page.waitForURL("**/files/C-*"); // loaded, with the script that knows the keys
  const mail = page.locator("#contacts .fact", { hasText: "compta@essais.example" });
  ok((await mail.textContent()).includes("Non confirmé"), "an address nobody answered from is not confirmed");
  for (const way of ["Appel", "E-mail"]) {
    await key("s");
    await page.keyboard.type("Rappel");
    await key("Tab");
    await page.keyboard.type(way);
    await key("Control+Enter");
    await done("outcome");
    ok((await mail.textContent()).includes(way === "E-mail" ? "Utilisable" : "Non confirmé"),
      way === "E-mail" ? "an answer by e-mail makes it usable" : "a call says nothing of it");
    await page.goto(page.url().split("?")[0]);
  }
  await scan(page, "desk file with an answered e-mail");
  await key("e");
  await page.fill("#promise-amount", "douze");
  await page.press("#promise-amount", "Control+Enter");
  await page.waitForSelector("#promise-amount-e");
  ok(await page.evaluate(() => document.activeElement.id === "promise-amount"), "what is no amount is said beside it, where one goes on");
  const file = page.url().replace("/acts/", "/files/").split("?")[0];
  await page.goto(file);
  await key("e");
  await page.fill("#promise-on", "2026-02-05");
  await page.press("#promise-on", "Control+Enter");
  await page.waitForSelector("#promise-on-e");
  ok((await page.textContent("#promise-on-e")).includes("05/02/2026"), "a day is said as people write it");
  await page.goto(file);
  await key("e");
  await page.fill("#promise-on", "2026-11-27");
  await page.focus("#promise-amount");
  await page.keyboard.type("20");
  await key("Control+Enter");
  await done("promise");
  ok(/Il manque\s: le moyen, les factures, qui l’a promis\./.test(await said()), "a promise that lacks parts is kept, and what it lacks is said");
  await scan(page, "desk file with an incomplete promise");
  await page.goto(file);
  await key("l");
  await page.keyboard.type("Prix");
  await key("Control+Enter");
  await page.waitForURL("**/acts/**");
  ok((await page.textContent("fieldset.act-i")).includes("Cochez au moins une facture.") &&
    await page.evaluate(() => document.activeElement === document.querySelector("fieldset.act-i input")),
    "a dispute without an invoice is refused, and one stands on the first to tick");
  await scan(page, "desk dispute refused");
  ok((await page.textContent(".rl-keys")).includes("enregistrer") && !(await page.textContent(".rl-keys")).includes("appeler"),
    "the keys below the page are those it answers to");
  await key("Space");
  await key("Control+Enter");
  await done("dispute");
  ok((await said()).includes("litige") && (await page.textContent("main")).includes("Prix"), "ticked by the space bar, it is open");
  await page.goto(file);
  await key("w");
  await page.fill("#hold-until", "2026-11-30");
  await page.focus("#hold-reason");
  await key("ArrowDown");
  await key("Control+Enter");
  await done("hold");
  ok((await said()).includes("attente"), "the file is put on hold");
  ok(noise.length === 0, "acts of the day: nothing to complain about", noise.join("\n"));
  await context.close();
}

await end();
