/**
 * What every screen says in an emergency, in three languages at once: nobody has time to choose one.
 */
import type { Language } from '../../../core/hall/configuration.ts';
import type { EmergencyKind } from '../../../core/views/facts.ts';

export interface EmergencyWords {
  readonly title: string;
  readonly hint: string;
}

export const emergencyWords: Readonly<
  Record<EmergencyKind, Readonly<Record<Language, EmergencyWords>>>
> = {
  evacuation: {
    'zh-Hans': {
      title: '请立即有序疏散',
      hint: '请走最近的安全出口，不要乘电梯，听从工作人员指引。',
    },
    'zh-Hant': {
      title: '請立即有序疏散',
      hint: '請走最近的安全出口，不要乘電梯，聽從工作人員指引。',
    },
    en: {
      title: 'Leave the building now',
      hint: 'Use the nearest exit, not the lift. Follow the staff.',
    },
  },
  fault: {
    'zh-Hans': {
      title: '系统故障，暂停叫号',
      hint: '请保留号条，您的号码仍然有效。请听工作人员安排。',
    },
    'zh-Hant': {
      title: '系統故障，暫停叫號',
      hint: '請保留號條，您的號碼仍然有效。請聽工作人員安排。',
    },
    en: {
      title: 'System fault: calling has stopped',
      hint: 'Keep your ticket: your number stays valid. Our staff will help you.',
    },
  },
  drill: {
    'zh-Hans': {
      title: '疏散演练，不是真实险情',
      hint: '请按工作人员指引配合演练。您的号码仍然有效。',
    },
    'zh-Hant': {
      title: '疏散演練，不是真實險情',
      hint: '請按工作人員指引配合演練。您的號碼仍然有效。',
    },
    en: {
      title: 'This is only a drill',
      hint: 'Please take part as the staff ask. Your number stays valid.',
    },
  },
};

/** Over and under everything else, so that no part of a drill can be taken for the real thing. */
export const drillMark = '演练 · 演練 · DRILL';
