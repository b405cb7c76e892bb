/** Words of more services in English. */
import type { MoreWords } from './zh-Hans.ts';

export const en: MoreWords = {
  title: 'More services',
  hint: 'Choose one',
  rate: 'Rate your last visit',
  rateAbout: 'Scan the code on your slip',
  plan: 'Floor plan',
  planAbout: 'Where you are, where the windows are',
  duty: 'Leader on duty today',
  dutyAbout: 'Who is in charge, and how to reach them',
  hours: 'Opening hours',
  hoursAbout: 'This week and holidays',
  disclosure: 'Open government',
  disclosureAbout: 'Published information, and how to apply',
  sound: 'Spoken pages',
  soundAbout: 'Plug in headphones and use the keys',

  rateTitle: 'Rate your last visit',
  rateScan:
    'Hold the code of your slip before the scanner. Rating is your own choice, and no name is kept.',
  rateHow: 'Without a slip you can rate on the pad at the window.',
  rateAsk: (label) => `Number ${label}`,
  rateQuestion: 'How satisfied are you?',
  levels: {
    5: 'Very satisfied',
    4: 'Satisfied',
    3: 'Fairly satisfied',
    2: 'Dissatisfied',
    1: 'Very dissatisfied',
  },
  rateAsking: 'One moment',
  rateThanks: 'Thank you',
  rateThanksHint: 'Your rating has been noted',
  rateTrouble: {
    'unknown-link': 'This slip was not found. Please scan it again, or call 12345',
    'not-yet': 'There is nothing to rate: it is not finished yet, or was rated already',
    'rating-over': 'The time for rating it is over. Please call 12345',
    'rated-already': 'This visit has been rated already; each can be rated once',
    unavailable: 'Rating does not work now. Please try later, or call 12345',
    'no-answer': 'No answer yet. Please choose again: it counts once',
  },

  planTitle: 'Floor plan',
  planHere: 'The red dot is where you are',
  planGone: 'The plan cannot be shown now. Please read the description, or ask our staff',

  dutyTitle: 'Leader on duty today',
  dutyNone: 'It has not been announced today. Please ask at the information desk',

  hoursTitle: 'Opening hours',
  closedDay: 'Closed',
  allDay: 'Numbers all day',
  bookedOnly: 'bookings only',

  disclosureTitle: 'Open government',
  disclosureHint: 'What is published you can read; for what is not you can apply',
  disclosureLines: [
    'Published information is on the government website and in the open-government area. Our staff help you to find it.',
    'To apply for information, give your name, how to reach you, what you would like to know, and in which form.',
    'The blank form is on paper. Take one at the policy advice window, where staff help you to fill it in.',
    'Where it can be, you are answered at once; otherwise within 20 working days of your application.',
  ],
  disclosureTake: (service) => `Take a number: ${service}`,
  disclosureShut: 'No numbers now. Please come back when we are open',

  techTitle: 'This kiosk',
  techHint: 'For those who set it up. It holds nothing about visitors',
  techKiosk: 'Kiosk',
  techScreen: 'Screen',
  techReach: 'Low reach',
  techReachUnknown: 'screenMm is not set: the lower half of the screen',
  techReachFits: (mm) => `the highest control is at ${mm} mm, not over 1,120 mm`,
  techReachHigh: (mm) => `the highest control is at ${mm} mm, over 1,120 mm: hang the screen lower`,
  techVoice: 'Voice',
  techVoiceBrowser: 'from the browser',
  techVoiceServed: 'made by this PC or the hub',
  techVoiceNone:
    'none. Install the Debian package espeak-ng on this PC or the hub, or a voice of this language for the browser',
  techKey: 'Last key',
  techKeyNone: 'Press a key, or plug the headphones in and out',
};
