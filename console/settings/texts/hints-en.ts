/**
 * One sentence on fields of the settings whose names do not say enough, in English.
 */
export const hints: Readonly<Record<string, string>> = {
  timeZone: 'Such as Asia/Shanghai.',
  neverCloses:
    'On: numbers cross midnight. Off: what is not finished at midnight ends as unserved.',
  publicUrl: 'Where visitors’ phones reach the hall. Without it slips bear no QR code.',
  disclosure:
    'Whoever chooses applications for information at a kiosk takes a number of this service.',
  accent: 'Written #0b4f8a, for buttons and links; one that is too faint is refused.',
  emblem: 'A square .svg or .png in the folder of the start command’s file.',
  prefix: 'One or two capital letters before the number, without I and O.',
  standardMinutes: 'What waits are reckoned from while there is little experience.',
  promiseMinutes: 'Who has waited longer goes first.',
  leadsTo: 'The same number goes on to these by itself when this one is done.',
  hoursId: 'A timetable; without one numbers are given at any time.',
  dailyMax: 'Without it there is no limit.',
  sign: 'What stands over the window, such as 3.',
  helps: 'Called only while nobody waits for its own services.',
  letter: 'Stands in the numbers that this kiosk gives while the hub is away. It stays for ever.',
  base: 'Minutes added to the wait: the more, the sooner the call.',
  rate: 'What one minute of waiting counts for; 1 is usual.',
  rejoinBehind: 'How many stay ahead of somebody who missed the call and comes back.',
  overtakingMax: 'How many priority numbers may overtake one ordinary number.',
  forgottenSignOutMinutes: 'A window without an act for so long is signed out.',
  helpAnswerSeconds: 'A call for help that nobody took up by then is marked.',
  lastTicketMinutes: 'How long before a stretch ends numbers stop.',
  address: 'Such as serial:/dev/ttyUSB0 or tcp://10.0.0.5:9100: see the guide of devices.',
  agent: 'The PC that it hangs on; without one the hub’s own.',
  responsible: 'A post, not a person’s name.',
  openAbove: 'The windows turn to the service once its forecast is longer.',
  amberDays: 'After so many days it is shown in amber.',
  units: 'Who puts right what a case is about.',
};
