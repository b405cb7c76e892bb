/**
 * The rules' one door: what a command comes to. Reads, never writes; the same state, command and
 * stamp always give the same answer.
 */
import { adoptTicket, settleAdopted } from './adopting.ts';
import type { Command, Stamp } from './commands.ts';
import type { HallEvent } from './events.ts';
import { checkIn, issueTicket } from './issuing.ts';
import { cancel, changeClass, park, rejoin, transfer } from './moving.ts';
import { closeDay, isOver, openDay, passTime, skipLabels } from './opening.ts';
import { postpone } from './postponing.ts';
import type { Refusal } from './refusals.ts';
import { callNext, callTicket, finish, noShow, recall, resume, serve } from './serving.ts';
import { pauseService, resumeService } from './shutting.ts';
import { pause, signIn, signOutBy, unpause } from './staffing.ts';
import type { Hall } from './state.ts';
import { setServices, tellForecast } from './tides.ts';

/**
 * Events to append, in order (none: nothing was left to do), or the rule's no.
 * A throw is a bug, never an answer.
 */
export function decide(hall: Hall, command: Command, stamp: Stamp): HallEvent[] | Refusal {
  if (command.type === 'open-day') return openDay(hall, command, stamp);
  if (command.type === 'pass-time') return passTime(hall, stamp);
  if (command.type === 'skip-labels') return skipLabels(hall, command, stamp);
  if (!hall.day?.open || isOver(hall, stamp)) return { refused: 'hall-closed' };
  switch (command.type) {
    case 'close-day':
      return closeDay(hall, stamp);
    case 'issue-ticket':
      return issueTicket(hall, command, stamp);
    case 'check-in':
      return checkIn(hall, command, stamp);
    case 'adopt-ticket':
      return adoptTicket(hall, command, stamp);
    case 'settle-adopted':
      return settleAdopted(hall, command, stamp);
    case 'call-next':
      return callNext(hall, command, stamp);
    case 'call-ticket':
      return callTicket(hall, command, stamp);
    case 'recall':
      return recall(hall, command, stamp);
    case 'serve':
      return serve(hall, command, stamp);
    case 'finish':
      return finish(hall, command, stamp);
    case 'no-show':
      return noShow(hall, command, stamp);
    case 'park':
      return park(hall, command, stamp);
    case 'resume':
      return resume(hall, command, stamp);
    case 'transfer':
      return transfer(hall, command, stamp);
    case 'rejoin':
      return rejoin(hall, command, stamp);
    case 'postpone':
      return postpone(hall, command, stamp);
    case 'cancel':
      return cancel(hall, command, stamp);
    case 'change-class':
      return changeClass(hall, command, stamp);
    case 'sign-in':
      return signIn(hall, command, stamp);
    case 'sign-out':
      return signOutBy(hall, command, stamp);
    case 'pause':
      return pause(hall, command, stamp);
    case 'unpause':
      return unpause(hall, command, stamp);
    case 'set-services':
      return setServices(hall, command, stamp);
    case 'pause-service':
      return pauseService(hall, command, stamp);
    case 'resume-service':
      return resumeService(hall, command, stamp);
    case 'tell-forecast':
      return tellForecast(hall, command, stamp);
  }
}
