import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CertificateKind, type CertificateOut, createCertificate, replaceCertificate } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { applyProblem } from '@/api/problem';
import { formatPlainDate, parsePlainDate, theatreToday } from '@/shared/lib/dates';
import { randomId } from '@/shared/lib/random-id';
import { DateInput } from '@/shared/ui/date-inputs';
import { FormFoot } from '@/shared/ui/form/form-foot';
import { notify } from '@/shared/ui/notify/notify';
import { NumberField } from '@/shared/ui/number-field/number-field';
import { Sheet } from '../movements/sheet';
import classes from './dialogs.module.css';
import { addDays } from './due';
import { certificateName } from './texts';
import { CERTIFICATE_KINDS } from './vocabulary';

interface Draft extends Record<string, unknown> {
  kind: CertificateKind;
  number: string;
  issuer: string;
  issued_on: string | null;
  valid_until: string | null;
  lead_days: number | null;
  note: string;
  blocks_issue: boolean;
}

function Preview({ draft }: { draft: Draft }) {
  const { t } = useTranslation('care');
  const today = theatreToday();
  const { valid_until: last } = draft;
  if (!last) return <p className={classes.preview}>{t('paperForm.foreverHint')}</p>;
  const reminder = addDays(last, -(draft.lead_days ?? 0));
  return (
    <p className={classes.preview} data-past={last < today || undefined} aria-live="polite">
      {last < today
        ? t('paperForm.previewPast', { date: formatPlainDate(last) })
        : reminder <= today
          ? t('paperForm.previewSoon')
          : t('paperForm.preview', { date: formatPlainDate(reminder) })}
    </p>
  );
}

/** A certificate of an item: new, or the present one changed. */
export function CertificateDialog({
  itemId,
  certificate,
  onClose,
}: {
  itemId: number;
  certificate: CertificateOut | null;
  onClose: () => void;
}) {
  const { t } = useTranslation(['care', 'common', 'inventory']);
  const client = useQueryClient();
  const [key] = useState(randomId);
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm<Draft>({
    mode: 'controlled',
    initialValues: {
      kind: certificate?.kind ?? 'fire_treatment',
      number: certificate?.number ?? '',
      issuer: certificate?.issuer ?? '',
      issued_on: certificate?.issued_on ?? null,
      valid_until: certificate?.valid_until ?? null,
      lead_days: certificate?.lead_days ?? 30,
      note: certificate?.note ?? '',
      blocks_issue: certificate?.blocks_issue ?? false,
    },
    validate: {
      valid_until: (value, all) =>
        value && all.issued_on && value < all.issued_on ? t('paperForm.crossed') : null,
    },
  });
  const save = useMutation({
    mutationFn: async (draft: Draft) => {
      const body = {
        ...draft,
        number: draft.number.trim() || null,
        issuer: draft.issuer.trim() || null,
        note: draft.note.trim() || null,
        lead_days: draft.lead_days ?? 0,
      };
      const path = { item_id: itemId };
      const answer = certificate
        ? await replaceCertificate({
            path: { ...path, certificate_id: certificate.id },
            headers: { 'If-Match': `"v${certificate.version}"` },
            body,
          })
        : await createCertificate({ path, headers: { 'Idempotency-Key': key }, body });
      return answer.data;
    },
    meta: { handlesError: true },
    onSuccess: (saved) => {
      notify.done(t('saved', { name: certificateName(t, saved.kind, saved.number) }));
      onClose();
      return invalidate(client, 'care');
    },
    onError: (error) => setProblem(applyProblem(form, error)),
  });
  const submit = form.onSubmit((draft) => {
    setProblem(null);
    if (!save.isPending) save.mutate(draft);
  });
  const date = (name: 'issued_on' | 'valid_until', label: string) => (
    <DateInput
      label={label}
      placeholder={t('inventory:form.datePlaceholder')}
      valueFormat="DD.MM.YYYY"
      dateParser={parsePlainDate}
      clearable
      clearButtonProps={{ 'aria-label': t('common:clear') }}
      {...form.getInputProps(name)}
    />
  );
  return (
    <Sheet title={t(certificate ? 'paperForm.edit' : 'paperForm.add')} onClose={onClose}>
      <form className={classes.form} noValidate onSubmit={submit}>
        <Select
          label={t('paperForm.kind')}
          data={CERTIFICATE_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('kind')}
        />
        <div className={classes.pair}>
          <TextInput label={t('paperForm.number')} maxLength={100} {...form.getInputProps('number')} />
          <TextInput label={t('paperForm.issuer')} maxLength={255} {...form.getInputProps('issuer')} />
        </div>
        <div className={classes.three}>
          {date('issued_on', t('paperForm.issued'))}
          {date('valid_until', t('paperForm.until'))}
          <NumberField
            label={t('paperForm.lead')}
            min={0}
            max={365}
            value={form.values.lead_days}
            onChange={(value) => form.setFieldValue('lead_days', value)}
            error={form.errors.lead_days}
          />
        </div>
        <Preview draft={form.values} />
        <Textarea
          label={t('paperForm.note')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={10_000}
          {...form.getInputProps('note')}
        />
        <Checkbox
          label={t('paperForm.blocks')}
          {...form.getInputProps('blocks_issue', { type: 'checkbox' })}
        />
        <FormFoot problem={problem} busy={save.isPending} onCancel={onClose} />
      </form>
    </Sheet>
  );
}
