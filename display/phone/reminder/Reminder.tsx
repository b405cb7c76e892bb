/**
 * The part of the phone's page that says how the phone will tell of a call, and what it cannot. It is
 * loaded after the page: whoever waits can spare the second.
 */
import { Button } from '../../../ui/components/button/Button.tsx';
import type { Language } from '../../../ui/texts.ts';
import type { Reminding, Reminds } from './reminding.ts';
import { type ReminderWords, reminderTexts } from './texts.ts';

export { remindingBy } from './reminding.ts';

/** What is said of each; a promise stands only for what was tried. */
const said: Readonly<Record<Reminds, readonly (keyof ReminderWords)[]>> = {
  can: ['can'],
  notice: ['notice'],
  shake: ['shake'],
  both: ['notice', 'shake'],
  no: ['no'],
};

export function Reminder({ reminding, language }: { reminding: Reminding; language: Language }) {
  const words = reminderTexts[language];
  const reminds = reminding.reminds.value;
  return (
    <div class="phone-reminder">
      {reminds === 'can' && (
        <Button onPress={() => void reminding.allow(words.sample)}>{words.remind}</Button>
      )}
      <div role="status">
        {said[reminds].map((name) => (
          <p class="phone-hint" key={name}>
            {words[name]}
          </p>
        ))}
      </div>
    </div>
  );
}
