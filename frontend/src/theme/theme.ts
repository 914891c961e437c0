import {
  createTheme,
  DEFAULT_THEME,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
  mergeMantineTheme,
} from '@mantine/core';

const ink: MantineColorsTuple = [
  '#E8EBFA',
  '#D3D9F5',
  '#B4BEEC',
  '#8E9BEA',
  '#6F7FDB',
  '#5466CB',
  '#3B4FB8',
  '#31439E',
  '#2A3A88',
  '#2A3052',
];
const red: MantineColorsTuple = [
  '#FCE4E2',
  '#F8CBC8',
  '#F2A09B',
  '#E57A73',
  '#D4554C',
  '#C43A31',
  '#B3261E',
  '#93201A',
  '#761A15',
  '#4D1512',
];
const gray: MantineColorsTuple = [
  '#F6F7F9',
  '#F0F2F5',
  '#E9ECF1',
  '#E1E4EA',
  '#C9CED8',
  '#AEB4C0',
  '#868D9B',
  '#5B616E',
  '#3A3F49',
  '#1B1D22',
];
const dark: MantineColorsTuple = [
  '#E6E7EB',
  '#C2C8D2',
  '#9CA1AD',
  '#747B89',
  '#454A55',
  '#31353D',
  '#1F2126',
  '#1F2126',
  '#17181C',
  '#101114',
];

/** Controls are 32 px high unless a toolbar (sm, 28) or the sign-in page (lg, 40) says otherwise. */
const md = { defaultProps: { size: 'md' } };
const field = { defaultProps: { size: 'md', inputWrapperOrder: ['label', 'description', 'input', 'error'] } };
/** Locking the page scroll would add a style element, which the content security policy refuses; the shell itself never scrolls. */
const layer = { lockScroll: false, transitionProps: { duration: 120 } };

export const themeOverride: MantineThemeOverride = createTheme({
  fontFamily: '"Golos Text Variable", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '14px', xl: '16px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '22px', xl: '24px' },
  fontWeights: { regular: '400', medium: '500', bold: '600' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '24px', lineHeight: '32px' },
      h2: { fontSize: '20px', lineHeight: '28px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  shadows: {
    xs: 'none',
    sm: 'none',
    md: 'var(--shadow)',
    lg: 'var(--shadow)',
    xl: 'var(--shadow)',
  },
  colors: { ink, red, gray, dark },
  primaryColor: 'ink',
  primaryShade: { light: 6, dark: 3 },
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    if (input.variant !== 'filled') return colors;
    if (!input.color || input.color === 'ink' || input.color === 'red') {
      return { ...colors, color: 'var(--on-ink)', hoverColor: 'var(--on-ink)' };
    }
    return colors;
  },
  components: {
    Button: md,
    ActionIcon: { defaultProps: { size: 'md', variant: 'subtle', color: 'gray' } },
    CloseButton: { defaultProps: { size: 'md' } },
    Input: md,
    InputWrapper: field,
    TextInput: field,
    PasswordInput: field,
    Textarea: field,
    NumberInput: field,
    Select: field,
    MultiSelect: field,
    TagsInput: field,
    Autocomplete: field,
    PillsInput: field,
    FileInput: field,
    DateInput: field,
    DatePickerInput: field,
    DateTimePicker: field,
    SegmentedControl: { defaultProps: { size: 'sm' } },
    Checkbox: { defaultProps: { size: 'sm' } },
    Radio: { defaultProps: { size: 'sm' } },
    Switch: { defaultProps: { size: 'sm' } },
    Modal: { defaultProps: { ...layer, centered: true, radius: 'lg', padding: 'lg' } },
    Drawer: { defaultProps: { ...layer, padding: 0 } },
    Menu: { defaultProps: { shadow: 'md', radius: 'lg', transitionProps: { duration: 100 } } },
    Popover: { defaultProps: { shadow: 'md', radius: 'lg', transitionProps: { duration: 100 } } },
    Tooltip: {
      defaultProps: {
        openDelay: 400,
        withArrow: false,
        transitionProps: { duration: 100 },
        events: { hover: true, focus: true, touch: true },
      },
    },
    Badge: { defaultProps: { radius: 'sm', size: 'md', variant: 'light' } },
    Skeleton: { defaultProps: { radius: 'sm' } },
  },
});

export const theme = mergeMantineTheme(DEFAULT_THEME, themeOverride);
