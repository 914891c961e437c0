import './theme/layers.css';
import './theme/mantine-entry.css';
import './theme/global.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { usePrefs } from './app/prefs';
import { initI18n } from './i18n';
import { adoptThemeVariables } from './theme/adopt';

adoptThemeVariables();
await initI18n(usePrefs.getState().language);

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
