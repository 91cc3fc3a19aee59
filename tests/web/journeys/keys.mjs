// The day, the files and the search by keys only.
import { base, end, ok, open, scan, signIn } from "../journey.mjs";

{ // Keys.
  const { context, page, noise } = await open("desk");
  await signIn(page, "agent");
  const selected = () => page.getAttribute("#queue tr.sel", "data-ref");
  const panelTitle = () => page.textContent("#panel h2");
  // Leaving a page cuts a panel that is on its way, and the browser tells: it is waited for.
  const panelShows = (t) => page.waitForFunction((t) => document.querySelector("#panel h2")?.textContent === t, t);
  const first = await selected();
  const firstTitle = await panelTitle();
  await page.keyboard.press("j");
  const second = await selected();
  ok(second !== first, "J selects the next file");
  const name = (await page.textContent("#queue tr.sel a.nm")).trim();
  await panelShows(name);
  ok((await panelTitle()) === name, "the panel follows without a reload");
  ok((await page.locator("#panel").count()) === 1, "and there is one panel");
  await page.keyboard.press("k");
  ok((await selected()) === first, "K goes back");
  await panelShows(firstTitle);
  await page.keyboard.press("j");
  await panelShows(name);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/files/${second}`);
  ok(true, "Enter opens the selected file");
  await page.goBack();
  await page.waitForURL("**/day**");
  ok((await selected()) === second, "the way back keeps the selection");
  await page.keyboard.press("/");
  ok(await page.evaluate(() => document.activeElement.id === "search"), "/ goes to the search");
  await page.keyboard.type("jkd");
  ok((await page.inputValue("#search")) === "jkd", "letters in a field are letters");
  await page.fill("#search", "");
  await page.keyboard.type("brassrie");
  await page.waitForSelector("#search-live a.hit");
  await scan(page, "found as one types");
  await page.keyboard.press("ArrowDown");
  ok(await page.evaluate(() => document.activeElement.className === "hit"), "the arrow leads to what was found");
  await page.keyboard.press("Escape");
  ok(await page.evaluate(() => document.activeElement.id === "search" && document.getElementById("search-live").firstChild === null),
    "Escape leads back");
  await page.keyboard.type(" fictive");
  await page.waitForSelector("#search-live a.hit");
  await page.keyboard.press("ArrowDown");
  const found = await page.getAttribute("#search-live a.hit", "href");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${found}`);
  ok(true, "Enter opens it");
  await page.goBack();
  await page.keyboard.press("/");
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await page.waitForURL("**/files");
  ok(true, "G then L leads to the files");
  const exported = async () => {
    const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("x")]);
    return file.suggestedFilename();
  };
  ok((await exported()).startsWith("relance-liste-dossiers-"), "X takes the files away as a workbook");
  await page.goto(`${base}/day`);
  ok((await exported()).startsWith("relance-journee-"), "and the day");
  await page.goto(`${base}/files`);
  await page.keyboard.press("Tab");
  ok(await page.evaluate(() => document.activeElement.className === "rl-skip"),
    "the first Tab stop skips to the content");
  ok(noise.length === 0, "keys: nothing to complain about", noise.join("\n"));
  await context.close();
}

await end();
