// Prints, as JSON, milliseconds of the largest contentful paint of the inventory's page, one number a visit. Each visit
// is a browser profile of its own, so nothing is cached, and the processor is four times slower.
// node scripts/first-paint.mjs BASE_URL EMAIL PASSWORD
import { chromium } from '@playwright/test';

const VISITS = 5;
const SLOWER = 4;
const SETTLED_MS = 1000;
const [base, email, password] = process.argv.slice(2);

const profile = {
  baseURL: base,
  locale: 'ru-RU',
  viewport: { width: 1440, height: 900 },
  serviceWorkers: 'block',
};

/** What a signed-in person's browser keeps, without its cache. */
async function signIn(browser) {
  const context = await browser.newContext(profile);
  const page = await context.newPage();
  await page.goto('/login');
  await page.getByRole('textbox', { name: /Эл\. почта/ }).fill(email);
  await page.locator('input[autocomplete="current-password"]').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/login');
  const kept = await context.storageState();
  await context.close();
  return kept;
}

async function visit(browser, storageState) {
  const context = await browser.newContext({ ...profile, storageState });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.goto('/inventory');
    // The paint counts only if it is of the page that was asked for, with its rows.
    await page.getByRole('row').nth(1).waitFor();
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(SETTLED_MS);
    const paint = await page.evaluate(
      () =>
        new Promise((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime)).observe({
            type: 'largest-contentful-paint',
            buffered: true,
          });
        }),
    );
    return { paint, kept: await context.storageState() };
  } finally {
    await context.close();
  }
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH,
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
try {
  const paints = [];
  let kept = await signIn(browser);
  for (let number = 0; number < VISITS; number += 1) {
    const seen = await visit(browser, kept);
    paints.push(seen.paint);
    kept = seen.kept;
  }
  process.stdout.write(`${JSON.stringify(paints)}\n`);
} finally {
  await browser.close();
}
