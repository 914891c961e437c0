import { Modal, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../kbd/kbd';
import classes from './hotkey-sheet.module.css';
import { type HotkeyGroup, keyCaps, useHotkeyRegistry } from './registry';

const GROUPS: readonly HotkeyGroup[] = ['act', 'go', 'list'];

function Keys({ keys }: { keys: string }) {
  const { t } = useTranslation('shell');
  return (
    <span className={classes.keys}>
      {keyCaps(keys).map((caps, index) => (
        <span key={caps.join('+')} className={classes.keys}>
          {index > 0 ? <span className={classes.then}>{t('keys.afterwards')}</span> : null}
          {caps.map((cap) => (
            <Kbd key={cap}>{cap}</Kbd>
          ))}
        </span>
      ))}
      <span className="visually-hidden">
        {keyCaps(keys)
          .map((caps) => caps.join('+'))
          .join(` ${t('keys.afterwards')} `)}
      </span>
    </span>
  );
}

/** Lists every key that works on the page behind it. */
export function HotkeySheet({
  opened,
  onClose,
  singleKeys,
  onSingleKeys,
}: {
  opened: boolean;
  onClose: () => void;
  singleKeys: boolean;
  onSingleKeys: (on: boolean) => void;
}) {
  const { t } = useTranslation(['shell', 'common']);
  const entries = useHotkeyRegistry((state) => state.entries);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.title')}
      size={560}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <p className={classes.hint}>{t('keys.hint')}</p>
      <div className={classes.groups}>
        {GROUPS.map((group) => {
          const rows = entries.filter((entry) => entry.group === group);
          const unique = rows.filter(
            (entry, index) => rows.findIndex((other) => other.keys === entry.keys) === index,
          );
          return unique.length === 0 ? null : (
            <section key={group}>
              <h3>{t(`keys.groups.${group}`)}</h3>
              <dl className={classes.list}>
                {unique.map((entry) => (
                  <div key={entry.keys}>
                    <dt>{entry.label}</dt>
                    <dd>
                      <Keys keys={entry.keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
      <Switch
        className={classes.switch ?? ''}
        label={t('keys.single')}
        description={t('keys.singleHint')}
        checked={singleKeys}
        onChange={(event) => onSingleKeys(event.currentTarget.checked)}
      />
    </Modal>
  );
}
