import { Button, ColorInput, TextInput } from '@mantine/core';
import { IconArrowMerge, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createTag, deleteTag, mergeTag, replaceTag, type TagOut } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { toApiError } from '@/api/problem';
import { randomId } from '@/shared/lib/random-id';
import { confirm } from '@/shared/ui/confirm/confirm';
import { Section, SideDrawer } from '@/shared/ui/drawer';
import { FormError } from '@/shared/ui/form/form-error';
import { notify } from '@/shared/ui/notify/notify';
import { SearchSelect } from '@/shared/ui/search-select';
import { lightTokens } from '@/theme/tokens';
import { branchOf } from './tag-tree';
import classes from './tags.module.css';

const SWATCHES = [
  lightTokens['ev-performance'],
  lightTokens['ev-rehearsal'],
  lightTokens['ev-setup'],
  lightTokens['ev-strike'],
  lightTokens['ev-technical'],
  lightTokens.ok,
  lightTokens.ink,
  lightTokens['ev-other'],
];

/** A tag's name, colour and place, its merging and its end. */
export function TagDrawer({
  tag,
  tags,
  onClose,
}: {
  tag: TagOut | null;
  tags: readonly TagOut[];
  onClose: () => void;
}) {
  const { t } = useTranslation(['fields', 'common']);
  const client = useQueryClient();
  const [name, setName] = useState(tag?.name ?? '');
  const [color, setColor] = useState(tag?.color ?? '');
  const [parent, setParent] = useState(tag?.parent_id ?? null);
  const [into, setInto] = useState<string | null>(null);
  const match = { 'If-Match': `"v${tag?.version ?? 0}"` };
  const finish = (text: string) => {
    notify.done(text);
    onClose();
    return invalidate(client, 'tag');
  };
  const saving = useMutation({
    mutationFn: async () => {
      const body = { name: name.trim(), color: color || null, parent_id: parent };
      if (tag) return (await replaceTag({ path: { tag_id: tag.id }, headers: match, body })).data;
      return (await createTag({ headers: { 'Idempotency-Key': randomId() }, body })).data;
    },
    meta: { handlesError: true },
    onSuccess: (saved) => finish(t('tags.saved', { name: saved.name })),
  });
  const removing = useMutation({
    mutationFn: (gone: TagOut) => deleteTag({ path: { tag_id: gone.id }, headers: match }),
    onSuccess: (_, gone) => finish(t('tags.removed', { name: gone.name })),
  });
  const merging = useMutation({
    mutationFn: async ({ gone, other }: { gone: TagOut; other: TagOut }) =>
      (await mergeTag({ path: { tag_id: gone.id }, headers: match, body: { into_id: other.id } })).data,
    onSuccess: (kept, { gone }) => finish(t('tags.merged', { name: gone.name, into: kept.name })),
  });
  const remove = async (gone: TagOut) => {
    const agreed = await confirm({
      title: t('tags.removeTitle', { name: gone.name }),
      text: t('tags.removeText', { count: gone.usage_count }),
      action: t('tags.remove'),
      danger: true,
    });
    if (agreed) removing.mutate(gone);
  };
  const merge = async (gone: TagOut) => {
    const other = tags.find((one) => String(one.id) === into);
    if (!other) return;
    const agreed = await confirm({
      title: t('tags.merge'),
      text: t('tags.mergeText', { name: gone.name, count: gone.usage_count }),
      action: t('tags.mergeAct'),
      danger: true,
    });
    if (agreed) merging.mutate({ gone, other });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') saving.mutate();
  };
  const closed = tag ? branchOf(tags, tag.id) : new Set<number>();
  const names = (left: readonly TagOut[]) => left.map((one) => ({ value: String(one.id), label: one.name }));
  return (
    <SideDrawer label={t('tags.editor')} onClose={onClose}>
      <Section>
        <h2>{tag?.name ?? t('tags.newTag')}</h2>
        <form className={classes.form} onSubmit={submit} noValidate>
          <TextInput
            label={t('tags.name')}
            withAsterisk
            maxLength={100}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <ColorInput
            label={t('tags.color')}
            placeholder={t('tags.noColor')}
            format="hex"
            swatches={SWATCHES}
            withEyeDropper={false}
            withPreview={color !== ''}
            value={color}
            onChange={setColor}
          />
          <SearchSelect
            label={t('tags.parent')}
            placeholder={t('tags.top')}
            options={names(tags.filter((one) => !closed.has(one.id)))}
            value={parent === null ? null : String(parent)}
            onChange={(value) => setParent(value === null ? null : Number(value))}
            clearable
          />
          {saving.error ? (
            <p role="alert">
              <FormError>{toApiError(saving.error).message}</FormError>
            </p>
          ) : null}
          <div className={classes.actions}>
            {tag ? (
              <Button
                variant="subtle"
                color="red"
                leftSection={<IconTrash size={16} />}
                onClick={() => void remove(tag)}
              >
                {t('tags.remove')}
              </Button>
            ) : null}
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={saving.isPending} disabled={name.trim() === ''}>
              {t('common:save')}
            </Button>
          </div>
        </form>
      </Section>
      {tag && tags.length > 1 ? (
        <Section title={t('tags.merge')}>
          <div className={classes.form}>
            <SearchSelect
              label={t('tags.mergeInto')}
              options={names(tags.filter((one) => one.id !== tag.id))}
              value={into}
              onChange={setInto}
              clearable
            />
            <div className={classes.actions}>
              <Button
                variant="default"
                leftSection={<IconArrowMerge size={16} />}
                disabled={into === null}
                loading={merging.isPending}
                onClick={() => void merge(tag)}
              >
                {t('tags.mergeAct')}
              </Button>
            </div>
          </div>
        </Section>
      ) : null}
    </SideDrawer>
  );
}
