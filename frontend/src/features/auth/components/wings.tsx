import classes from './wings.module.css';

/** One pair of legs with its border, in the units of an 840 × 900 stage seen straight on. */
interface Plane {
  /** Outer edge and inner edge of the left leg. */
  outer: number;
  inner: number;
  /** Where the border begins and ends, and where the leg meets the floor. */
  top: number;
  border: number;
  foot: number;
  /** How much of the house's darkness lies over the velvet, and how bright the lit edge is. */
  shade: number;
  edge: number;
}

const PLANES: readonly Plane[] = [
  { outer: 318, inner: 354, top: 166, border: 184, foot: 690, shade: 0.6, edge: 0.1 },
  { outer: 276, inner: 328, top: 142, border: 166, foot: 718, shade: 0.48, edge: 0.18 },
  { outer: 224, inner: 290, top: 114, border: 142, foot: 752, shade: 0.37, edge: 0.27 },
  { outer: 162, inner: 243, top: 82, border: 114, foot: 794, shade: 0.26, edge: 0.35 },
  { outer: 88, inner: 186, top: 44, border: 82, foot: 842, shade: 0.16, edge: 0.43 },
  { outer: 0, inner: 116, top: 0, border: 44, foot: 900, shade: 0.06, edge: 0.5 },
];

/** Folds of the cloth stand closer towards the middle of the stage. */
const FOLDS = [0.22, 0.44, 0.65, 0.84];

function Leg({ plane }: { plane: Plane }) {
  const { outer, inner, top, border, foot, shade, edge } = plane;
  const cloth = `M${outer} ${top}H${inner}V${foot}H${outer}z`;
  return (
    <>
      <path className={classes.velvet} d={cloth} />
      <path className={classes.shade} d={cloth} opacity={shade} />
      {FOLDS.map((fold) => (
        <path key={fold} className={classes.fold} d={`M${outer + (inner - outer) * fold} ${top}V${foot}`} />
      ))}
      <path className={classes.edge} d={`M${inner} ${border}V${foot}`} opacity={edge} />
    </>
  );
}

/** An empty stage between the wings with the ghost light left on: the picture of the sign-in page. */
export function Wings() {
  return (
    <svg
      className={classes.wings}
      viewBox="0 0 840 900"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <path className={classes.floor} d="M0 0h840v900H0z" />
      <path className={classes.back} d="M340 150h160v520H340z" />
      <path className={classes.beam} d="M340 670h160l152 230H188z" />
      {PLANES.map((plane) => {
        const header = `M${plane.outer} ${plane.top}H${840 - plane.outer}V${plane.border}H${plane.outer}z`;
        return (
          <g key={plane.outer}>
            <path className={classes.velvet} d={header} />
            <path className={classes.shade} d={header} opacity={Math.min(plane.shade + 0.08, 1)} />
            <Leg plane={plane} />
            <g transform="translate(840 0) scale(-1 1)">
              <Leg plane={plane} />
            </g>
          </g>
        );
      })}
      <g className={classes.lamp}>
        <path d="M420 522v136M404 666h32M420 658l-12 8M420 658l12 8" />
        <circle className={classes.bulb} cx="420" cy="510" r="9" />
        <path d="M420 492v-8M402 510h-8M446 510h-8M407 497l-5-5M433 497l5-5" />
      </g>
    </svg>
  );
}
