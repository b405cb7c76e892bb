/**
 * Each kind of emergency over a whole screen, with the hall's own words and without.
 */
import type { Examples } from '../../examples.ts';
import { EmergencyFace } from './Emergency.tsx';

const since = Date.UTC(2026, 10, 20, 6, 3);
const where = {
  'zh-Hans': '请从最近的安全出口离开，到东侧广场集合',
  'zh-Hant': '請從最近的安全出口離開，到東側廣場集合',
  en: 'Leave by the nearest exit and assemble at the east square',
};

export const emergencyExamples: Examples = {
  evacuation: () => <EmergencyFace emergency={{ kind: 'evacuation', words: null, since }} />,
  'own-words': () => <EmergencyFace emergency={{ kind: 'evacuation', words: where, since }} />,
  fault: () => <EmergencyFace emergency={{ kind: 'fault', words: null, since }} />,
  drill: () => <EmergencyFace emergency={{ kind: 'drill', words: where, since }} />,
};
