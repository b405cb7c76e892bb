/**
 * The one colour that a hall may choose: it stands as words on paper, on white and on its own tint, and
 * white stands on it, so it must be dark enough for all of them (WCAG 2.2, 1.4.3: 4.5:1).
 */
import { z } from 'zod';
import { contrast, paper, tintOf, white } from '../views/accent.ts';

const least = 4.5;

/** `#0b4f8a`, dark enough; else the complaint says on what it is too faint, and how much. */
export const accent = z
  .string()
  .regex(/^#[0-9a-f]{6}$/, 'a colour is written like #0b4f8a, in small letters')
  .superRefine((colour, context) => {
    const grounds = { white, paper, 'its own tint': tintOf(colour) };
    for (const [name, ground] of Object.entries(grounds)) {
      const has = contrast(colour, ground);
      if (has >= least) continue;
      const message = `too faint: ${has.toFixed(2)}:1 with ${name} ${ground}, and it needs ${least}:1`;
      context.addIssue({ code: 'custom', message });
      return;
    }
  });
