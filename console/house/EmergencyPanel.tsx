/**
 * Takes all screens over and gives them back. To start takes two presses, so that nobody empties a hall
 * by a slip of the hand; to end takes one.
 */
import { useState } from 'preact/hooks';
import type { EmergencyKind } from '../../core/views/facts.ts';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { clockTime } from '../../ui/times.ts';
import { useDoing } from './doing.ts';
import type { HouseParts } from './House.tsx';

const kinds: readonly EmergencyKind[] = ['evacuation', 'fault', 'drill'];
const charsMax = 80;

export function EmergencyPanel({ texts, told, asking, onChange }: HouseParts) {
  const [asked, setAsked] = useState<EmergencyKind | null>(null);
  const [words, setWords] = useState('');
  const { busy, trouble, run } = useDoing(texts, onChange);
  const standing = told.emergencies.find(({ endedAt }) => endedAt === null);
  const start = async (kind: EmergencyKind): Promise<void> => {
    const own = words.trim() === '' ? null : { 'zh-Hans': words.trim() };
    if (await run(() => asking.startEmergency(kind, own))) setWords('');
    setAsked(null);
  };
  return (
    <section class="house-part house-emergency manager-field" aria-labelledby="emergency-title">
      <h2 id="emergency-title">{texts.emergency}</h2>
      {standing && (
        <div class="house-standing">
          <Notice kind="danger">
            {texts.stands(texts.kinds[standing.kind], clockTime(standing.since))}
          </Notice>
          <Button kind="main" disabled={busy} onPress={() => void run(() => asking.endEmergency())}>
            {texts.endEmergency}
          </Button>
        </div>
      )}
      <p class="manager-quiet">{texts.emergencyHint}</p>
      <label>
        {texts.emergencyWords}
        <input
          type="text"
          maxLength={charsMax}
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </label>
      {asked === null ? (
        <div class="house-acts">
          {kinds
            .filter((kind) => kind !== standing?.kind)
            .map((kind) => (
              <Button key={kind} disabled={busy} onPress={() => setAsked(kind)}>
                {texts.kinds[kind]}
              </Button>
            ))}
        </div>
      ) : (
        <div class="house-acts">
          <p class="house-sure">{texts.sure(texts.kinds[asked])}</p>
          <Button kind="main" disabled={busy} onPress={() => void start(asked)}>
            {texts.start(texts.kinds[asked])}
          </Button>
          <Button onPress={() => setAsked(null)}>{texts.back}</Button>
        </div>
      )}
      {trouble && <Notice kind="danger">{trouble}</Notice>}
    </section>
  );
}
