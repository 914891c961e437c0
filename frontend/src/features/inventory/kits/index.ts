export { KitSection } from './contents-section';
export { PackingPage } from './packing-page';
