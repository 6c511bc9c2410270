import type { Rule } from '../model/rule.js';
import activeAddressStale from './active-address-stale.js';
import activeDataFromUnexpectedSource from './active-data-from-unexpected-source.js';
import activeRangeNotForwarded from './active-range-not-forwarded.js';
import algBoundToPort21 from './alg-bound-to-port-21.js';
import algDropsCommands from './alg-drops-commands.js';
import algDropsReplies from './alg-drops-replies.js';
import algManglesCommands from './alg-mangles-commands.js';
import algPresent from './alg-present.js';
import algRelatedBlocked from './alg-related-blocked.js';
import algRemapsPort from './alg-remaps-port.js';
import ftpProxyInPath from './ftp-proxy-in-path.js';
import algStrictInspection from './alg-strict-inspection.js';
import pmtuBlackhole from './pmtu-blackhole.js';
import doubleTranslation from './double-translation.js';
import doubleTranslationRisk from './double-translation-risk.js';
import hairpinNatMissing from './hairpin-nat-missing.js';
import nat64WithoutFtp64 from './nat64-without-ftp64.js';
import passiveRangeEphemeral from './passive-range-ephemeral.js';
import dataStalled from './data-stalled.js';
import doubleNat from './double-nat.js';
import epsvUnknownToAlg from './epsv-unknown-to-alg.js';
import loadBalancerWithoutPersistence from './load-balancer-without-persistence.js';
import passivePortBlocked from './passive-port-blocked.js';
import passivePortsSequential from './passive-ports-sequential.js';
import passiveRangeExhausted from './passive-range-exhausted.js';
import port20Conflict from './port-20-conflict.js';
import serverBehindProxy from './server-behind-proxy.js';
import activeDisabled from './active-disabled.js';
import algBlindUnderTls from './alg-blind-under-tls.js';
import certificateNotTrusted from './certificate-not-trusted.js';
import fxpAllowed from './fxp-allowed.js';
import fxpRefused from './fxp-refused.js';
import hiddenAlgDependence from './hidden-alg-dependence.js';
import tlsBlockedInPath from './tls-blocked-in-path.js';
import tlsDataHandshakeFailed from './tls-data-handshake-failed.js';
import tlsEndUnannounced from './tls-end-unannounced.js';
import tlsHandshakeFailed from './tls-handshake-failed.js';
import tlsProtectionRequired from './tls-protection-required.js';
import tlsSessionReuseRequired from './tls-session-reuse-required.js';
import bannerDelayed from './banner-delayed.js';
import cleartextLogin from './cleartext-login.js';
import connectionLimit from './connection-limit.js';
import clientBehindNat from './client-behind-nat.js';
import clientEgressBlocked from './client-egress-blocked.js';
import clientFirewallBlocksCallback from './client-firewall-blocks-callback.js';
import clientNatWithoutAlg from './client-nat-without-alg.js';
import controlFiltered from './control-filtered.js';
import controlIdleCut from './control-idle-cut.js';
import controlRefused from './control-refused.js';
import dataPeerRejected from './data-peer-rejected.js';
import interceptingProxy from './intercepting-proxy.js';
import listingDenied from './listing-denied.js';
import loginRefused from './login-refused.js';
import modeUnsupported from './mode-unsupported.js';
import nameNotResolved from './name-not-resolved.js';
import notAnFtpServer from './not-an-ftp-server.js';
import passiveDisabled from './passive-disabled.js';
import passiveRangeClosed from './passive-range-closed.js';
import passiveRangeNarrow from './passive-range-narrow.js';
import passiveRangePartial from './passive-range-partial.js';
import pasvAddressIsClient from './pasv-address-is-client.js';
import pasvAddressLoopback from './pasv-address-loopback.js';
import pasvAddressOtherHost from './pasv-address-other-host.js';
import pasvAddressPrivate from './pasv-address-private.js';
import pasvAddressShadowsLan from './pasv-address-shadows-lan.js';
import pasvAddressUnspecified from './pasv-address-unspecified.js';
import pasvReplyMalformed from './pasv-reply-malformed.js';
import privateAddressLeaked from './private-address-leaked.js';
import privilegedPortAccepted from './privileged-port-accepted.js';
import serverBehindNat from './server-behind-nat.js';
import serverBusy from './server-busy.js';
import serverEgressBlocked from './server-egress-blocked.js';
import serverIdleTimeout from './server-idle-timeout.js';
import transferFailed from './transfer-failed.js';
import tlsModeMismatch from './tls-mode-mismatch.js';
import tlsRequired from './tls-required.js';
import unexplainedFailure from './unexplained-failure.js';

/** Every rule, the most telling first: that order is the order of the findings within their kind. */
export const rules: readonly Rule[] = [
  // The gate: nothing about data connections may be concluded from these.
  nameNotResolved,
  controlRefused,
  controlFiltered,
  tlsBlockedInPath,
  tlsModeMismatch,
  certificateNotTrusted,
  tlsHandshakeFailed,
  notAnFtpServer,
  tlsRequired,
  serverBusy,
  loginRefused,
  // What the server says about the listing itself, then passive mode (which most clients use), then active mode.
  listingDenied,
  tlsProtectionRequired,
  tlsSessionReuseRequired,
  tlsDataHandshakeFailed,
  hiddenAlgDependence,
  algBlindUnderTls,
  pasvReplyMalformed,
  pasvAddressIsClient,
  pasvAddressUnspecified,
  pasvAddressLoopback,
  pasvAddressShadowsLan,
  pasvAddressPrivate,
  nat64WithoutFtp64,
  hairpinNatMissing,
  pasvAddressOtherHost,
  algManglesCommands,
  algDropsCommands,
  algDropsReplies,
  algStrictInspection,
  ftpProxyInPath,
  passiveRangeExhausted,
  passiveDisabled,
  dataPeerRejected,
  interceptingProxy,
  serverBehindProxy,
  connectionLimit,
  loadBalancerWithoutPersistence,
  epsvUnknownToAlg,
  doubleTranslation,
  passivePortBlocked,
  passiveRangePartial,
  clientEgressBlocked,
  passiveRangeClosed,
  pmtuBlackhole,
  dataStalled,
  port20Conflict,
  serverEgressBlocked,
  doubleNat,
  algRemapsPort,
  activeAddressStale,
  activeRangeNotForwarded,
  algBoundToPort21,
  algRelatedBlocked,
  clientNatWithoutAlg,
  clientFirewallBlocksCallback,
  activeDataFromUnexpectedSource,
  activeDisabled,
  bannerDelayed,
  controlIdleCut,
  serverIdleTimeout,
  transferFailed,
  // Risks and notes.
  cleartextLogin,
  passivePortsSequential,
  passiveRangeNarrow,
  passiveRangeEphemeral,
  doubleTranslationRisk,
  fxpAllowed,
  privilegedPortAccepted,
  tlsEndUnannounced,
  modeUnsupported,
  algPresent,
  clientBehindNat,
  serverBehindNat,
  fxpRefused,
  privateAddressLeaked,
  // Last, because it goes by what the others left unexplained.
  unexplainedFailure,
];
