import activeEprt from './active-eprt.js';
import activePort from './active-port.js';
import alternatePort from './alternate-port.js';
import callAsMade from './call-as-made.js';
import canonicalForm from './canonical-form.js';
import dataAsSeen from './data-as-seen.js';
import callbackTiming from './callback-timing.js';
import type { Experiment } from './experiment.js';
import interceptionControl from './interception-control.js';
import namesOnly from './names-only.js';
import neutralVerb from './neutral-verb.js';
import idleLadder from './idle-ladder.js';
import listingAgain from './listing-again.js';
import longTransfer from './long-transfer.js';
import passiveEpsv from './passive-epsv.js';
import passivePasvPeer from './passive-pasv-peer.js';
import passivePasv from './passive-pasv.js';
import passivePorts from './passive-ports.js';
import passivePortsAgain from './passive-ports-again.js';
import pipelinedPort from './pipelined-port.js';
import pasvOverIpv6 from './pasv-over-ipv6.js';
import splitFingerprint from './split-fingerprint.js';
import splitSecondPort from './split-second-port.js';
import statusListing from './status-listing.js';
import thirdParty from './third-party.js';
import reflector from './reflector.js';
import tlsComparison from './tls-comparison.js';
import tlsNoResume from './tls-no-resume.js';
import verbCase from './verb-case.js';
import wrongFamily from './wrong-family.js';

/** Every experiment, in the order of the report: the four listings, then the follow-ups. */
export const experiments: readonly Experiment[] = [
  passivePasv,
  passiveEpsv,
  activePort,
  activeEprt,
  passivePasvPeer,
  passivePorts,
  passivePortsAgain,
  listingAgain,
  pasvOverIpv6,
  namesOnly,
  statusListing,
  alternatePort,
  splitFingerprint,
  splitSecondPort,
  wrongFamily,
  pipelinedPort,
  canonicalForm,
  dataAsSeen,
  callAsMade,
  callbackTiming,
  neutralVerb,
  verbCase,
  interceptionControl,
  tlsComparison,
  tlsNoResume,
  reflector,
  idleLadder,
  longTransfer,
  thirdParty,
];
