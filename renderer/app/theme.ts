import {
  ActionIcon,
  Badge,
  Button,
  Checkbox,
  createTheme,
  Menu,
  Modal,
  Popover,
  SegmentedControl,
  Select,
  Textarea,
  TextInput,
  Tooltip,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core'

const iris: MantineColorsTuple = [
  '#f1f0fe',
  '#e2e0fb',
  '#c8c4f6',
  '#aba5ef',
  '#9189ea',
  '#7b70e2',
  '#6557d8',
  '#5546c6',
  '#483aab',
  '#3a2f89',
]

const gray: MantineColorsTuple = [
  '#f8f8fa',
  '#f2f2f5',
  '#e8e8ed',
  '#dcdce3',
  '#c6c6d0',
  '#a3a3b0',
  '#74747f',
  '#55555f',
  '#37373f',
  '#1c1c22',
]

const dark: MantineColorsTuple = [
  '#ededf2',
  '#d3d3dc',
  '#a9a9b6',
  '#8f8f9e',
  '#3d3d49',
  '#31313b',
  '#25252d',
  '#18181d',
  '#131317',
  '#0d0d10',
]

const red: MantineColorsTuple = [
  '#fef1f0',
  '#fde2e0',
  '#f9c3bf',
  '#f49f99',
  '#ee7a72',
  '#e2574d',
  '#cf3f35',
  '#b62f27',
  '#98271f',
  '#7a1f19',
]

const fontFamily = "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif"
const fontFamilyMonospace = "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, monospace"

const quick = { transition: 'fade', duration: 90 } as const

/** The product's look on top of Mantine: dense, quiet, 13 px text, 30 px controls, one accent. */
export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 7, dark: 6 },
  colors: { iris, gray, dark, red },
  black: '#1b1b21',
  fontFamily,
  fontFamilyMonospace,
  fontSizes: { xs: '11.5px', sm: '13px', md: '13px', lg: '15px', xl: '19px' },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '10px', xl: '14px' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'default',
  autoContrast: true,
  luminanceThreshold: 0.28,
  headings: { fontFamily, fontWeight: '600' },
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle' } }),
    Badge: Badge.extend({ defaultProps: { variant: 'outline' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'sm' } }),
    Select: Select.extend({
      defaultProps: {
        size: 'sm',
        comboboxProps: { transitionProps: quick, shadow: 'md' },
        checkIconPosition: 'right',
      },
    }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'sm' } }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'sm', transitionDuration: 120, withItemsBorders: false },
    }),
    Menu: Menu.extend({
      defaultProps: { transitionProps: quick, shadow: 'md', offset: 4, withInitialFocusPlaceholder: false },
    }),
    Popover: Popover.extend({ defaultProps: { transitionProps: quick, shadow: 'md' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, transitionProps: quick, offset: 6 } }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        radius: 'lg',
        transitionProps: { transition: 'fade', duration: 120 },
        overlayProps: { backgroundOpacity: 0.4 },
      },
    }),
  },
})

/** Ties Mantine's own variables to the product's tokens (see tokens.css). */
export const cssVariables: CSSVariablesResolver = () => {
  const tokens = {
    '--mantine-color-body': 'var(--rf-surface)',
    '--mantine-color-text': 'var(--rf-text)',
    '--mantine-color-dimmed': 'var(--rf-text-2)',
    '--mantine-color-placeholder': 'var(--rf-text-3)',
    '--mantine-color-error': 'var(--rf-danger)',
    '--mantine-color-anchor': 'var(--rf-accent-text)',
    '--mantine-color-default': 'var(--rf-control)',
    '--mantine-color-default-hover': 'var(--rf-control-hover)',
    '--mantine-color-default-color': 'var(--rf-text)',
    '--mantine-color-default-border': 'var(--rf-control-line)',
    '--mantine-primary-color-filled': 'var(--rf-accent)',
    '--mantine-primary-color-filled-hover': 'var(--rf-accent-hover)',
    '--mantine-primary-color-light': 'var(--rf-accent-soft)',
    '--mantine-primary-color-light-color': 'var(--rf-accent-text)',
    '--mantine-color-iris-text': 'var(--rf-accent-text)',
  }
  return { variables: {}, light: tokens, dark: tokens }
}
