/**
 * What is out of order now, the oldest first; whoever looks after it says so with one press.
 */
import { useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { Icon } from '../../ui/components/icon/Icon.tsx';
import { clockTime } from '../../ui/times.ts';
import { language } from '../language.ts';
import type { PageParts } from './Devices.tsx';
import { concern, stateText, subjectText } from './said.ts';
import type { Asking, Told } from './told.ts';

export interface AlarmListProps extends PageParts {
  readonly told: Told;
  readonly asking: Asking;
  readonly onChange: () => void;
  readonly onChoose: (device: string) => void;
}

export function AlarmList({ told, names, texts, asking, onChange, onChoose }: AlarmListProps) {
  const [failed, setFailed] = useState<string | null>(null);
  const acknowledge = async (alarm: string): Promise<void> => {
    setFailed((await asking.acknowledge(alarm)) ? null : alarm);
    onChange();
  };
  if (told.alarms.length === 0) return <p class="manager-none">{texts.noAlarms}</p>;
  return (
    <section aria-labelledby="alarms-title">
      <h2 id="alarms-title">{texts.alarms}</h2>
      <ul class="alarms">
        {told.alarms.map((alarm) => {
          const [first = null] = alarm.devices;
          const subject = subjectText(alarm.subject, told.devices, names, texts, language.value);
          return (
            <li key={alarm.id} class={`alarm alarm-${concern(alarm.fault)}`}>
              <Icon name="warning" />
              <p class="alarm-what">
                <strong>{stateText(alarm.fault, texts)}</strong>
                {first === null ? (
                  <span class="alarm-told">{subject}</span>
                ) : (
                  <button type="button" class="alarm-subject" onClick={() => onChoose(first)}>
                    {subject}
                  </button>
                )}
                <span class="figures">
                  {texts.since(clockTime(alarm.raisedAt))}
                  {alarm.times > 1 && ` · ${texts.times(alarm.times)}`}
                  {alarm.responsible.map((post) => ` · ${post}`).join('')}
                </span>
              </p>
              {alarm.acknowledgedAt === null ? (
                <Button onPress={() => void acknowledge(alarm.id)}>{texts.acknowledge}</Button>
              ) : (
                <p class="alarm-seen figures">{texts.seen(clockTime(alarm.acknowledgedAt))}</p>
              )}
              {failed === alarm.id && <p class="alarm-failed">{texts.unreachable}</p>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
