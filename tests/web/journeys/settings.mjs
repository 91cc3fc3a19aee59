// The pages of settings, at both widths.
import { base, end, ok, open, scan, signIn } from "../journey.mjs";

for (const size of ["desk", "phone"]) {
  const { context, page, noise } = await open(size);
  await signIn(page, "adele");
  await page.goto(`${base}/files`);
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await page.waitForURL("**/settings");
  ok(true, `${size}: two keys lead to the settings`);
  await scan(page, `${size} settings`);
  ok(noise.filter((n) => !/4\d\d/.test(n)).length === 0, `${size}: settings: nothing to complain about`, noise.join("\n"));
  await context.close();
}

await end();
