import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NothingFound } from '@/shared/ui/state';
import type { Resource } from '../../types';
import { usePhone } from '../../use-phone';
import classes from './people-editor.module.css';

export type Person = Pick<Resource, 'id' | 'name' | 'department'>;

const plain = (text: string) => text.toLocaleLowerCase().replaceAll('ё', 'е');

/** People of one department, in the order of the server: by name. */
function byDepartment(people: readonly Resource[]): [string | null, Resource[]][] {
  const groups = new Map<string | null, Resource[]>();
  for (const person of people) {
    const name = person.department?.name ?? null;
    groups.set(name, [...(groups.get(name) ?? []), person]);
  }
  return [...groups];
}

/** Several people at once, or a whole department. */
export function PeoplePicker({
  staff,
  there,
  onAdd,
  onClose,
}: {
  staff: readonly Resource[];
  /** Those who are called already. */
  there: ReadonlySet<number>;
  onAdd: (people: readonly Person[]) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation(['scheduleEvent', 'common']);
  const phone = usePhone();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const found = staff.filter(({ name, subtitle, department }) => {
    const text = plain([name, subtitle, department?.name].filter(Boolean).join(' '));
    return words.every((word) => text.includes(word));
  });
  const toggle = (ids: readonly number[], on: boolean) =>
    setChosen((before) => {
      const next = new Set(before);
      for (const id of ids) {
        if (on) next.add(id);
        else next.delete(id);
      }
      return next;
    });
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen={phone}
      size={480}
      title={t('people.pick')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <TextInput
        className={classes.find ?? ''}
        aria-label={t('people.find')}
        placeholder={t('people.find')}
        leftSection={<IconSearch size={16} stroke={1.6} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
      />
      <div className={classes.list}>
        {found.length === 0 ? <NothingFound q={typed.trim()} onClear={() => setTyped('')} /> : null}
        {byDepartment(found).map(([name, people]) => {
          const free = people.filter(({ id }) => !there.has(id)).map(({ id }) => id);
          const all = free.length > 0 && free.every((id) => chosen.has(id));
          const label = name ?? t('people.noDepartment');
          return (
            <fieldset key={label} style={{ margin: 0, padding: 0, border: 0 }}>
              <legend className="visually-hidden">{label}</legend>
              <div className={classes.group}>
                <span aria-hidden="true">{label}</span>
                <Button
                  size="xs"
                  variant="subtle"
                  disabled={free.length === 0}
                  aria-label={t(all ? 'people.dropWhole' : 'people.takeWhole', { name: label })}
                  onClick={() => toggle(free, !all)}
                >
                  {t(all ? 'people.none_of' : 'people.whole')}
                </Button>
              </div>
              {people.map((person) => (
                <Checkbox
                  key={person.id}
                  className={classes.option ?? ''}
                  label={
                    <>
                      {person.name}
                      <small>{there.has(person.id) ? t('people.already') : person.subtitle}</small>
                    </>
                  }
                  disabled={there.has(person.id)}
                  checked={chosen.has(person.id) || there.has(person.id)}
                  onChange={(event) => toggle([person.id], event.currentTarget.checked)}
                />
              ))}
            </fieldset>
          );
        })}
      </div>
      <div className={classes.foot}>
        <Button variant="default" onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button disabled={chosen.size === 0} onClick={() => onAdd(staff.filter(({ id }) => chosen.has(id)))}>
          {chosen.size === 0 ? t('people.addNobody') : t('people.addCount', { count: chosen.size })}
        </Button>
      </div>
    </Modal>
  );
}
