import type { Slot } from './slot.js';
import { activeFilter } from './tables/active-filter.js';
import { passiveFilter } from './tables/passive-filter.js';
import { serverAnnouncement } from './tables/server-announcement.js';
import { translation } from './tables/translation.js';
import { transportAndSession } from './tables/transport-and-session.js';

/** The five questions, each with the causes that may be its answer. Several may be true at once. */
export const slots: readonly Slot[] = [
  translation,
  passiveFilter,
  activeFilter,
  serverAnnouncement,
  transportAndSession,
];
