export { CataloguePage } from './catalogue-page';
export { Tabs } from './tabs';
