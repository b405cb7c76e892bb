/**
 * Settings with changes that are not saved yet and break rules: drawn without the draft's own clock, which
 * asks the hub a moment after the last key.
 */
import { hallPath, read } from '../../console/asking.ts';
import { language as consoleLanguage } from '../../console/language.ts';
import { type Known, ManagerHead, useTold } from '../../console/ManagerPage.tsx';
import { Editing } from '../../console/settings/Editing.tsx';
import type { Schema } from '../../console/settings/form.ts';
import { textsIn } from '../../console/settings/texts/index.ts';
import { askSchema, askVersion, type CheckedTold } from '../../console/settings/told.ts';
import type { Drafted } from '../../console/settings/use-draft.ts';
import { nothing } from '../../ui/examples.ts';

interface Asked {
  readonly schema: Schema;
  readonly draft: Drafted;
}

async function ask(hall: string): Promise<Asked | 'unreachable'> {
  const [schema, from, checked] = await Promise.all([
    askSchema(hall),
    askVersion(hall, 3),
    read<CheckedTold>(`${hallPath(hall)}/settings/broken`),
  ]);
  if (typeof schema === 'string' || typeof from === 'string' || typeof checked === 'string') {
    return 'unreachable';
  }
  const told = { from, checked, value: checked.value, text: null, unreachable: false };
  const acts = { change: nothing, takeText: nothing, goOnFrom: nothing };
  return { schema, draft: { ...told, ...acts, imported: false, changed: true } };
}

export function Broken(known: Known) {
  const { me, names } = known;
  const texts = textsIn(consoleLanguage.value);
  const [asked] = useTold(() => ask(me.hall), [me.hall]);
  if (asked === null || asked === 'unreachable') return null;
  const { schema, draft } = asked;
  return (
    <>
      <ManagerHead names={names} title={texts.title} texts={texts}>
        {texts.inForce(1)}
      </ManagerHead>
      <main class="settings">
        <Editing {...{ known, schema, texts, draft }} may raw={false} onSaved={nothing} />
      </main>
    </>
  );
}
