import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { giveFocusBack } from '@/shared/lib/focus-back';
import { PermissionsProvider, useCan } from '@/shared/permissions';
import { type Hotkey, HotkeySheet, useHotkeyRegistry, useHotkeys } from '@/shared/ui/hotkeys';
import { notify } from '@/shared/ui/notify/notify';
import { type StoredPreferences, StoredPreferencesProvider } from '@/shared/ui/views';
import { PHONE_MAX } from '@/theme/tokens';
import { useOutbox } from '../outbox';
import { useOutboxWatch } from '../outbox/use-watch';
import { savePreferences } from '../preferences';
import { usePrefs } from '../prefs';
import { useMe } from '../use-me';
import { ConnectionBar } from './connection-bar';
import { Layers } from './layers';
import { PhoneBar } from './phone-bar';
import { sectionsFor } from './sections';
import classes from './shell.module.css';
import { Sidebar } from './sidebar';
import { TopBar } from './top-bar';

const loadOutbox = async () => (await import('./outbox-sheet')).loadOutboxSheet();
const OutboxSheet = lazy(loadOutbox);

/** After a change of page the focus goes to its heading: readers hear where they are, the next Tab starts there. */
function useFocusOnNavigation(main: React.RefObject<HTMLElement | null>) {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
        // A page just opened from its address starts at its beginning, with the skip link.
        if (!pathChanged || fromLocation === undefined) return;
        const active = document.activeElement;
        // A field that took the focus on its own (autoFocus) keeps it.
        if (active instanceof HTMLInputElement && main.current?.contains(active)) return;
        (main.current?.querySelector('h1') ?? main.current)?.focus({ preventScroll: true });
      }),
    [router, main],
  );
}

function Frame() {
  const { t } = useTranslation('shell');
  const main = useRef<HTMLElement>(null);
  const navigate = useNavigate();
  const can = useCan();
  const phone = useMediaQuery(`(max-width: ${PHONE_MAX}px)`, false, { getInitialValueInEffect: false });
  const collapsed = usePrefs((prefs) => prefs.sidebar === 'collapsed');
  const singleKeys = usePrefs((prefs) => prefs.singleKeys);
  const [sheet, sheetControl] = useDisclosure(false);
  const sections = sectionsFor(can);
  const outbox = useOutbox(({ opened }) => opened);
  useFocusOnNavigation(main);
  // Fetched while there is a network: it is needed when there is none.
  useEffect(() => void loadOutbox().catch(() => undefined), []);
  useEffect(giveFocusBack, []);
  useEffect(() => useHotkeyRegistry.setState({ singleKeys }), [singleKeys]);

  useHotkeys([
    {
      keys: 'Mod+Enter',
      label: t('keys.submit'),
      group: 'act',
      inInputs: true,
      run: () => document.activeElement?.closest('form')?.requestSubmit(),
    },
    { keys: 'Shift+Slash', label: t('keys.help'), group: 'act', run: sheetControl.open },
    ...sections.map(
      (section): Hotkey => ({
        keys: `KeyG ${section.key}`,
        label: t('keys.goTo', { section: t(`sections.${section.id}`) }),
        group: 'go',
        run: () => void navigate({ to: section.to }),
      }),
    ),
    {
      keys: 'KeyG KeyP',
      label: t('keys.goTo', { section: t('sections.profile') }),
      group: 'go',
      run: () => void navigate({ to: '/profile' }),
    },
  ]);

  return (
    <div className={classes.app} data-collapsed={collapsed || undefined}>
      <a className={classes.skip} href="#main">
        {t('skip')}
      </a>
      {phone ? null : <Sidebar sections={sections} />}
      <div className={classes.main}>
        <TopBar phone={phone} onKeys={sheetControl.open} />
        <ConnectionBar phone={phone} />
        <main ref={main} id="main" className={classes.page} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      {phone ? <PhoneBar sections={sections} /> : null}
      {outbox ? (
        <Suspense>
          <OutboxSheet />
        </Suspense>
      ) : null}
      <HotkeySheet
        opened={sheet}
        onClose={sheetControl.close}
        singleKeys={singleKeys}
        onSingleKeys={(on) => usePrefs.setState({ singleKeys: on })}
      />
    </div>
  );
}

/** The frame of every page after sign-in. */
export function Shell() {
  const me = useMe();
  const client = useQueryClient();
  const density = usePrefs((prefs) => prefs.density);
  useOutboxWatch(me.id);
  const stored = useMemo<StoredPreferences>(
    () => ({
      tables: me.preferences.tables,
      density,
      save: (patch) => void savePreferences(client, patch).catch(notify.error),
    }),
    [client, density, me.preferences],
  );
  return (
    <PermissionsProvider subject={me}>
      <StoredPreferencesProvider value={stored}>
        <Layers>
          <Frame />
        </Layers>
      </StoredPreferencesProvider>
    </PermissionsProvider>
  );
}
