import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { toApiError } from '@/api/problem';
import classes from './add-needs.module.css';
import type { NeedItem, Unfound } from './draft';
import { ItemSelect } from './item-select';

/** A part of a list that means no known item: it stays until an item is chosen for it, or it is removed. */
export function UnfoundRow({
  part,
  onFound,
  onRemove,
}: {
  part: Unfound;
  onFound: (item: NeedItem) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation('titles');
  return (
    <li className={classes.unfound} data-unfound={part.key}>
      <ItemSelect
        label={part.quantity > 1 ? `${part.text} × ${part.quantity}` : part.text}
        chosen={null}
        onChange={(item) => {
          if (item) onFound(item);
        }}
        error={part.error ? toApiError(part.error).message : t('needs.unfound')}
      />
      <ActionIcon aria-label={t('needs.removeOf', { name: part.text })} onClick={onRemove}>
        <IconX size={16} stroke={1.6} />
      </ActionIcon>
    </li>
  );
}
