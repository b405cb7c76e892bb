import '../../ui/tokens.css';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { StaleMark } from '../../ui/components/stale-mark/StaleMark.tsx';
import { TicketLabel } from '../../ui/components/ticket-label/TicketLabel.tsx';
import { follow } from '../../ui/follow.ts';
import { showPage } from '../../ui/page.tsx';

const line = follow({ peer: 'display' });
function Page() {
  return (
    <main>
      <StaleMark stale={line.stale.value} heardAt={line.heardAt.value} language="zh-Hans" />
      <TicketLabel label={line.view.value?.calls[0]?.label ?? ''} />
      <Notice kind="tell">
        <Button onPress={line.again}>x</Button>
      </Notice>
    </main>
  );
}
showPage(<Page />, { fonts: true, unattended: true });
