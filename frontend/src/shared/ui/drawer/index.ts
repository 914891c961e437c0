export { Section, SideDrawer, SplitView } from './side-drawer';
