/**
 * What all pages share, on a sheet of paper: the components of ui/, the keyboard, and the parts
 * of a guide (two made-up guides, the longest among them).
 */
import type { Guide } from '../../core/guides/guide.ts';
import { cardGuide, companyGuide, guideMark } from '../../fixtures/screens/guides.ts';
import { buttonExamples } from '../../ui/components/button/examples.tsx';
import { iconExamples } from '../../ui/components/icon/examples.tsx';
import { noticeExamples } from '../../ui/components/notice/examples.tsx';
import { staleMarkExamples } from '../../ui/components/stale-mark/examples.tsx';
import { ticketLabelExamples } from '../../ui/components/ticket-label/examples.tsx';
import type { Examples } from '../../ui/examples.ts';
import { Checklist, type FormNamed } from '../../ui/guide/Checklist.tsx';
import { TimeAndCost, Where } from '../../ui/guide/Facts.tsx';
import { Flow } from '../../ui/guide/Flow.tsx';
import { Mark } from '../../ui/guide/Mark.tsx';
import { Bases, Questions, Rules } from '../../ui/guide/More.tsx';
import { Qr } from '../../ui/guide/Qr.tsx';
import { keyboardExamples } from '../../ui/keyboard/examples.tsx';
import { type Component, dressUsual, type Group } from '../shape.ts';

/** On a sheet of paper; `wide`: over its whole width. */
function on(examples: Examples, wide = false): Component {
  const drawn = Object.entries(examples).map(([name, example]) => [
    name,
    ({ language }: Parameters<Component[string]>[0]) => (
      <main class={`gallery-sheet ${wide ? 'gallery-wide' : ''}`}>{example(language)}</main>
    ),
  ]);
  return Object.fromEntries(drawn);
}

const long: Guide = companyGuide;

const opened = ({ written }: FormNamed) =>
  written.startsWith('https://') ? { href: written } : null;

const checklist: Examples = {
  usual: (language) => <Checklist guide={cardGuide} language={language} forms={null} />,
  links: (language) => <Checklist guide={cardGuide} language={language} forms={opened} />,
  long: (language) => <Checklist guide={long} language={language} forms={opened} />,
  none: (language) => (
    <Checklist guide={{ ...cardGuide, materials: [] }} language={language} forms={opened} />
  ),
};

const flow: Examples = {
  usual: (language) => <Flow guide={cardGuide} language={language} />,
  long: (language) => <Flow guide={long} language={language} />,
};

const facts: Examples = {
  'time-and-cost': (language) => <TimeAndCost guide={cardGuide} language={language} />,
  free: (language) => <TimeAndCost guide={long} language={language} />,
  where: (language) => <Where guide={cardGuide} language={language} calls={false} />,
  'where-calls': (language) => <Where guide={cardGuide} language={language} calls />,
};

const more: Examples = {
  questions: (language) => <Questions guide={cardGuide} language={language} />,
  rules: (language) => <Rules guide={cardGuide} language={language} />,
  bases: (language) => <Bases guide={long} language={language} />,
};

const mark: Examples = {
  example: (language) => <Mark mark={guideMark} language={language} />,
  export: (language) => <Mark mark={{ ...guideMark, origin: 'export' }} language={language} />,
};

const qr: Examples = {
  short: () => <Qr text="https://hall.example.gov.cn/t/abc" name="https://hall.example.gov.cn" />,
  long: () => <Qr text={`https://hall.example.gov.cn/${'x'.repeat(120)}`} name="example.gov.cn" />,
};

export const uiGroup: Group = {
  sizes: [
    { width: 800, height: 600 },
    { width: 390, height: 844 },
    { width: 1080, height: 1920 },
  ],
  modes: ['usual', 'contrast', 'night'],
  fills: false,
  dress: dressUsual,
  components: {
    button: on(buttonExamples),
    notice: on(noticeExamples),
    'stale-mark': on(staleMarkExamples),
    'ticket-label': on(ticketLabelExamples),
    icon: on(iconExamples),
    keyboard: on(keyboardExamples, true),
    checklist: on(checklist, true),
    flow: on(flow, true),
    facts: on(facts, true),
    'more-of-a-guide': on(more, true),
    'guide-mark': on(mark),
    qr: on(qr),
  },
};
