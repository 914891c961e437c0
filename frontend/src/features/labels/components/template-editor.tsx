import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createLabelTemplate, deleteLabelTemplate, replaceLabelTemplate } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { toApiError } from '@/api/problem';
import { randomId } from '@/shared/lib/random-id';
import { confirm } from '@/shared/ui/confirm/confirm';
import { FormError } from '@/shared/ui/form/form-error';
import { notify } from '@/shared/ui/notify/notify';
import { PHONE_MAX } from '@/theme/tokens';
import { type Choice, type Layout, perSheet } from '../layouts';
import { sampleOptions } from '../queries';
import { FieldsEditor } from './fields-editor';
import { LayoutFields } from './layout-fields';
import { Preview } from './preview';
import classes from './template-editor.module.css';

interface Props {
  /** The label to change; a ready-made one becomes the beginning of a new one. */
  readonly source: Choice;
  readonly sampleId: number | undefined;
  readonly onClose: () => void;
  /** The saved label, null when it is gone. */
  readonly onSaved: (id: number | null) => void;
}

/** A label of the theatre's own, with what it will look like. */
export function TemplateEditor({ source, sampleId, onClose, onSaved }: Props) {
  const { t } = useTranslation(['labels', 'common', 'validation']);
  const client = useQueryClient();
  const phone = useMediaQuery(`(max-width: ${PHONE_MAX}px)`, false, { getInitialValueInEffect: false });
  const [name, setName] = useState(source.own ? source.name : '');
  const [isDefault, setDefault] = useState(source.own?.is_default ?? false);
  const [layout, setLayout] = useState<Layout>(source.layout);
  const [key] = useState(randomId);
  const [problem, setProblem] = useState<string | null>(null);
  const [nameError, setNameError] = useState<string | null>(null);
  const samples = useQuery(sampleOptions()).data?.items;
  const sample = sampleId ?? samples?.[0]?.id;
  const { own } = source;

  const done = async (id: number | null) => {
    await invalidate(client, 'item');
    onSaved(id);
    onClose();
  };
  const failed = (error: unknown) => {
    const { errors, message } = toApiError(error);
    const ofName = errors.find(({ field }) => /(^|\.)name$/.test(field));
    setNameError(ofName?.message ?? null);
    setProblem(ofName ? null : (errors[0]?.message ?? message));
  };
  const saving = useMutation({
    mutationFn: async () => {
      const body = { name: name.trim(), is_default: isDefault, layout };
      const answer = own
        ? await replaceLabelTemplate({
            path: { template_id: own.id },
            headers: { 'If-Match': `"v${own.version}"` },
            body,
          })
        : await createLabelTemplate({ headers: { 'Idempotency-Key': key }, body });
      return answer.data;
    },
    meta: { handlesError: true },
    onSuccess: (saved) => {
      notify.done(t('editor.saved', { name: saved.name }));
      return done(saved.id);
    },
    onError: failed,
  });
  const removing = useMutation({
    mutationFn: (id: number) => deleteLabelTemplate({ path: { template_id: id } }),
    meta: { handlesError: true },
    onSuccess: () => {
      notify.done(t('editor.removed', { name: source.name }));
      return done(null);
    },
    onError: failed,
  });
  const remove = async () => {
    const sure = await confirm({
      title: t('editor.removeTitle', { name: source.name }),
      text: t('editor.removeText'),
      action: t('common:delete'),
      danger: true,
    });
    if (sure && own) removing.mutate(own.id);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    setNameError(name.trim() === '' ? t('validation:required') : null);
    if (name.trim() !== '' && !saving.isPending) saving.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen={phone}
      size={980}
      title={own ? t('editor.editTitle', { name: source.name }) : t('editor.newTitle')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form className={classes.columns} noValidate onSubmit={submit}>
        <div className={classes.form}>
          <TextInput
            label={t('editor.name')}
            maxLength={100}
            data-autofocus
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value);
              setNameError(null);
            }}
            error={nameError ? <FormError>{nameError}</FormError> : null}
          />
          <LayoutFields layout={layout} onChange={(patch) => setLayout({ ...layout, ...patch })} />
          <FieldsEditor fields={layout.fields} onChange={(fields) => setLayout({ ...layout, fields })} />
          <Checkbox
            label={t('editor.isDefault')}
            checked={isDefault}
            onChange={(event) => setDefault(event.currentTarget.checked)}
          />
        </div>
        <div className={classes.preview}>
          {samples && sample === undefined ? <p>{t('editor.noSample')}</p> : null}
          <Preview
            sheet={sample === undefined ? null : { layout: { ...layout, page: 'roll' }, ids: [sample] }}
            roll
          />
          {layout.page === 'a4' ? (
            <Preview
              sheet={sample === undefined ? null : { layout, ids: [sample], copies: perSheet(layout) }}
              roll={false}
            />
          ) : null}
        </div>
        <div className={classes.acts}>
          {problem ? (
            <p role="alert">
              <FormError>{problem}</FormError>
            </p>
          ) : null}
          {own ? (
            <Button
              variant="subtle"
              color="red"
              className={classes.remove ?? ''}
              loading={removing.isPending}
              onClick={() => void remove()}
            >
              {t('common:delete')}
            </Button>
          ) : null}
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {t('common:save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
