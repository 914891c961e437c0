// Runs before the first paint, so that a dark wing never flashes white. A file of its own: the content security
// policy allows no inline script. The same storage key is written by src/app/prefs.ts.
(() => {
  let prefs = {};
  try {
    prefs = JSON.parse(localStorage.getItem('kulisa.prefs') ?? '{}').state ?? {};
  } catch {
    // Storage is closed or damaged: defaults are fine.
  }
  const dark =
    prefs.theme === 'dark' || (prefs.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  const root = document.documentElement;
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  root.setAttribute('data-density', prefs.density ?? 'normal');
  root.lang = prefs.language ?? 'ru';
})();
