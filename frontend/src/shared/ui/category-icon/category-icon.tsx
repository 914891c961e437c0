import {
  type Icon,
  IconArmchair,
  IconBook,
  IconBottle,
  IconBox,
  IconBriefcase,
  IconBulb,
  IconCamera,
  IconClock,
  IconCrown,
  IconCup,
  IconDesk,
  IconDeviceProjector,
  IconDeviceSpeaker,
  IconDiamond,
  IconFlower,
  IconHanger,
  IconHome,
  IconLadder,
  IconLamp,
  IconMask,
  IconMicrophone,
  IconMusic,
  IconPackage,
  IconPalette,
  IconPhoto,
  IconPlugConnected,
  IconScissors,
  IconShirt,
  IconShoe,
  IconSofa,
  IconSwords,
  IconTeapot,
  IconTheater,
  IconTie,
  IconTool,
  IconUmbrella,
  IconVideo,
  IconWall,
} from '@tabler/icons-react';
import classes from './category-icon.module.css';

/** The pictures a category may carry, by the name that the server keeps. */
const ICONS = {
  package: IconPackage,
  box: IconBox,
  armchair: IconArmchair,
  sofa: IconSofa,
  desk: IconDesk,
  lamp: IconLamp,
  bulb: IconBulb,
  plug: IconPlugConnected,
  microphone: IconMicrophone,
  speaker: IconDeviceSpeaker,
  music: IconMusic,
  video: IconVideo,
  projector: IconDeviceProjector,
  camera: IconCamera,
  photo: IconPhoto,
  hanger: IconHanger,
  shirt: IconShirt,
  tie: IconTie,
  shoe: IconShoe,
  crown: IconCrown,
  mask: IconMask,
  palette: IconPalette,
  scissors: IconScissors,
  cup: IconCup,
  teapot: IconTeapot,
  bottle: IconBottle,
  book: IconBook,
  clock: IconClock,
  briefcase: IconBriefcase,
  umbrella: IconUmbrella,
  swords: IconSwords,
  diamond: IconDiamond,
  flower: IconFlower,
  theater: IconTheater,
  wall: IconWall,
  ladder: IconLadder,
  home: IconHome,
  tool: IconTool,
} as const satisfies Record<string, Icon>;

export type CategoryIconName = keyof typeof ICONS;

export function isCategoryIcon(name: string | null | undefined): name is CategoryIconName {
  return typeof name === 'string' && Object.hasOwn(ICONS, name);
}

/** In the order in which they are offered; the first one is the common one. */
export const CATEGORY_ICON_NAMES = Object.keys(ICONS).filter(isCategoryIcon);

/** A category's picture on a soft square; unknown names get the common one. */
export function CategoryIcon({ name, size = 16 }: { name: string | null | undefined; size?: number }) {
  const Glyph = isCategoryIcon(name) ? ICONS[name] : IconPackage;
  return (
    <span className={classes.thumb} style={{ width: size + 12, height: size + 12 }} aria-hidden="true">
      <Glyph size={size} stroke={1.6} />
    </span>
  );
}
