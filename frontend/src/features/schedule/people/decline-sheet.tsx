import { Button, Drawer, Modal, Radio, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '@/api/connection';
import type { DeclineReason } from '@/api/gen';
import { usePhone } from '../use-phone';
import classes from './decline-sheet.module.css';

const REASONS = ['illness', 'busy', 'family', 'other'] as const satisfies readonly DeclineReason[];

interface Refusal {
  reason: DeclineReason;
  comment: string;
}

/** What was typed before the sheet was put away; it is still there when the sheet comes back. */
export type RefusalDraft = Omit<Refusal, 'reason'> & { reason: DeclineReason | null };

export const NO_REFUSAL: RefusalDraft = { reason: null, comment: '' };

interface Props {
  /** «Три сестры, чт 19.11, 16:30–19:00». */
  readonly about: string;
  /** Who reads it. */
  readonly reader: string | null;
  readonly draft: RefusalDraft;
  readonly busy: boolean;
  readonly onDraft: (draft: RefusalDraft) => void;
  readonly onSend: (refusal: Refusal) => void;
  readonly onClose: () => void;
}

function Body({ reader, draft, busy, onDraft, onSend, onClose }: Omit<Props, 'about'>) {
  const { t } = useTranslation('scheduleCalls');
  const [wanted, setWanted] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const comment = useRef<HTMLInputElement>(null);
  const online = useConnection(({ status }) => status === 'online');
  const needed = draft.reason === 'other';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { reason } = draft;
    if (reason === null) {
      setWanted(true);
      return first.current?.focus();
    }
    if (needed && draft.comment.trim() === '') {
      setWanted(true);
      return comment.current?.focus();
    }
    onSend({ ...draft, reason });
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <Radio.Group
        aria-label={t('sheet.reasons')}
        error={wanted && draft.reason === null ? t('sheet.choose') : null}
        value={draft.reason}
        onChange={(value) => {
          const reason = REASONS.find((known) => known === value);
          if (reason) onDraft({ ...draft, reason });
        }}
      >
        <div className={classes.reasons}>
          {REASONS.map((reason, index) => (
            <Radio
              key={reason}
              ref={index === 0 ? first : null}
              value={reason}
              label={t(`reasonOption.${reason}`)}
              className={classes.reason ?? ''}
              size="md"
            />
          ))}
        </div>
      </Radio.Group>
      <TextInput
        ref={comment}
        label={t(needed ? 'sheet.commentWanted' : 'sheet.comment')}
        required={needed}
        maxLength={1000}
        value={draft.comment}
        onChange={(event) => onDraft({ ...draft, comment: event.currentTarget.value })}
        error={wanted && needed && draft.comment.trim() === '' ? t('sheet.explain') : null}
      />
      <p className={classes.note}>
        {online
          ? reader === null
            ? t('sheet.anybody')
            : t('sheet.reader', { name: reader })
          : reader === null
            ? t('sheet.anybodyLater')
            : t('sheet.readerLater', { name: reader })}
      </p>
      <div className={classes.pair}>
        <Button variant="default" size="xl" onClick={onClose}>
          {t('sheet.keep')}
        </Button>
        <Button type="submit" color="red" size="xl" loading={busy} leftSection={<IconX size={20} />}>
          {t('sheet.submit')}
        </Button>
      </div>
    </form>
  );
}

/** Why somebody cannot come. On a phone it rises from below, under the thumb; put away it keeps what was typed. */
export function DeclineSheet({ about, ...body }: Props) {
  const { t } = useTranslation(['scheduleCalls', 'common']);
  const phone = usePhone();
  const title = (
    <>
      {t('sheet.title')}
      <small className={classes.about}>{about}</small>
    </>
  );
  const close = { 'aria-label': t('common:close') };
  if (!phone) {
    return (
      <Modal opened onClose={body.onClose} title={title} closeButtonProps={close}>
        <Body {...body} />
      </Modal>
    );
  }
  return (
    <Drawer
      opened
      onClose={body.onClose}
      position="bottom"
      size="auto"
      title={title}
      closeButtonProps={close}
      classNames={{
        content: classes.content ?? '',
        header: classes.header ?? '',
        title: classes.title ?? '',
        body: classes.sheet ?? '',
      }}
    >
      <Body {...body} />
    </Drawer>
  );
}
