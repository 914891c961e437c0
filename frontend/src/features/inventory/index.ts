export { EditItemPage } from './edit-item-page';
export { InventoryPage } from './inventory-page';
export { ItemPage } from './item-page';
export { NewItemPage } from './new-item-page';
