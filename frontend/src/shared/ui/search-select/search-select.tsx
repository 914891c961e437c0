import { Combobox, InputBase, useCombobox } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { matches } from '@/shared/lib/match';
import { OptionRows } from './option-rows';
import type { FieldProps, SearchOption } from './types';

type Props = FieldProps & {
  /** Undefined while they are loading. */
  readonly options: readonly SearchOption[] | undefined;
  readonly value: string | null;
  /** The third is the text that found it. */
  readonly onChange: (value: string | null, option: SearchOption | null, typed: string) => void;
  /** The name of a value that is not among the options. */
  readonly chosenLabel?: string | undefined;
  readonly clearable?: boolean;
  readonly clearLabel?: string | undefined;
  /** What is said when nothing fits. */
  readonly nothing?: string | undefined;
  /** Someone else filters: gets the typed text and gives the options that fit; `now` when somebody waits for them. */
  readonly onSearch?: (text: string, now?: boolean) => void;
  /** The options are not yet those of the typed text. */
  readonly pending?: boolean;
  readonly limit?: number;
  readonly dropdownWidth?: number | undefined;
};

/**
 * One of many, found by typing. The first that fits is highlighted; Enter takes it, and so does leaving the field.
 * Who is faster than the server gets the first match when it comes. Every searchable choice of one value is this.
 */
export function SearchSelect({
  options,
  value,
  onChange,
  chosenLabel,
  clearable = false,
  clearLabel,
  nothing,
  onSearch,
  pending = false,
  limit = 200,
  dropdownWidth,
  onBlur,
  onPaste,
  error,
  ...field
}: Props) {
  const { t } = useTranslation(['common', 'table']);
  const [typed, setTyped] = useState<string | null>(null);
  const [taken, setTaken] = useState<SearchOption | null>(null);
  const [active, setActive] = useState<string | null>(null);
  /** The text for which Enter, or leaving the field, came before the answer; what is typed behind it is the next. */
  const waiting = useRef<string | null>(null);
  const box = useCombobox({
    onDropdownOpen: () => box.updateSelectedOptionIndex('active', { scrollIntoView: true }),
    onDropdownClose: () => box.resetSelectedOption(),
  });
  const label =
    value === null
      ? ''
      : (options?.find((option) => option.value === value)?.label ??
        (taken?.value === value ? taken.label : chosenLabel) ??
        '');
  const search = typed?.trim() ?? '';
  const fitting =
    search === '' || onSearch ? options : options?.filter((option) => matches(option.label, search));
  const shown = fitting?.slice(0, limit) ?? [];
  const settled = options !== undefined && !pending;

  const show = (text: string | null) => {
    setTyped(text);
    if (waiting.current !== null && text?.startsWith(waiting.current)) return;
    waiting.current = null;
    onSearch?.(text ?? '');
  };
  const wait = () => {
    waiting.current = typed;
    onSearch?.(typed ?? '', true);
  };
  const take = (option: SearchOption) => {
    const asked = waiting.current ?? typed ?? '';
    const next = waiting.current === null ? '' : (typed ?? '').slice(waiting.current.length);
    waiting.current = null;
    show(next === '' ? null : next);
    setTaken(option);
    if (next === '') box.closeDropdown();
    if (option.value !== value) onChange(option.value, option, asked.trim());
  };
  const clear = () => {
    show(null);
    if (value !== null) onChange(null, null, '');
  };
  const highlighted = () => shown[Math.max(0, box.getSelectedOptionIndex())];

  const rows = shown.map((option) => option.value).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is listed has changed, nothing else matters
  useEffect(() => {
    if (search === '') return setActive(null);
    if (waiting.current !== null && settled) {
      if (shown[0]) return take(shown[0]);
      waiting.current = null;
    }
    setActive(shown.length > 0 ? box.selectFirstOption() : null);
  }, [rows, search, settled, box.dropdownOpened]);

  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      waiting.current = null;
      return show(null);
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') return setActive(null);
    if (event.key !== 'Enter' || search === '') return;
    // Never the form's Enter while a text stands here that is not yet a choice.
    event.preventDefault();
    if (!settled && waiting.current === null) wait();
  };
  const leave = () => {
    if (typed !== null && search === '') {
      if (clearable) clear();
      else show(null);
    } else if (search !== '') {
      const option = settled ? highlighted() : undefined;
      if (option) take(option);
      else if (!settled) wait();
      // A text that fits nothing stays to be corrected, unless a choice stands behind it.
      else if (value !== null) show(null);
    }
    box.closeDropdown();
    onBlur?.();
  };
  const lost = search !== '' && settled && shown.length === 0 && !box.dropdownOpened;
  return (
    <Combobox
      store={box}
      keepMounted={false}
      onOptionSubmit={(chosen) => {
        if (waiting.current !== null) return;
        const option = shown.find((one) => one.value === chosen);
        if (option) take(option);
      }}
      {...(dropdownWidth ? { width: dropdownWidth, position: 'bottom-end' } : {})}
    >
      <Combobox.Target withExpandedAttribute {...(active ? { 'aria-activedescendant': active } : {})}>
        <InputBase
          {...field}
          error={error ?? (lost ? (nothing ?? t('table:filters.nothing')) : null)}
          className={field.className ?? ''}
          placeholder={field.placeholder ?? ''}
          value={typed ?? label}
          onChange={(event) => {
            show(event.currentTarget.value);
            box.openDropdown();
          }}
          onFocus={(event) => {
            event.currentTarget.select();
            box.openDropdown();
          }}
          onClick={() => box.openDropdown()}
          onBlur={leave}
          onPaste={(event) => {
            onPaste?.(event);
            // Taken elsewhere: the list would lie over what came of it.
            if (event.defaultPrevented) box.closeDropdown();
          }}
          onKeyDown={keys}
          __defaultRightSection={<Combobox.Chevron size={field.size ?? 'md'} error={Boolean(error)} />}
          __clearSection={
            <Combobox.ClearButton aria-label={clearLabel ?? t('common:clear')} onClear={clear} />
          }
          __clearable={clearable && value !== null && !field.disabled}
          rightSectionPointerEvents="none"
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={field.disabled ?? false} data-composed>
        <OptionRows
          options={shown}
          value={value}
          searching={search !== ''}
          label={typeof field.label === 'string' ? field.label : field['aria-label']}
          empty={settled ? (nothing ?? t('table:filters.nothing')) : t('common:loading')}
        />
      </Combobox.Dropdown>
    </Combobox>
  );
}
