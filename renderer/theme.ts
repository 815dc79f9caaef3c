import {
  ActionIcon,
  Alert,
  Badge,
  Button,
  createTheme,
  type CSSVariablesResolver,
  Input,
  InputDescription,
  InputError,
  InputLabel,
  type MantineColorsTuple,
  Menu,
  Modal,
  Notification,
  Portal,
  SegmentedControl,
  Tooltip,
} from "@mantine/core";

/** The one accent: what can be acted on, what is selected, where the focus is. */
const accent: MantineColorsTuple = [
  "#eff2ff",
  "#dfe4fd",
  "#bcc6fa",
  "#96a6f7",
  "#7a8ef5",
  "#6278ef",
  "#4a5ce0",
  "#3d4cc4",
  "#343fa0",
  "#2c367f",
];

const gray: MantineColorsTuple = [
  "#f7f8fa",
  "#f0f2f5",
  "#e5e8ed",
  "#d7dce3",
  "#c2c9d3",
  "#939dab",
  "#606977",
  "#47505d",
  "#323944",
  "#1c2128",
];

const dark: MantineColorsTuple = [
  "#dde0e7",
  "#b9bfcb",
  "#9aa2b1",
  "#666f7f",
  "#363d49",
  "#2b313b",
  "#20252d",
  "#171a20",
  "#111419",
  "#0c0e12",
];

/** How high a line of a table is, px. */
export const rowHeights = { compact: 28, comfortable: 36 } as const;

/** 13 px text on a 4 px grid. */
export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: { light: 6, dark: 6 },
  colors: { accent, gray, dark },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Code', 'DejaVu Sans Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: "12px", sm: "13px", md: "13px", lg: "15px", xl: "18px" },
  lineHeights: { xs: "16px", sm: "20px", md: "20px", lg: "24px", xl: "24px" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "2px", sm: "4px", md: "6px", lg: "8px", xl: "12px" },
  defaultRadius: "md",
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "18px", lineHeight: "24px" },
      h2: { fontSize: "15px", lineHeight: "20px" },
      h3: { fontSize: "13px", lineHeight: "20px" },
    },
  },
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Button: Button.extend({ defaultProps: { size: "xs" }, vars: () => ({ root: { "--button-fz": "13px" } }) }),
    ActionIcon: ActionIcon.extend({ defaultProps: { size: 28, variant: "subtle", color: "gray" } }),
    Input: Input.extend({ defaultProps: { size: "xs" }, vars: () => ({ wrapper: { "--input-fz": "13px" } }) }),
    InputLabel: InputLabel.extend({ vars: () => ({ label: { "--input-label-size": "13px" } }) }),
    InputDescription: InputDescription.extend({
      vars: () => ({ description: { "--input-description-size": "12px" } }),
    }),
    InputError: InputError.extend({ vars: () => ({ error: { "--input-error-size": "12px" } }) }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: "xs" } }),
    Alert: Alert.extend({ styles: { title: { color: "var(--text)" }, message: { color: "var(--text)" } } }),
    Badge: Badge.extend({ defaultProps: { variant: "light", size: "sm", tt: "none", fw: 500 } }),
    // What lies over the page is within a landmark of its own; the place of the focus is on the menu itself.
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { "aria-label": "Close" } } }),
    Portal: Portal.extend({ defaultProps: { target: "#overlays" } }),
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: false } }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        transitionProps: { duration: 100 },
        closeButtonProps: { "aria-label": "Close" },
        // Mantine makes it a header element, which within a dialog would be a second banner of the page.
        attributes: { header: { role: "presentation" } },
      },
    }),
  },
});

/**
 * What our own styles are made of, in both themes. A tone says how much of a person's attention something wants: `calm` none,
 * `busy` is being worked on, `warn` is not as it should be but in hand, `alarm` needs a person now, `faint` is not known.
 * Every tone is readable as text (4.5 : 1) on every surface of its theme.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-error": "#c0262d",
    "--surface-sunken": "#f4f5f8",
    "--surface": "#ffffff",
    "--surface-raised": "#ffffff",
    "--surface-hover": "#f2f4f8",
    "--surface-selected": "#e9edff",
    "--line": "#e3e6ec",
    "--line-strong": "#cdd3dc",
    "--text": "#1c2128",
    "--text-dim": "#596271",
    "--accent-text": "#3d4cc4",
    "--tone-calm": "#1f7a4d",
    "--tone-busy": "#3d4cc4",
    "--tone-warn": "#8f5a00",
    "--tone-alarm": "#c0262d",
    "--tone-faint": "#596271",
    "--fill-calm": "#3fa674",
    "--fill-busy": "#6278ef",
    "--fill-warn": "#d99a2b",
    "--fill-alarm": "#d9434a",
    "--fill-faint": "#b4bcc8",
  },
  dark: {
    "--mantine-color-anchor": accent[3],
    "--mantine-color-error": "#ff8a8a",
    "--surface-sunken": "#101318",
    "--surface": "#171a20",
    "--surface-raised": "#1d2128",
    "--surface-hover": "#20252d",
    "--surface-selected": "#262d4a",
    "--line": "#282e37",
    "--line-strong": "#3d4551",
    "--text": "#dde0e7",
    "--text-dim": "#9aa2b1",
    "--accent-text": "#a5b3f9",
    "--tone-calm": "#63c795",
    "--tone-busy": "#a5b3f9",
    "--tone-warn": "#e3b14f",
    "--tone-alarm": "#ff8a8a",
    "--tone-faint": "#9aa2b1",
    "--fill-calm": "#3c9468",
    "--fill-busy": "#6278ef",
    "--fill-warn": "#c58a1f",
    "--fill-alarm": "#e0565c",
    "--fill-faint": "#4c5562",
  },
});
