import { useQuery } from '@tanstack/react-query';
import type { ParseKeys } from 'i18next';
import type { ComponentType } from 'react';
import type { Balance, ItemOut } from '@/api/gen';
import { listItemPerformancesOptions } from '@/api/gen/@tanstack/react-query.gen';
import { ItemBookings, ItemDemand, itemBookingsOptions } from '@/features/schedule';
import { CareNote } from '../care/care-note';
import { CareSection } from '../care/care-section';
import { Properties } from '../fields/property-rows';
import { CardOffers } from '../kits/card-offers';
import { KitSection } from '../kits/contents-section';
import { MovementTimeline } from '../movements/timeline';
import { movementCountOptions } from '../queries';
import { UnitsSection } from '../units/units-section';
import { WhereUsed } from '../where-used/where-used';
import { Balances } from './balances';
import { Descriptions, Facts } from './facts';
import { ForeignNote } from './foreign-note';

export interface CardPartProps {
  readonly item: ItemOut;
  /** Starts a transfer from a balance; null without the right. */
  readonly move: ((from: Balance) => void) | null;
}

export interface CardTab {
  readonly id: string;
  readonly label: ParseKeys<'photos'>;
  /** The figure beside the word; a tab with none of its things is not shown. */
  readonly useCount?: (item: ItemOut) => number | undefined;
}

export interface CardSection {
  readonly id: string;
  readonly tab: CardTab['id'];
  /** On a page of its own it stands in the narrow column, beside every tab. */
  readonly aside?: boolean;
  readonly Part: ComponentType<CardPartProps>;
}

const useMovementCount = (item: ItemOut) => useQuery(movementCountOptions(item)).data;
const useTitleCount = (item: ItemOut) =>
  useQuery({
    ...listItemPerformancesOptions({ path: { item_id: item.id } }),
    enabled: item.deleted_at === null,
  }).data?.items.length;

const useBookingCount = (item: ItemOut) =>
  useQuery({ ...itemBookingsOptions(item.id), enabled: item.deleted_at === null }).data?.items.length;

/** The tabs of an item's card, in their order. */
export const CARD_TABS: readonly CardTab[] = [
  { id: 'overview', label: 'tab.overview' },
  { id: 'movements', label: 'tab.movements', useCount: useMovementCount },
  { id: 'where', label: 'tab.where', useCount: useTitleCount },
  { id: 'bookings', label: 'tab.bookings', useCount: useBookingCount },
];

/** What stands in the card of an item, in the drawer and on its page: one line each, in the order of reading. */
export const CARD_SECTIONS: readonly CardSection[] = [
  { id: 'foreign-note', tab: 'overview', Part: ForeignNote },
  { id: 'care-note', tab: 'overview', Part: CareNote },
  { id: 'balances', tab: 'overview', Part: ({ item, move }) => <Balances item={item} onMove={move} /> },
  { id: 'demand', tab: 'overview', Part: ItemDemand },
  { id: 'kit', tab: 'overview', Part: KitSection },
  { id: 'units', tab: 'overview', Part: UnitsSection },
  { id: 'last', tab: 'overview', Part: ({ item }) => <MovementTimeline item={item} brief /> },
  { id: 'care', tab: 'overview', Part: CareSection },
  { id: 'descriptions', tab: 'overview', Part: Descriptions },
  { id: 'offers', tab: 'overview', Part: CardOffers },
  { id: 'facts', tab: 'overview', aside: true, Part: Facts },
  { id: 'properties', tab: 'overview', aside: true, Part: Properties },
  { id: 'movements', tab: 'movements', Part: ({ item }) => <MovementTimeline item={item} /> },
  { id: 'where', tab: 'where', Part: WhereUsed },
  { id: 'bookings', tab: 'bookings', Part: ItemBookings },
];
