// A file sent by page: looked at, taken, found on the list, taken back; with and without a script.
import { base, end, ok, open, scan, signIn } from "../journey.mjs";

const list = (name, rows) => ({
  name: `${name}.csv`, mimeType: "text/csv",
  buffer: Buffer.from(`compte;nom;facture;date;echeance;solde\n${rows.join("\n")}\n`),
});
const rows = (letter) => [`${letter}1;Menuiserie ${letter};${letter}-1;01/10/2026;31/10/2026;1200,00`,
  `${letter}2;Garage ${letter};${letter}-2;01/10/2026;31/13/2026;80,00`];

for (const size of ["desk", "phone"]) {
  const { context, page, noise } = await open(size);
  const letter = size === "desk" ? "D" : "P";
  await signIn(page, "comptable");
  await page.click("nav a[href='/imports']");
  await page.waitForURL("**/imports");
  await scan(page, `${size} imports`);
  await page.setInputFiles("#file", list(`liste-${size}`, rows(letter)));
  await page.selectOption("#creditor", "AAA");
  await page.click("main form button[type=submit]");
  await page.waitForURL(/\/imports\/\d+$/);
  await page.waitForSelector("button[value=take]");
  ok((await page.textContent("main")).includes("31/13/2026"), `${size}: what would change is shown, and the row that cannot be taken`);
  await scan(page, `${size} import looked at`);
  await page.click("details summary");
  await scan(page, `${size} import read otherwise`);
  await page.check("input[name=partial]");
  await page.keyboard.press("Tab");
  await page.keyboard.press("i");
  await page.waitForSelector("a[href^='/imports/I-']");
  ok((await page.textContent("main h1 + .rl-tag")) === "fait", `${size}: the key takes it, the page follows by itself`);
  await scan(page, `${size} import done`);
  const done = page.url();
  await page.fill("#why-q", `Garage ${letter}`);
  await page.press("#why-q", "Enter");
  await page.waitForURL("**/search/why?*");
  ok((await page.textContent(".why")).includes("31/13/2026"), `${size}: why he is not here: his row was refused`);
  await scan(page, `${size} why he is not here`);
  await page.goto(done);
  await page.click("a[href^='/imports/I-']");
  await page.waitForURL("**/imports/I-*");
  await scan(page, `${size} one import`);
  await page.check("input[name=sure]");
  await page.click("button[value=undo]");
  await page.waitForURL("**undone=1");
  ok((await page.textContent("main h1 + .rl-tag")) === "annulé", `${size}: it is taken back`);
  await page.goto(`${base}/imports`);
  await scan(page, `${size} imports with some`);
  ok(noise.length === 0, `${size}: imports: nothing to complain about`, noise.join("\n"));
  await context.close();
}

{ // Without a script the page refreshes itself until there is something to decide.
  const { context, page } = await open("phone", { javaScriptEnabled: false });
  await signIn(page, "comptable");
  await page.goto(`${base}/imports`);
  await page.setInputFiles("#file", {
    name: "inconnue.csv", mimeType: "text/csv",
    buffer: Buffer.from("Kunde;Beleg;Faellig;Offen\nD1;R-1;31.03.2026;10,00\n"),
  });
  await page.selectOption("#creditor", "AAA");
  await page.click("main form button[type=submit]");
  await page.waitForSelector("a[href^='/imports/mapping?from=']");
  ok(true, "without a script: the page comes to the list that nobody can read");
  await page.click("a[href^='/imports/mapping?from=']");
  for (const [name, field] of [["Kunde", "account"], ["Beleg", "number"], ["Faellig", "due"], ["Offen", "open"]])
    await page.getByLabel(name, { exact: true }).selectOption(field);
  await page.click("button[value=compose]");
  await page.fill("#name", "kunden import");
  await page.selectOption("#creditor", "AAA");
  await page.click("button[value=save]");
  await page.waitForURL(/\/imports\/\d+$/);
  await page.waitForSelector("button[value=take]");
  ok((await page.textContent("main")).includes("kunden import"), "without a script: its columns are said, and it is read with them");
  await context.close();
}

await end();
