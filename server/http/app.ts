/**
 * The hub's HTTP side in one place: what is asked of it, in which order it is looked at, and what
 * is said when nothing fits.
 */
import express, { type Express } from 'express';
import { accountOperations } from './api/accounts.ts';
import { adoptionOperations } from './api/adoptions.ts';
import { alarmOperations } from './api/alarms.ts';
import { auditOperations } from './api/audit.ts';
import { boardOperations } from './api/board.ts';
import { bookingOperations } from './api/bookings.ts';
import { caseOperations } from './api/cases.ts';
import { clockOperations } from './api/clock.ts';
import { counterOperations } from './api/counters.ts';
import { deviceOperations } from './api/devices.ts';
import { emergencyOperations } from './api/emergency.ts';
import { fairnessOperations } from './api/fairness.ts';
import { figureOperations } from './api/figures.ts';
import { guidePackageOperations } from './api/guide-packages.ts';
import { guideOperations } from './api/guides.ts';
import { hallOperations } from './api/halls.ts';
import { noticeOperations } from './api/notices.ts';
import { oneTimeNoticeOperations } from './api/one-time-notices.ts';
import { describing } from './api/openapi.ts';
import { pastOperations } from './api/past.ts';
import { phoneGuideOperations } from './api/phone-guides.ts';
import { privacyOperations } from './api/privacy.ts';
import { ratingTabletOperations } from './api/rating-tablet.ts';
import { ratingOperations } from './api/ratings.ts';
import { rosterOperations } from './api/roster.ts';
import { serviceOperations } from './api/services.ts';
import { settingsOperations } from './api/settings.ts';
import { staffCardOperations } from './api/staff-cards.ts';
import { textOperations } from './api/texts.ts';
import { ticketOperations } from './api/tickets.ts';
import { emblem } from './emblem.ts';
import { securityHeaders } from './headers.ts';
import { healthOperations } from './health.ts';
import { usualLimits } from './limits.ts';
import { metricsOperations } from './metrics.ts';
import { mount } from './mount.ts';
import { notFound } from './not-found.ts';
import { openidWay } from './openid.ts';
import type { Operation } from './operation.ts';
import { pages } from './pages.ts';
import type { HttpParts } from './parts.ts';
import { PastTickets } from './past-ticket.ts';
import { plans } from './plans.ts';
import { onError } from './problems.ts';
import { requestLog } from './request-log.ts';
import { peopleOperations } from './sign-in.ts';
import { speech } from './speech.ts';

/** Everything that can be asked, most often asked first: routes are tried in this order. */
export function operationsOf(parts: HttpParts): Operation[] {
  const past = new PastTickets(parts);
  return describing(
    [
      ...ticketOperations(parts, past),
      ...counterOperations(parts, past),
      ...boardOperations(parts),
      ...phoneGuideOperations(parts),
      ...guideOperations(parts),
      ...guidePackageOperations(parts),
      ...bookingOperations(parts),
      ...caseOperations(parts),
      ...textOperations(parts),
      ...hallOperations(parts),
      ...serviceOperations(parts),
      ...clockOperations(parts),
      ...pastOperations(parts),
      ...fairnessOperations(parts),
      ...deviceOperations(parts),
      ...adoptionOperations(parts),
      ...alarmOperations(parts),
      ...figureOperations(parts),
      ...emergencyOperations(parts),
      ...noticeOperations(parts),
      ...oneTimeNoticeOperations(parts),
      ...ratingOperations(parts),
      ...ratingTabletOperations(parts),
      ...rosterOperations(parts),
      ...staffCardOperations(parts),
      ...settingsOperations(parts),
      ...peopleOperations(parts),
      ...accountOperations(parts),
      ...auditOperations(parts),
      ...privacyOperations(parts),
      ...healthOperations(parts),
      ...metricsOperations(parts),
    ],
    parts,
  );
}

/** The Express app: API, sign-in, health and pages. It holds nothing that has to be closed. */
export function httpApp(parts: HttpParts): Express {
  const { logger, clock, trustProxy, distFolder, limits = usualLimits } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.disable('query parser');
  app.set('trust proxy', trustProxy ? 1 : false);
  app.use(requestLog(logger, clock));
  app.use(securityHeaders());
  mount(app, operationsOf(parts), parts);
  if (parts.speech) speech(app, parts.speech, parts);
  openidWay(app, parts);
  emblem(app, parts.emblem ?? null, limits.pages, clock);
  if (parts.plans) plans(app, parts.plans, limits.pages, clock);
  pages(app, distFolder, clock, limits.pages);
  app.use(notFound);
  app.use(onError(logger));
  return app;
}
