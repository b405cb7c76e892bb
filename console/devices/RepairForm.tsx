/**
 * Writes down what was wrong with a device, or what was done to it.
 */
import { useState } from 'preact/hooks';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import type { DeviceTexts } from './texts/index.ts';
import { type RepairKind, repairKinds } from './told.ts';

const wordsMax = 500;

export interface RepairFormProps {
  readonly texts: DeviceTexts;
  /** Resolves to whether it is kept. */
  readonly onAdd: (kind: RepairKind, words: string) => Promise<boolean>;
}

export function RepairForm({ texts, onAdd }: RepairFormProps) {
  const [kind, setKind] = useState<RepairKind>('fault');
  const [words, setWords] = useState('');
  const [trouble, setTrouble] = useState<'empty' | 'failed' | null>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (words.trim() === '') return setTrouble('empty');
    const kept = await onAdd(kind, words.trim());
    setTrouble(kept ? null : 'failed');
    // What could not be kept stays in the field.
    if (kept) setWords('');
  };
  return (
    <form class="manager-form repair-form" onSubmit={(event) => void submit(event)} noValidate>
      <label>
        {texts.repairKind}
        <select value={kind} onChange={(event) => setKind(event.currentTarget.value as RepairKind)}>
          {repairKinds.map((one) => (
            <option key={one} value={one}>
              {texts.repairKinds[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {texts.repairWords}
        <textarea
          rows={2}
          maxLength={wordsMax}
          value={words}
          aria-invalid={trouble === 'empty'}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </label>
      {trouble && (
        <Notice kind="danger">{trouble === 'empty' ? texts.repairEmpty : texts.unreachable}</Notice>
      )}
      <button type="submit" class="button">
        {texts.addRepair}
      </button>
    </form>
  );
}
