import { base, end, ok, open, scan, signIn } from "../journey.mjs";

{ // Two people on one file: nobody writes over what he did not see, nothing typed is lost.
  const one = await open("desk"), two = await open("desk");
  await signIn(one.page, "agent");
  await signIn(two.page, "narrow");
  await one.page.goto(`${base}/files?q=brasserie`);
  const href = await one.page.getAttribute("#queue a.nm", "href");
  const form = href.replace("/files/", "/acts/") + "?act=note";
  await one.page.goto(base + form);
  await two.page.goto(base + form);
  await two.page.fill("#note-text", "la comptable rappelle vendredi");
  await two.page.press("#note-text", "Enter");
  await two.page.waitForURL("**done=note**");
  await one.page.fill("#note-text", "ne répond plus");
  await one.page.press("#note-text", "Enter");
  await one.page.waitForSelector("[role=alert]");
  const shown = await one.page.textContent("main");
  ok(shown.includes("Nora Narrow") && shown.includes("la comptable rappelle vendredi"),
    "a file that changed meanwhile says what, and who did it");
  ok((await one.page.inputValue("#note-text")) === "ne répond plus", "what one typed is still there");
  await scan(one.page, "desk changed meanwhile");
  await one.page.press("#note-text", "Enter");
  await one.page.waitForURL("**done=note**");
  ok(true, "and is saved when one says it again");
  await one.context.close();
  await two.context.close();
}

await end();
