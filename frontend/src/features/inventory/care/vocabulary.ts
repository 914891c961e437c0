import {
  type Icon,
  IconAlertTriangle,
  IconBolt,
  IconCertificate,
  IconCheck,
  IconClock,
  IconFlame,
  IconHeartRateMonitor,
  IconLink,
  IconPlayerPause,
  IconSearch,
  IconSparkles,
  IconSpray,
  IconTool,
} from '@tabler/icons-react';
import type { CareKind, CareResult, CareState, CertificateKind } from '@/api/gen';
import type { Tone } from '@/theme/event-colors';

export const PLAN_KINDS = [
  'inspection',
  'maintenance',
  'cleaning',
  'treatment',
] as const satisfies readonly CareKind[];

export const CERTIFICATE_KINDS = [
  'fire_treatment',
  'rigging',
  'electrical',
  'hygiene',
  'other',
] as const satisfies readonly CertificateKind[];

export const RESULTS = ['ok', 'remarks', 'failed'] as const satisfies readonly CareResult[];
export const STATES = ['overdue', 'due_soon', 'ok'] as const satisfies readonly CareState[];

interface Look {
  readonly icon: Icon;
  readonly tone: Tone;
}

export const stateLook: Readonly<Record<CareState | 'rests', Look>> = {
  ok: { icon: IconCheck, tone: 'ok' },
  due_soon: { icon: IconClock, tone: 'warn' },
  overdue: { icon: IconAlertTriangle, tone: 'bad' },
  rests: { icon: IconPlayerPause, tone: 'ink' },
};

export const resultLook: Readonly<Record<CareResult, Look>> = {
  ok: { icon: IconCheck, tone: 'ok' },
  remarks: { icon: IconClock, tone: 'warn' },
  failed: { icon: IconAlertTriangle, tone: 'bad' },
};

export const kindIcon: Readonly<Record<CareKind | CertificateKind, Icon>> = {
  inspection: IconSearch,
  maintenance: IconTool,
  cleaning: IconSparkles,
  treatment: IconSpray,
  fire_treatment: IconFlame,
  rigging: IconLink,
  electrical: IconBolt,
  hygiene: IconHeartRateMonitor,
  other: IconCertificate,
};
