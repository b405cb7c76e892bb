/**
 * What this counter serves from now on (潮汐窗口): a manager ticks services and says why, or gives it
 * back to the plan.
 */
import { useState } from 'preact/hooks';
import type { At } from '../at.ts';
import { closeSheet, Foot, Pick, Sheet, Ticks } from './Sheet.tsx';

export function TideSheet({ at }: { at: At }) {
  const { names, texts, view, deeds } = at;
  const [ticked, setTicked] = useState<readonly string[]>(view.counter.services);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);

  const set = async (services: string[] | null): Promise<void> => {
    if (services?.length === 0 || deeds.working.value !== null) return;
    setMissing(reason === '');
    if (reason === '') return;
    if (await deeds.ask('sheet', { type: 'set-services', services, reason }, null)) closeSheet();
  };
  return (
    <Sheet
      title={texts.tideTitle(at.counter(view.counter.id))}
      onSubmit={() => void set([...ticked])}
    >
      <div class="sheet-wide sheet-ticks-many">
        <Ticks
          name={texts.takeService}
          choices={names.services.map(({ id }) => ({ id, name: at.service(id) }))}
          ticked={ticked}
          onTick={setTicked}
        />
      </div>
      <Pick
        name={texts.reasonTitle}
        value={reason}
        none={texts.takeChoose}
        groups={[
          {
            title: texts.reasonTitle,
            choices: names.reasons.tide.map((one) => ({ id: one.id, name: at.reason(one) })),
          },
        ]}
        onPick={setReason}
      />
      <Foot
        at={at}
        go={texts.tideGo}
        disabled={ticked.length === 0}
        saying={missing && reason === '' ? texts.reasonFirst : at.sentence('sheet')}
      >
        {view.counter.tide && (
          <button type="button" class="button button-plain" onClick={() => void set(null)}>
            {texts.tidePlan}
          </button>
        )}
      </Foot>
    </Sheet>
  );
}
