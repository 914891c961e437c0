import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconGripVertical, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ItemOut, type ItemRow, type KitLineOut, replaceKitContents } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { toApiError } from '@/api/problem';
import { FormError } from '@/shared/ui/form/form-error';
import { notify } from '@/shared/ui/notify/notify';
import { NumberField } from '@/shared/ui/number-field/number-field';
import { RemoteSelect } from '@/shared/ui/remote-select/remote-select';
import { Sheet } from '../movements/sheet';
import { type ContentsDraft, move, toDraft } from './contents-draft';
import classes from './kits.module.css';
import { kitItemsOptions } from './queries';

const MOST_LINES = 200;

function useItems(q: string) {
  const { data, isPending, isPlaceholderData } = useQuery(kitItemsOptions(q));
  const options = (data?.items ?? []).map((item) => ({
    id: item.id,
    label: item.name,
    about: `${item.inventory_number} · ${item.quantity} ${item.unit}`,
    item,
  }));
  return { options, isPending: isPending || isPlaceholderData };
}

/** Finds an item and hands it over; the field is empty again afterwards. */
function Finder({ onAdd, error }: { onAdd: (item: ItemRow) => void; error: string | null }) {
  const { t } = useTranslation('units');
  return (
    <RemoteSelect
      label={t('contents.add')}
      placeholder={t('contents.find')}
      nothing={t('contents.nothing')}
      value={null}
      onChange={(_, found) => {
        if (found) onAdd(found.item);
      }}
      useOptions={useItems}
      error={error ? <FormError>{error}</FormError> : null}
    />
  );
}

/** What belongs into one kit: items, how many, in the order of packing. */
export function ContentsDialog({
  item,
  lines,
  version,
  onClose,
}: {
  item: ItemOut;
  lines: readonly KitLineOut[];
  version: number;
  onClose: () => void;
}) {
  const { t } = useTranslation(['units', 'common']);
  const client = useQueryClient();
  const [draft, setDraft] = useState<readonly ContentsDraft[]>(() => lines.map(toDraft));
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const change = (next: readonly ContentsDraft[]) => {
    setDraft(next);
    setProblem(null);
    setRefused(null);
  };
  const set = (id: number, patch: Partial<ContentsDraft>) =>
    change(draft.map((line) => (line.id === id ? { ...line, ...patch } : line)));
  const add = (found: ItemRow) => {
    if (found.id === item.id) return setRefused(t('contents.itself'));
    if (draft.some((line) => line.id === found.id)) return setRefused(t('contents.already'));
    const { id, name, inventory_number: number, unit } = found;
    change([...draft, { id, name, number, unit, quantity: 1, note: '' }]);
  };
  const save = useMutation({
    mutationFn: () =>
      replaceKitContents({
        path: { item_id: item.id },
        headers: { 'If-Match': `"v${version}"` },
        body: {
          lines: draft.map((line) => ({
            item_id: line.id,
            quantity: line.quantity ?? 1,
            note: line.note.trim() || null,
          })),
        },
      }),
    meta: { handlesError: true },
    onSuccess: () => {
      notify.done(t('contents.saved'));
      onClose();
      return invalidate(client, 'item');
    },
    onError: (error) => {
      const { status, errors, message } = toApiError(error);
      const first = errors[0];
      const name = first ? draft[Number(/lines\.(\d+)/.exec(first.field)?.[1])]?.name : undefined;
      if (status === 412) setProblem(t('contents.stale'));
      else setProblem(first ? [name, first.message].filter(Boolean).join(': ') : message);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  const dragProps = (index: number) => ({
    onDragOver: (event: DragEvent) => {
      if (dragged === null) return;
      event.preventDefault();
      setOver(index);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      if (dragged !== null) change(move(draft, dragged, index));
      setDragged(null);
      setOver(null);
    },
  });
  return (
    <Sheet title={t('contents.title', { name: item.name })} onClose={onClose}>
      <form className={classes.form} noValidate onSubmit={submit}>
        <p className={classes.quiet}>{t('contents.hint')}</p>
        {draft.length === 0 ? <p className={classes.quiet}>{t('contents.empty')}</p> : null}
        <ol className={classes.rows}>
          {draft.map((line, index) => (
            <li
              key={line.id}
              className={classes.row}
              data-over={(over === index && dragged !== null) || undefined}
              data-dragged={dragged === index || undefined}
              {...dragProps(index)}
            >
              {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows beside it are its keyboard twin */}
              <span
                className={classes.grip}
                draggable
                title={t('contents.drag', { name: line.name })}
                onDragStart={(event) => {
                  event.dataTransfer.setData('text/plain', line.name);
                  setDragged(index);
                }}
                onDragEnd={() => {
                  setDragged(null);
                  setOver(null);
                }}
              >
                <IconGripVertical size={16} aria-hidden="true" />
              </span>
              <div className={classes.text}>
                <span className={classes.name}>{line.name}</span>
                <span className={classes.quiet}>{line.number}</span>
              </div>
              <div className={classes.acts}>
                <ActionIcon
                  aria-label={t('contents.up', { name: line.name })}
                  disabled={index === 0}
                  onClick={() => change(move(draft, index, index - 1))}
                >
                  <IconChevronUp size={16} />
                </ActionIcon>
                <ActionIcon
                  aria-label={t('contents.down', { name: line.name })}
                  disabled={index === draft.length - 1}
                  onClick={() => change(move(draft, index, index + 1))}
                >
                  <IconChevronDown size={16} />
                </ActionIcon>
                <ActionIcon
                  aria-label={t('contents.remove', { name: line.name })}
                  onClick={() => change(draft.filter((one) => one.id !== line.id))}
                >
                  <IconX size={16} />
                </ActionIcon>
              </div>
              <div className={classes.fields}>
                <NumberField
                  aria-label={t('contents.quantity', { name: line.name })}
                  min={1}
                  max={100_000}
                  value={line.quantity}
                  onChange={(quantity) => set(line.id, { quantity })}
                  unit={<span className={classes.quiet}>{line.unit}</span>}
                />
                <TextInput
                  aria-label={t('contents.noteOf', { name: line.name })}
                  placeholder={t('contents.note')}
                  maxLength={255}
                  value={line.note}
                  onChange={(event) => set(line.id, { note: event.currentTarget.value })}
                />
              </div>
            </li>
          ))}
        </ol>
        {draft.length < MOST_LINES ? <Finder onAdd={add} error={refused} /> : null}
        {problem ? (
          <p className={classes.problem} role="alert">
            <FormError>{problem}</FormError>
          </p>
        ) : null}
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={draft.length === 0 && lines.length === 0}>
            {t('contents.save')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
