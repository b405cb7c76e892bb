/**
 * Open government (政务公开) and application for disclosure (依申请公开): what there is, what an application
 * says, the blank form on paper, and the number for the counter that gives advice. After the
 * Regulations on Open Government Information (国令第711号), articles 29 and 33.
 */
import { useState } from 'preact/hooks';
import { Button } from '../../../ui/components/button/Button.tsx';
import { Frame } from '../Frame.tsx';
import { type Known, needsHub, serviceName } from '../known.ts';
import { type FormAsked, formSaid } from './form.ts';
import { framed } from './MorePages.tsx';
import type { More } from './more.ts';
import { moreTexts } from './texts/texts.ts';

export function DisclosurePage(props: Known & { readonly visit: More }) {
  const { names, view, language, newRequestId, onDeed } = props;
  const words = moreTexts[language];
  const [asked, setAsked] = useState<FormAsked | null>(null);
  const print = () => {
    const requestId = newRequestId();
    setAsked({ requestId, answered: null });
    props
      .onPrintForm({ requestId, form: 'disclosure', language })
      .then((answered) => setAsked({ requestId, answered }));
  };
  const said = asked && formSaid(asked, view.prints);
  const prints = view.printer !== 'none' && view.away === null;
  const { disclosure } = names;
  const group = names.groups.find(({ services }) => services.some((one) => one === disclosure));
  const now = view.services.find(({ service }) => service === disclosure);
  const open = disclosure !== undefined && (now?.open ?? false) && !needsHub(props, disclosure);
  return (
    <Frame {...framed(props, 'info')} title={words.disclosureTitle} hint={words.disclosureHint}>
      <div class="info">
        <ul class="info-lines">
          {words.disclosureLines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        {prints && (
          <div class="form-print">
            <Button disabled={said === 'printing'} onPress={print}>
              {words.formPrint}
            </Button>
            <p role="status">{said === null ? '' : words.formSaid[said]}</p>
          </div>
        )}
        {disclosure && group && (
          <Button
            kind="main"
            disabled={!open}
            onPress={() =>
              onDeed({
                do: 'choose-service',
                group: group.id,
                service: disclosure,
                requestId: newRequestId(),
              })
            }
          >
            {open ? words.disclosureTake(serviceName(props, disclosure)) : words.disclosureShut}
          </Button>
        )}
      </div>
    </Frame>
  );
}
