import {
  type Icon,
  IconBuildingWarehouse,
  IconDots,
  IconHammer,
  IconRun,
  IconTheater,
  IconTruck,
} from '@tabler/icons-react';
import {
  createCategory,
  createLocation,
  deleteCategory,
  deleteLocation,
  updateCategory,
  updateLocation,
} from '@/api/gen';
import type { CategoryNode, LocationNode, LocationType, NodeChange } from './types';

export type KindName = 'category' | 'location';
export type TreeNode = CategoryNode | LocationNode;

interface NodeApi {
  create: (
    name: string,
    parentId: number | null,
    order: number,
    key: string,
  ) => Promise<{ readonly id: number }>;
  update: (id: number, version: number, body: NodeChange) => Promise<unknown>;
  remove: (id: number, version: number) => Promise<unknown>;
}

const match = (version: number) => ({ 'If-Match': `"v${version}"` });

/** What the API does with each of the two trees. */
export const nodeApi: Readonly<Record<KindName, NodeApi>> = {
  category: {
    create: async (name, parent_id, sort_order, key) =>
      (await createCategory({ body: { name, parent_id, sort_order }, headers: { 'Idempotency-Key': key } }))
        .data,
    update: (id, version, body) =>
      updateCategory({ path: { category_id: id }, headers: match(version), body }),
    remove: (id, version) => deleteCategory({ path: { category_id: id }, headers: match(version) }),
  },
  location: {
    create: async (name, parent_id, sort_order, key) =>
      (await createLocation({ body: { name, parent_id, sort_order }, headers: { 'Idempotency-Key': key } }))
        .data,
    update: (id, version, body) =>
      updateLocation({ path: { location_id: id }, headers: match(version), body }),
    remove: (id, version) => deleteLocation({ path: { location_id: id }, headers: match(version) }),
  },
};

export const LOCATION_TYPES = [
  'warehouse',
  'stage',
  'rehearsal',
  'workshop',
  'tour',
  'other',
] as const satisfies readonly LocationType[];

export const locationIcon: Readonly<Record<LocationType, Icon>> = {
  warehouse: IconBuildingWarehouse,
  stage: IconTheater,
  rehearsal: IconRun,
  workshop: IconHammer,
  tour: IconTruck,
  other: IconDots,
};
