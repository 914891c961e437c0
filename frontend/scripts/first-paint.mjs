// Prints, as JSON, milliseconds of the largest contentful paint of the inventory's page, one number a visit. Each visit
// is a browser profile of its own, so nothing is cached, and the processor is four times slower.
// node scripts/first-paint.mjs BASE_URL EMAIL PASSWORD
import { chromium } from '@playwright/test';

const VISITS = 5;
const SLOWER = 4;
const SETTLED_MS = 1000;
const [base, email, password] = process.argv.slice(2);

async function visit(browser) {
  const context = await browser.newContext({
    baseURL: base,
    locale: 'ru-RU',
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
  });
  try {
    const signedIn = await context.request.post('/api/v1/auth/login', {
      data: { email, password, client: 'web' },
      headers: { Origin: base },
    });
    if (!signedIn.ok()) throw new Error(`sign-in: ${signedIn.status()} ${await signedIn.text()}`);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.goto('/inventory');
    // The paint counts only if it is of the page that was asked for, with its rows.
    await page.locator('main a[href*="/inventory/"]').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(SETTLED_MS);
    return await page.evaluate(
      () =>
        new Promise((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime)).observe({
            type: 'largest-contentful-paint',
            buffered: true,
          });
        }),
    );
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
  for (let number = 0; number < VISITS; number += 1) paints.push(await visit(browser));
  process.stdout.write(`${JSON.stringify(paints)}\n`);
} finally {
  await browser.close();
}
