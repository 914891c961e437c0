import './theme/layers.css';
import './theme/mantine-base.css';
import './theme/global.css';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api/problem';
import { App } from './app/app';
import { loadErrorPages } from './app/error-pages';
import { usePrefs } from './app/prefs';
import { initI18n } from './i18n';
import { isMissingPart, watchMissingParts } from './shared/lib/missing-part';
import { adoptThemeVariables } from './theme/adopt';

watchMissingParts();
adoptThemeVariables();
await initI18n(usePrefs.getState().language);

const root = document.getElementById('root');
const options = {
  // A refusal, a lost connection or a part that is away is an answer, and it is on screen; anything else is a bug.
  onCaughtError: (error: unknown) => {
    if (!(error instanceof ApiError || isMissingPart(error))) reportError(error);
  },
};
if (root) createRoot(root, options).render(<App />);
loadErrorPages();

if (import.meta.env.PROD) void import('./app/worker/register').then(({ registerWorker }) => registerWorker());
