import { base, end, ok, open, scan, signIn } from "../journey.mjs";

for (const size of ["desk", "phone"]) { // A statement by e-mail, from its file to the outbox, by key.
  const { context, page, noise } = await open(size);
  await signIn(page, "agent");
  await page.goto(`${base}/mails`);
  await scan(page, `${size} outbox`);
  await page.goto(`${base}/files?q=atelier`);
  await page.click("#queue a.nm");
  await page.waitForSelector("#mail");
  await page.keyboard.press("m");
  await page.waitForURL("**/mails/write/**");
  await page.click(".rl-seg a[href*='kind=releve']");
  await page.waitForSelector("[data-key=E]");
  await scan(page, `${size} e-mail to be sent`);
  ok((await page.locator(".txt").innerText()).includes("Maison Tréhorel"), `${size}: its words are shown`);
  await page.keyboard.press("e");
  await page.waitForURL("**/mails/P-*");
  await scan(page, `${size} e-mail as it was sent`);
  await page.goBack();
  await page.waitForSelector(".rl-note a[href^='/mails/P-']");
  ok((await page.locator("[data-key=E]").count()) === 0, `${size}: opened again, it says that one waits`);
  await scan(page, `${size} e-mail that waits already`);
  await page.goto(`${base}/mails`);
  ok((await page.locator("#queue tbody tr").count()) === 1, `${size}: sent twice, it waits once`);
  await scan(page, `${size} e-mails that wait`);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/mails/P-*");
  ok(true, `${size}: a row is opened by key`);
  await page.goto(`${base}/mails`);
  await page.click("button[value=stop]");
  await page.waitForURL("**/mails?done=1");
  ok((await page.locator("#queue").count()) === 0, `${size}: one that is not to leave waits no more`);
  ok(noise.length === 0, `${size}: e-mails: nothing to complain about`, noise.join("\n"));
  await context.close();
}

for (const size of ["desk", "phone"]) { // The mail server, by an administrator.
  const { context, page, noise } = await open(size);
  await signIn(page, "adele");
  await page.goto(`${base}/settings/mail`);
  await scan(page, `${size} mail server`);
  await page.fill("#host", "pas un serveur");
  await page.click("button[value=save]");
  await page.waitForSelector("[aria-invalid=true]");
  await scan(page, `${size} mail server refused`);
  await page.fill("#host", "127.0.0.1");
  await page.selectOption("#login", "password");
  await page.fill("#user", "compta");
  await page.fill("#secret", "secret du journal");
  await page.click("button[value=save]");
  await page.waitForURL("**/settings/mail?done=save");
  ok((await page.inputValue("#secret")) === "", `${size}: the secret is not shown again`);
  await page.click("summary >> text=OAuth 2");
  await scan(page, `${size} mail server kept`);
  ok(noise.length === 0, `${size}: mail server: nothing to complain about`, noise.join("\n"));
  await context.close();
}

await end();
