export { AnalyticsPage } from './analytics/analytics-page';
export { EditItemPage } from './edit-item-page';
export { InventoryPage } from './inventory-page';
export { ItemPage } from './item-page';
export { PackingPage } from './kits/packing-page';
export { JournalPage } from './movements/journal-page';
export { NewItemPage } from './new-item-page';
export { itemSorts } from './sorts';
