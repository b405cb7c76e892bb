/**
 * The house's typeface, from the hub itself. In a file of its own so that pages fetch it when they
 * already show something; until then, and where it is missing, the machine's own Chinese font stands.
 */
import '@fontsource-variable/noto-sans-sc/index.css';
