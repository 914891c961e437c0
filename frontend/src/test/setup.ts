import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { changeLanguage, initI18n, loadAllTexts } from '@/i18n';

configure({ asyncUtilTimeout: 5000 });

// happy-dom lays nothing out: the virtual list needs a window of some height to show rows in.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 720 });
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 1200 });

beforeAll(async () => {
  await initI18n('ru');
  await loadAllTexts();
});
beforeEach(async () => {
  localStorage.clear();
  await changeLanguage('ru');
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});
