import { MultiSelect, type MultiSelectProps } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { matches } from '@/shared/lib/match';

type Props = Omit<MultiSelectProps, 'searchable' | 'searchValue' | 'onSearchChange' | 'filter'> & {
  /** Told what is typed, for an offer to make it. */
  readonly onSearch?: (text: string) => void;
};

/** Several of many, found by typing: Enter and Tab take the highlighted one, as in a SearchSelect. */
export function SearchMultiSelect({ onSearch, ...props }: Props) {
  const { t } = useTranslation(['common', 'table']);
  const [typed, setTyped] = useState('');
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    props.onKeyDown?.(event);
    if (typed.trim() === '') return;
    const list = document.getElementById(event.currentTarget.getAttribute('aria-controls') ?? '');
    const option = list?.querySelector<HTMLElement>('[data-combobox-selected]');
    if (event.key === 'Tab') option?.click();
    else if (event.key === 'Enter' && !option) event.preventDefault();
  };
  return (
    <MultiSelect
      clearable
      clearButtonProps={{ 'aria-label': t('common:clear') }}
      nothingFoundMessage={t('table:filters.nothing')}
      limit={200}
      {...props}
      searchable
      searchValue={typed}
      onSearchChange={(text) => {
        setTyped(text);
        onSearch?.(text);
      }}
      filter={({ options, search }) =>
        options.filter((option) => 'label' in option && matches(option.label, search))
      }
      selectFirstOptionOnChange={typed.trim() !== ''}
      onKeyDown={keys}
    />
  );
}
