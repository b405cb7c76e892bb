/**
 * The button in each kind and state, and with more words than it was drawn for.
 */
import { type Examples, nothing, type Words } from '../../examples.ts';
import { Icon } from '../icon/Icon.tsx';
import { Button } from './Button.tsx';

const take: Words = { 'zh-Hans': '取号', 'zh-Hant': '取號', en: 'Take a number' };
const long: Words = {
  'zh-Hans': '办理城镇职工基本医疗保险关系转移接续与异地就医备案',
  'zh-Hant': '辦理城鎮職工基本醫療保險關係轉移接續與異地就醫備案',
  en: 'Transfer and continuation of basic medical insurance and registration for care elsewhere',
};

export const buttonExamples: Examples = {
  kinds: (language) => (
    <>
      <Button kind="main" onPress={nothing}>
        {take[language]}
      </Button>
      <Button onPress={nothing}>{take[language]}</Button>
      <Button kind="quiet" onPress={nothing}>
        {take[language]}
      </Button>
    </>
  ),
  disabled: (language) => (
    <>
      <Button kind="main" disabled onPress={nothing}>
        {take[language]}
      </Button>
      <Button disabled onPress={nothing}>
        {take[language]}
      </Button>
    </>
  ),
  pressed: (language) => (
    <>
      <Button pressed onPress={nothing}>
        {take[language]}
      </Button>
      <Button pressed={false} onPress={nothing}>
        {take[language]}
      </Button>
    </>
  ),
  'with-icon-and-key': (language) => (
    <>
      <Button onPress={nothing}>
        <Icon name="help" />
        {take[language]}
      </Button>
      <Button kind="main" shortcut="F4" onPress={nothing}>
        {take[language]}
      </Button>
    </>
  ),
  'long-words': (language) => (
    <Button kind="main" onPress={nothing}>
      {long[language]}
    </Button>
  ),
};
