import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';

export const roles = {
  admin: 'admin@theatre.demo',
  director: 'td@theatre.demo',
  assistant: 'assistant@theatre.demo',
  head: 'light.head@theatre.demo',
  staff: 'light.staff@theatre.demo',
  actor: 'actor@theatre.demo',
  stranger: 'admin@second.demo',
} as const;
export type Role = keyof typeof roles;
export const PASSWORD = 'theatre-demo';

/** Fills the sign-in form that is on screen. */
export async function fillSignIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByRole('textbox', { name: /Эл\. почта|E-mail/ }).fill(email);
  await page.locator('input[autocomplete="current-password"]').fill(password);
  await page.keyboard.press('Enter');
}

/** What a test expects to go wrong; everything else on the console or above status 499 fails it. */
interface Tolerance {
  /** Statuses of answers the test provokes; Chromium writes each failed request to the console. */
  statuses: number[];
  /** Parts of messages: a lost network is told by the browser itself. */
  texts: string[];
}

/**
 * Collects what must not happen: console errors and warnings, uncaught exceptions, answers of 500 and more.
 *
 * @returns the list, filled while the page lives.
 */
function watch(page: Page, tolerance: Tolerance): string[] {
  const faults: string[] = [];
  const expected = () => ['Service Worker registration blocked by Playwright', ...tolerance.texts];
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    const status = /status of (\d+)/.exec(message.text())?.[1];
    if (status && tolerance.statuses.includes(Number(status))) return;
    if (expected().some((text) => message.text().includes(text))) return;
    faults.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500 && !tolerance.statuses.includes(response.status())) {
      faults.push(`${response.status()} ${response.request().method()} ${response.url()}`);
    }
  });
  return faults;
}

interface Fixtures {
  tolerance: Tolerance;
  /** A page signed in as a role. The role's context lives as long as the worker: its refresh cookie rotates in it. */
  as: (role: Role) => Promise<Page>;
}

interface WorkerFixtures {
  contexts: Map<Role, BrowserContext>;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  contexts: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
    async ({}, use) => {
      const contexts = new Map<Role, BrowserContext>();
      await use(contexts);
      for (const context of contexts.values()) await context.close();
    },
    { scope: 'worker' },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  tolerance: async ({}, use) => {
    await use({ statuses: [], texts: [] });
  },

  page: async ({ page, tolerance }, use) => {
    const faults = watch(page, tolerance);
    await use(page);
    expect(faults, 'console, exceptions and server errors').toEqual([]);
  },

  as: async ({ browser, contexts, tolerance, baseURL, viewport, locale, timezoneId }, use) => {
    const opened: { page: Page; faults: string[] }[] = [];
    await use(async (role) => {
      let context = contexts.get(role);
      if (!context) {
        context = await browser.newContext({
          baseURL: baseURL ?? '',
          viewport,
          locale: locale ?? 'ru-RU',
          timezoneId: timezoneId ?? 'Europe/Moscow',
          serviceWorkers: 'block',
        });
        contexts.set(role, context);
        const page = await context.newPage();
        await page.goto('/login');
        await fillSignIn(page, roles[role]);
        await page.waitForURL((url) => url.pathname !== '/login');
        await page.close();
      }
      const page = await context.newPage();
      await page.setViewportSize(viewport ?? { width: 1440, height: 900 });
      opened.push({ page, faults: watch(page, tolerance) });
      return page;
    });
    for (const { page, faults } of opened) {
      await page.close();
      expect(faults, 'console, exceptions and server errors').toEqual([]);
    }
  },
});

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeViolation {
  id: string;
  impact: string | null;
  nodes: { target: unknown; failureSummary?: string }[];
}

/** No serious or critical finding of axe on what is on screen. */
export async function expectAccessible(page: Page): Promise<void> {
  // Half-faded texts have other contrasts.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        // What goes on for ever (a picture on its way) is not waited for.
        .filter((animation) => animation.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
        .map((animation) => animation.finished.catch(() => 0)),
    ),
  );
  // Evaluated through the debugger, not as a script element: the page's content security policy stays in force.
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (): Promise<AxeViolation[]> => {
    const axe: { run: (options: object) => Promise<{ violations: AxeViolation[] }> } = Reflect.get(
      window,
      'axe',
    );
    const result = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return result.violations;
  });
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => JSON.stringify(node.target)).join(', ')}`);
  expect(serious, 'axe').toEqual([]);
}

export { expect };
