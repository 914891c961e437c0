import { Combobox, ScrollArea } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import classes from './search-select.module.css';
import type { SearchOption } from './types';

function Row({ option, chosen, searching }: { option: SearchOption; chosen: boolean; searching: boolean }) {
  return (
    <Combobox.Option value={option.value} active={chosen} aria-selected={chosen}>
      <span
        className={classes.option}
        // A branch among its siblings; found by typing it stands alone and tells what is above it.
        style={{ paddingInlineStart: searching ? 0 : (option.depth ?? 0) * 16 }}
      >
        {option.lead}
        <span className={classes.text}>
          {option.name ?? option.label}
          {option.about && (searching || option.depth === undefined) ? (
            <small className={classes.about}>{option.about}</small>
          ) : null}
        </span>
        {chosen ? <IconCheck size={14} aria-hidden="true" /> : null}
      </span>
    </Combobox.Option>
  );
}

/** Neighbours of one heading together. */
function grouped(options: readonly SearchOption[]) {
  const groups: { name: string | undefined; options: SearchOption[] }[] = [];
  for (const option of options) {
    const last = groups.at(-1);
    if (last && last.name === option.group) last.options.push(option);
    else groups.push({ name: option.group, options: [option] });
  }
  return groups;
}

/** The open list of a searchable choice. */
export function OptionRows({
  options,
  value,
  searching,
  label,
  empty,
}: {
  options: readonly SearchOption[];
  value: string | null;
  searching: boolean;
  label: string | undefined;
  empty: string;
}) {
  return (
    <Combobox.Options {...(label ? { 'aria-label': label } : {})}>
      <ScrollArea.Autosize
        mah={320}
        type="scroll"
        scrollbarSize="var(--combobox-padding)"
        offsetScrollbars="y"
      >
        {grouped(options).map(({ name, options: rows }) => {
          const list = rows.map((option) => (
            <Row key={option.value} option={option} chosen={option.value === value} searching={searching} />
          ));
          return name ? (
            <Combobox.Group key={name} label={name}>
              {list}
            </Combobox.Group>
          ) : (
            list
          );
        })}
      </ScrollArea.Autosize>
      {options.length === 0 ? <Combobox.Empty>{empty}</Combobox.Empty> : null}
    </Combobox.Options>
  );
}
