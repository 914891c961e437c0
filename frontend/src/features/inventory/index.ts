export { ImportsPage, InventoryPage, NewItemPage } from './inventory-page';
