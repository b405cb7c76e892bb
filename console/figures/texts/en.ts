/**
 * The words of the page of figures in English.
 */
import type { FigureTexts } from './index.ts';

export const en: FigureTexts = {
  title: 'Figures and reports',
  loading: 'Loading…',
  language: 'Language',
  console: 'Back to the console',
  kind: 'Period',
  date: 'Date',
  print: 'Print',
  xlsx: 'Download Excel (XLSX)',
  csv: 'Download CSV',
  chart: (title) => `Chart: ${title}. The table below has the same numbers.`,
  fillTitle: 'Analysis and measures',
  fillHint: 'Fill in and print; what is written here is not kept.',
  onlyManagers: 'Only managers may see the figures. Please sign in with a manager’s account.',
  unreachable: 'The hub cannot be reached. Please try again.',
  waitsIn:
    'Waits and service times are in minutes; percentiles are told as the end of their bucket. Suspicious ratings are shown, and not taken out of the other figures.',
  kinds: { day: 'Day', week: 'Week', month: 'Month', year: 'Year' },
};
