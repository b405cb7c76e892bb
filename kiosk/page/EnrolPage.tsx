/**
 * The page of a kiosk that the hall does not know yet.
 */
import { Enrol } from './Enrol.tsx';
import { Frame } from './Frame.tsx';
import { footOf, type KioskProps } from './known.ts';
import { enrolTexts } from './texts/enrol/texts.ts';
import { kioskTexts } from './texts/texts.ts';
import { atStart } from './visit.ts';

export function EnrolPage(props: KioskProps) {
  const own = enrolTexts[props.language];
  return (
    <Frame
      at="enrol"
      hall=""
      title={own.enrolTitle}
      hint={own.enrolHint}
      foot={footOf({ ...props, visit: atStart, view: null })}
    >
      <Enrol {...props.enrolment} words={kioskTexts[props.language]} own={own} />
    </Frame>
  );
}
