import { schemaResolver, type UseFormReturnType, useForm } from '@mantine/form';
import { type ItemDraft, itemSchema } from './item-draft';

export type ItemForm = UseFormReturnType<ItemDraft>;

export function useItemForm(initial: ItemDraft): ItemForm {
  return useForm<ItemDraft>({
    mode: 'controlled',
    initialValues: initial,
    validate: schemaResolver(itemSchema, { sync: true }),
  });
}
