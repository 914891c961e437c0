import { Button, Modal, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addPerformanceItems } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { toApiError } from '@/api/problem';
import { randomId } from '@/shared/lib/random-id';
import { confirm } from '@/shared/ui/confirm/confirm';
import { FormError } from '@/shared/ui/form/form-error';
import { notify } from '@/shared/ui/notify/notify';
import { NumberField } from '@/shared/ui/number-field/number-field';
import { PHONE_MAX } from '@/theme/tokens';
import classes from './add-needs.module.css';
import {
  byLine,
  MOST_NEEDS,
  type NeedDraft,
  type Place,
  toLine,
  type Unfound,
  withItem,
  withList,
} from './draft';
import { ItemFinder } from './item-select';
import { NeedRow } from './need-row';
import { parseList } from './phrases';
import { resolveAll } from './resolve';
import { UnfoundRow } from './unfound-row';

const MOST_ACTS = 20;

/** Several things that a title needs, one after the other from the keyboard, saved together. */
export function AddNeeds({ titleId, onClose }: { titleId: number; onClose: () => void }) {
  const { t } = useTranslation(['titles', 'common', 'validation', 'shell']);
  const client = useQueryClient();
  const phone = useMediaQuery(`(max-width: ${PHONE_MAX}px)`, false, { getInitialValueInEffect: false });
  const form = useRef<HTMLFormElement>(null);
  const [place, setPlace] = useState<Place>({ act: null, scene: '' });
  const [lines, setLines] = useState<readonly NeedDraft[]>([]);
  const [unfound, setUnfound] = useState<readonly Unfound[]>([]);
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map());
  const [problem, setProblem] = useState<string | null>(null);
  // One key for one and the same request; what has been changed since is another.
  const [key, setKey] = useState(randomId);
  const fresh = () => {
    setFaults(new Map());
    setProblem(null);
    setKey(randomId);
  };
  const set = (next: readonly NeedDraft[]) => {
    setLines(next);
    fresh();
  };
  const move = (next: Partial<Place>) => {
    setPlace({ ...place, ...next });
    fresh();
  };
  const read = useMutation({
    mutationFn: (text: string) => resolveAll(client, parseList(text)),
    onSuccess: (resolved) => {
      const next = withList(lines, resolved);
      set(next.lines);
      setUnfound([...next.unfound, ...unfound]);
    },
  });
  const toFinder = () => form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  /** Done with one part of a list: on to the next that means nothing, else to saving. */
  const settle = (part: Unfound) => {
    const rest = unfound.filter((other) => other !== part);
    setUnfound(rest);
    const next = rest[0] ? `[data-unfound="${rest[0].key}"] input` : '[type=submit]';
    form.current?.querySelector<HTMLElement>(next)?.focus();
  };
  const save = useMutation({
    mutationFn: async (_: { more: boolean }) =>
      (
        await addPerformanceItems({
          path: { performance_id: titleId },
          headers: { 'Idempotency-Key': key },
          body: { lines: lines.map((line) => toLine(line, place)) },
        })
      ).data.items,
    meta: { handlesError: true },
    onSuccess: (saved, { more }) => {
      notify.done(t('needs.addedCount', { count: saved.length }));
      if (more) {
        set([]);
        toFinder();
      } else onClose();
      return invalidate(client, 'performance');
    },
    onError: (error) => {
      const { errors, message } = toApiError(error);
      const told = byLine(errors);
      setFaults(new Map([...told.lines].map(([number, text]) => [lines[number]?.key ?? '', text])));
      setProblem(told.lines.size > 0 ? message : [message, ...told.rest].filter(Boolean).join(' '));
    },
  });
  const submit = (more: boolean) => {
    if (save.isPending || read.isPending) return;
    const [lost] = unfound;
    if (lost) {
      setProblem(t('needs.unfoundLeft', { count: unfound.length }));
      return form.current?.querySelector<HTMLElement>('[data-unfound] input')?.focus();
    }
    if (lines.length > MOST_NEEDS) return setProblem(t('needs.tooMany', { n: MOST_NEEDS }));
    if (lines.length === 0) {
      setProblem(t('needs.itemWanted'));
      return toFinder();
    }
    const empty = lines.filter((line) => !line.quantity);
    if (empty.length > 0) {
      return setFaults(new Map(empty.map((line) => [line.key, t('validation:moreThan', { value: '0' })])));
    }
    save.mutate({ more });
  };
  const close = async () => {
    if (lines.length > 0 || unfound.length > 0) {
      const leave = await confirm({
        title: t('shell:unsaved.title'),
        text: t('shell:unsaved.text'),
        action: t('shell:unsaved.leave'),
        cancel: t('shell:unsaved.stay'),
        danger: true,
      });
      if (!leave) return;
    }
    onClose();
  };
  return (
    <Modal
      opened
      onClose={() => void close()}
      fullScreen={phone}
      size={560}
      title={t('needs.addTitle')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form
        ref={form}
        className={classes.form}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          submit(false);
        }}
      >
        {lines.length < MOST_NEEDS ? (
          <ItemFinder
            onFound={(item, quantity) => set(withItem(lines, item, quantity))}
            onList={(text) => read.mutate(text)}
          />
        ) : null}
        <p role="status" className={classes.status}>
          {read.isPending ? t('needs.reading') : null}
          {read.data ? t('needs.read', { count: read.data.length }) : null}
        </p>
        <ul className={classes.rows} aria-label={t('needs.chosen')}>
          {unfound.map((part) => (
            <UnfoundRow
              key={part.key}
              part={part}
              onFound={(item) => {
                set(withItem(lines, item, part.quantity));
                settle(part);
              }}
              onRemove={() => settle(part)}
            />
          ))}
          {lines.map((line) => (
            <NeedRow
              key={line.key}
              line={line}
              error={faults.get(line.key)}
              onChange={(change) =>
                set(lines.map((other) => (other.key === line.key ? { ...other, ...change } : other)))
              }
              onRemove={() => {
                set(lines.filter((other) => other.key !== line.key));
                toFinder();
              }}
              onNext={toFinder}
            />
          ))}
        </ul>
        <div className={classes.pair}>
          <NumberField
            label={t('needs.act')}
            min={1}
            max={MOST_ACTS}
            value={place.act}
            onChange={(act) => move({ act })}
          />
          <TextInput
            label={t('needs.scene')}
            maxLength={100}
            value={place.scene}
            onChange={(event) => move({ scene: event.currentTarget.value })}
          />
        </div>
        {problem ? (
          <p role="alert">
            <FormError>{problem}</FormError>
          </p>
        ) : null}
        <div className={classes.actions}>
          <Button variant="default" onClick={() => void close()}>
            {t('common:cancel')}
          </Button>
          <Button variant="default" disabled={save.isPending || read.isPending} onClick={() => submit(true)}>
            {t('needs.saveMore')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={read.isPending}>
            {lines.length > 0 ? t('needs.saveCount', { count: lines.length }) : t('common:save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
