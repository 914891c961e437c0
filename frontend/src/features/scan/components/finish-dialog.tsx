import { Button, Modal } from '@mantine/core';
import { IconClipboard, IconList, IconTag } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { notify } from '@/shared/ui/notify/notify';
import type { Summary } from '../session';
import { forget } from '../store';
import classes from './finish-dialog.module.css';

/** As many as one address and one sheet take. */
const MOST = 500;

/** The end of a round: what to do with everything that was scanned. */
export function FinishDialog({ summary, onClose }: { summary: Summary; onClose: () => void }) {
  const { t } = useTranslation(['scan', 'common']);
  const ids = summary.itemIds.slice(0, MOST);
  const unknown = summary.lines.filter(
    ({ last }) => last.outcome.state === 'unknown' || last.outcome.state === 'ambiguous',
  );
  const copy = async () => {
    await navigator.clipboard.writeText(unknown.map(({ last }) => last.readings[0]).join('\n'));
    notify.done(t('done.copied'));
  };
  const again = () => {
    forget((scan) => scan.outcome.state === 'found');
    onClose();
  };
  const rest = [
    summary.unknown > 0 ? t('unknownCount', { count: summary.unknown }) : null,
    summary.waiting > 0 ? t('waitingCount', { count: summary.waiting }) : null,
  ].filter(Boolean);
  return (
    <Modal
      opened
      onClose={onClose}
      size={440}
      title={t('done.title', { count: summary.found })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <div className={classes.acts}>
        {rest.length > 0 ? (
          <p>
            {rest.join(' · ')}. {t('done.left')}
          </p>
        ) : null}
        {ids.length > 0 ? (
          <>
            <Button
              size="xl"
              leftSection={<IconList size={20} stroke={1.6} />}
              renderRoot={(props) => <Link {...props} to="/inventory" search={{ id: ids }} />}
            >
              {t('done.openList')}
            </Button>
            <small>{t('done.openListHint')}</small>
            <Button
              size="xl"
              variant="default"
              leftSection={<IconTag size={20} stroke={1.6} />}
              renderRoot={(props) => <Link {...props} to="/inventory/labels" search={{ ids }} />}
            >
              {t('done.labels')}
            </Button>
          </>
        ) : null}
        {unknown.length > 0 && navigator.clipboard ? (
          <Button
            size="xl"
            variant="default"
            leftSection={<IconClipboard size={20} stroke={1.6} />}
            onClick={() => void copy().catch(notify.error)}
          >
            {t('done.copy')}
          </Button>
        ) : null}
        <div className={classes.pair}>
          <Button size="xl" variant="default" onClick={again}>
            {t('done.again')}
          </Button>
          <Button size="xl" variant="default" onClick={onClose}>
            {t('done.resume')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
