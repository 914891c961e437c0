import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FormError } from './form-error';
import classes from './form-foot.module.css';

/** The end of a dialog's form: what no field could say, the way back, and the one act. */
export function FormFoot({
  problem,
  busy,
  action,
  onCancel,
}: {
  problem: string | null;
  busy: boolean;
  /** A verb; «Сохранить» when left out. */
  action?: string;
  onCancel: () => void;
}) {
  const { t } = useTranslation('common');
  return (
    <>
      {problem ? (
        <p role="alert">
          <FormError>{problem}</FormError>
        </p>
      ) : null}
      <div className={classes.actions}>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {action ?? t('save')}
        </Button>
      </div>
    </>
  );
}
