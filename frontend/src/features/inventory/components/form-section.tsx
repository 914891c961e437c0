import { useMediaQuery } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { PHONE_MAX } from '@/theme/tokens';
import type { ItemDraft } from '../item-draft';
import type { ItemForm } from '../use-item-form';
import classes from './item-form.module.css';

/** A group of fields. On a phone it folds, but never over a field with an error. */
export function FormSection({
  title,
  hint,
  form,
  fields,
  startsOpen = false,
  children,
}: {
  title: string;
  hint?: string;
  form: ItemForm;
  /** Names of the fields inside. */
  fields: readonly (keyof ItemDraft)[];
  startsOpen?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  const phone = useMediaQuery(`(max-width: ${PHONE_MAX}px)`, false, { getInitialValueInEffect: false });
  const [opened, setOpened] = useState(startsOpen);
  const faulty = Object.keys(form.errors).some((path) =>
    fields.some((field) => path.split('.')[0] === field),
  );
  const open = !phone || opened || faulty;
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 id={id} className={classes.heading}>
        {phone ? (
          <button
            type="button"
            aria-expanded={open}
            aria-controls={`${id}-fields`}
            onClick={() => setOpened(!open)}
          >
            {title}
            <IconChevronDown size={18} stroke={1.6} aria-hidden="true" />
          </button>
        ) : (
          title
        )}
      </h2>
      <div id={`${id}-fields`} hidden={!open}>
        {hint ? <p className={classes.hint}>{hint}</p> : null}
        <div className={classes.grid}>{children}</div>
      </div>
    </section>
  );
}
