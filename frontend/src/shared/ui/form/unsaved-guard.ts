import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { confirm } from '../confirm/confirm';

/**
 * Asks before a page with unsaved input is left, by link, by Back or by closing the tab.
 *
 * @param isDirty asked at the moment of leaving, so an uncontrolled form can answer `form.isDirty()`.
 */
export function useUnsavedGuard(isDirty: () => boolean): void {
  const { t } = useTranslation('shell');
  useBlocker({
    shouldBlockFn: async ({ current, next }) => {
      if (current.pathname === next.pathname || !isDirty()) return false;
      const leave = await confirm({
        title: t('unsaved.title'),
        text: t('unsaved.text'),
        action: t('unsaved.leave'),
        cancel: t('unsaved.stay'),
        danger: true,
      });
      return !leave;
    },
    enableBeforeUnload: isDirty,
  });
}
