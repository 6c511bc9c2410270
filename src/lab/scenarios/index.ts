import callbackLostOnce from './callback-lost-once.js';
import activeDisabled from './active-disabled.js';
import algDropsReplies from './alg-drops-replies.js';
import allClosed from './all-closed.js';
import bannerInLan from './banner-in-lan.js';
import bannerTellsInside from './banner-tells-inside.js';
import bounceAccepted from './bounce-accepted.js';
import bounceRefused from './bounce-refused.js';
import bothLinksys2121 from './both-linksys-2121.js';
import clearOnTlsPort from './clear-on-tls-port.js';
import clientFirewallDrop from './client-firewall-drop.js';
import clientFirewallPyftpdlib from './client-firewall-pyftpdlib.js';
import clientFirewallReject from './client-firewall-reject.js';
import controlFiltered from './control-filtered.js';
import controlRefused from './control-refused.js';
import dataForStrangers from './data-for-strangers.js';
import dataPeerIgnored from './data-peer-ignored.js';
import privateAddressAfterCut from './private-address-after-cut.js';
import dataPeerIgnoredPrivateAddress from './data-peer-ignored-private-address.js';
import dataPeerPyftpdlib from './data-peer-pyftpdlib.js';
import dataPeerRejected from './data-peer-rejected.js';
import doubleNat from './double-nat.js';
import egressDropped from './egress-dropped.js';
import egressRefused from './egress-refused.js';
import egressRefusedNearby from './egress-refused-nearby.js';
import endsUnknownCommands from './ends-unknown-commands.js';
import emptyDirectory from './empty-directory.js';
import epsvUnknown from './epsv-unknown.js';
import filezillaHealthy from './filezilla-healthy.js';
import firstAddressDead from './first-address-dead.js';
import healthy from './healthy.js';
import helperFirewall from './helper-firewall.js';
import helperFirewall2121 from './helper-firewall-2121.js';
import httpGreeting from './http-greeting.js';
import iisHealthy from './iis-healthy.js';
import interceptingProxy from './intercepting-proxy.js';
import interceptingProxyAuto from './intercepting-proxy-auto.js';
import intranet from './intranet.js';
import ipv6Healthy from './ipv6-healthy.js';
import lateBanner from './late-banner.js';
import linksys from './linksys.js';
import linksys2121 from './linksys-2121.js';
import linksysTls from './linksys-tls.js';
import listingDenied from './listing-denied.js';
import loginRefused from './login-refused.js';
import nameNotResolved from './name-not-resolved.js';
import natAlgClientFirewall from './nat-alg-client-firewall.js';
import natFilezilla from './nat-filezilla.js';
import natProftpd from './nat-proftpd.js';
import natPureFtpd from './nat-pure-ftpd.js';
import natPyftpdlib from './nat-pyftpdlib.js';
import natVsftpdUntold from './nat-vsftpd-untold.js';
import noParentheses from './no-parentheses.js';
import passiveDisabled from './passive-disabled.js';
import pasvCgnat from './pasv-cgnat.js';
import pasvIsClient from './pasv-is-client.js';
import pasvLoopback from './pasv-loopback.js';
import pasvMalformed from './pasv-malformed.js';
import pasvOtherHost from './pasv-other-host.js';
import pasvSecondAddress from './pasv-second-address.js';
import pasvShadowsLan from './pasv-shadows-lan.js';
import pasvUnspecified from './pasv-unspecified.js';
import proftpdHealthy from './proftpd-healthy.js';
import pureFtpdHealthy from './pure-ftpd-healthy.js';
import pyftpdlibHealthy from './pyftpdlib-healthy.js';
import rangeClosed from './range-closed.js';
import connectionLimit from './connection-limit.js';
import connectionLimitSequential from './connection-limit-sequential.js';
import rangePartial from './range-partial.js';
import rangeRefused from './range-refused.js';
import sameLan from './same-lan.js';
import serverAlg from './server-alg.js';
import serverAlgTls from './server-alg-tls.js';
import serverBehindNat from './server-behind-nat.js';
import serverBehindNatRangeClosed from './server-behind-nat-range-closed.js';
import serverBusy from './server-busy.js';
import serverEgressBlocked from './server-egress-blocked.js';
import serverEgressForbidden from './server-egress-forbidden.js';
import serverEgressRefused from './server-egress-refused.js';
import silent from './silent.js';
import singleSession from './single-session.js';
import smtpGreeting from './smtp-greeting.js';
import sshGreeting from './ssh-greeting.js';
import ftpProxyWords from './ftp-proxy-words.js';
import ftpProxySecondPort from './ftp-proxy-second-port.js';
import ftpProxySecondPortSame from './ftp-proxy-second-port-same.js';
import ftpProxyModeConversion from './ftp-proxy-mode-conversion.js';
import ftpProxyBoth from './ftp-proxy-both.js';
import algUsualForm from './alg-usual-form.js';
import strictInspection from './strict-inspection.js';
import tlsExplicit from './tls-explicit.js';
import implicitRangeClosed from './implicit-range-closed.js';
import tlsAuthDropped from './tls-auth-dropped.js';
import tlsAuthRewritten from './tls-auth-rewritten.js';
import tlsProtectionRequired from './tls-protection-required.js';
import tlsTextSlippedIn from './tls-text-slipped-in.js';
import tlsNotOffered from './tls-not-offered.js';
import tlsOnClearPort from './tls-on-clear-port.js';
import tlsReuseDemanded from './tls-reuse-demanded.js';
import tlsReuseFree from './tls-reuse-free.js';
import tlsRequired from './tls-required.js';
import algDropsCommands from './alg-drops-commands.js';
import algManglesCommands from './alg-mangles-commands.js';
import algManglesUnquoted from './alg-mangles-unquoted.js';
import epsvUnknownQuoted from './epsv-unknown-quoted.js';
import maskedRangeClosed from './masked-range-closed.js';
import algRemapsPort from './alg-remaps-port.js';
import algMovesPortHarmless from './alg-moves-port-harmless.js';
import rangeExhausted from './range-exhausted.js';
import rangeOfOne from './range-of-one.js';
import algKnowsPasvOnly from './alg-knows-pasv-only.js';
import loadBalancer from './load-balancer.js';
import sipPort from './sip-port.js';
import deadPort from './dead-port.js';
import serverBehindProxy from './server-behind-proxy.js';
import serverBehindProxyEcho from './server-behind-proxy-echo.js';
import serverBehindProxyUntold from './server-behind-proxy-untold.js';
import port20Conflict from './port-20-conflict.js';
import activeAddressStale from './active-address-stale.js';
import activeRangeNotForwarded from './active-range-not-forwarded.js';
import activeRangeForwarded from './active-range-forwarded.js';
import activeOtherSource from './active-other-source.js';
import largeListingStalls from './large-listing-stalls.js';
import dataHeld from './data-held.js';
import doubleTranslation from './double-translation.js';
import ftp64 from './ftp64.js';
import hairpinMissing from './hairpin-missing.js';
import ipv6NoEprt from './ipv6-no-eprt.js';
import nat64 from './nat64.js';
import portsFromSystem from './ports-from-system.js';
import twoTranslators from './two-translators.js';
import smallListingPasses from './small-listing-passes.js';
import portsInOrder from './ports-in-order.js';
import portsAtRandom from './ports-at-random.js';
import relatedBlocked from './related-blocked.js';
import linksysCompared from './linksys-compared.js';
import noAlgCompared from './no-alg-compared.js';
import secondPortClosed from './second-port-closed.js';
import helperFirewallDeep from './helper-firewall-deep.js';
import noPieces from './no-pieces.js';
import portNotForFtp from './port-not-for-ftp.js';
import portNotForFtpSilent from './port-not-for-ftp-silent.js';
import deadAfterGreeting from './dead-after-greeting.js';
import serverWantsWholeLines from './server-wants-whole-lines.js';
import idleCutSilent from './idle-cut-silent.js';
import idleCutReset from './idle-cut-reset.js';
import idleCutPayload from './idle-cut-payload.js';
import transferBroken from './transfer-broken.js';
import transferDenied from './transfer-denied.js';
import transferStalled from './transfer-stalled.js';
import transferUnheard from './transfer-unheard.js';
import transferWhole from './transfer-whole.js';
import idleSlowServer from './idle-slow-server.js';
import idleFewSessions from './idle-few-sessions.js';
import serverIdleShort from './server-idle-short.js';
import serverIdleUsual from './server-idle-usual.js';
import activeDisabledPort from './active-disabled-port.js';
import activeDisabledSilently from './active-disabled-silently.js';
import activeDisabledOnce from './active-disabled-once.js';
import activeAddressStaleUntold from './active-address-stale-untold.js';
import loadBalancerOnePort from './load-balancer-one-port.js';
import loadBalancerWideRange from './load-balancer-wide-range.js';
import natAndServerBehindProxy from './nat-and-server-behind-proxy.js';
import natAndServerBehindProxyEcho from './nat-and-server-behind-proxy-echo.js';
import strictInspectionNear from './strict-inspection-near.js';
import privateAddressNotDialled from './private-address-not-dialled.js';
import privateAddressQuick from './private-address-quick.js';
import privateAddressEpsvUnread from './private-address-epsv-unread.js';
import loopbackQuick from './loopback-quick.js';
import type { Scenario } from '../scenario.js';

/** Every scenario of the lab: what works first, then passive mode, active mode, and what stops at the gate. */
export const scenarios = [
  healthy,
  proftpdHealthy,
  pureFtpdHealthy,
  pyftpdlibHealthy,
  filezillaHealthy,
  iisHealthy,
  ipv6Healthy,
  emptyDirectory,
  noParentheses,
  sameLan,
  intranet,
  firstAddressDead,
  pasvSecondAddress,
  singleSession,
  algMovesPortHarmless,
  helperFirewallDeep,
  noPieces,
  serverWantsWholeLines,
  portNotForFtp,
  portNotForFtpSilent,
  deadAfterGreeting,
  rangeOfOne,
  activeRangeForwarded,
  smallListingPasses,
  ftp64,
  ipv6NoEprt,
  portsFromSystem,
  twoTranslators,
  portsInOrder,
  portsAtRandom,
  linksys,
  helperFirewall,
  serverAlg,
  tlsExplicit,
  serverBehindNat,
  serverBehindNatRangeClosed,
  serverAlgTls,
  pasvCgnat,
  pasvLoopback,
  pasvUnspecified,
  pasvIsClient,
  pasvOtherHost,
  pasvShadowsLan,
  pasvMalformed,
  rangeClosed,
  implicitRangeClosed,
  rangeRefused,
  rangePartial,
  connectionLimit,
  connectionLimitSequential,
  egressRefused,
  egressRefusedNearby,
  egressDropped,
  allClosed,
  passiveDisabled,
  epsvUnknown,
  algDropsReplies,
  algDropsCommands,
  algManglesCommands,
  algManglesUnquoted,
  epsvUnknownQuoted,
  maskedRangeClosed,
  rangeExhausted,
  algKnowsPasvOnly,
  loadBalancer,
  sipPort,
  deadPort,
  serverBehindProxy,
  serverBehindProxyEcho,
  serverBehindProxyUntold,
  hairpinMissing,
  nat64,
  doubleTranslation,
  largeListingStalls,
  dataHeld,
  dataPeerRejected,
  dataPeerPyftpdlib,
  dataPeerIgnored,
  dataPeerIgnoredPrivateAddress,
  privateAddressAfterCut,
  linksys2121,
  bothLinksys2121,
  linksysTls,
  natPyftpdlib,
  natVsftpdUntold,
  natPureFtpd,
  natProftpd,
  natFilezilla,
  doubleNat,
  clientFirewallDrop,
  helperFirewall2121,
  clientFirewallReject,
  clientFirewallPyftpdlib,
  serverEgressBlocked,
  serverEgressForbidden,
  serverEgressRefused,
  activeDisabled,
  algRemapsPort,
  relatedBlocked,
  bannerTellsInside,
  bannerInLan,
  natAlgClientFirewall,
  interceptingProxy,
  interceptingProxyAuto,
  ftpProxyWords,
  ftpProxySecondPort,
  ftpProxySecondPortSame,
  ftpProxyModeConversion,
  ftpProxyBoth,
  algUsualForm,
  strictInspection,
  endsUnknownCommands,
  linksysCompared,
  noAlgCompared,
  secondPortClosed,
  port20Conflict,
  activeAddressStale,
  activeRangeNotForwarded,
  activeOtherSource,
  nameNotResolved,
  controlRefused,
  controlFiltered,
  sshGreeting,
  smtpGreeting,
  httpGreeting,
  silent,
  tlsOnClearPort,
  clearOnTlsPort,
  tlsNotOffered,
  tlsRequired,
  tlsReuseDemanded,
  tlsReuseFree,
  tlsProtectionRequired,
  tlsAuthDropped,
  tlsAuthRewritten,
  tlsTextSlippedIn,
  serverBusy,
  loginRefused,
  listingDenied,
  lateBanner,
  idleCutSilent,
  idleCutReset,
  idleCutPayload,
  idleFewSessions,
  idleSlowServer,
  transferUnheard,
  transferWhole,
  transferBroken,
  transferStalled,
  transferDenied,
  bounceAccepted,
  bounceRefused,
  dataForStrangers,
  serverIdleShort,
  serverIdleUsual,
  activeDisabledPort,
  activeDisabledSilently,
  activeDisabledOnce,
  activeAddressStaleUntold,
  loadBalancerOnePort,
  loadBalancerWideRange,
  natAndServerBehindProxy,
  natAndServerBehindProxyEcho,
  strictInspectionNear,
  privateAddressNotDialled,
  privateAddressQuick,
  privateAddressEpsvUnread,
  loopbackQuick,
  callbackLostOnce,
] as const satisfies readonly Scenario[];

/** The id of one of the scenarios. */
export type ScenarioId = (typeof scenarios)[number]['id'];

/** The scenario of that id, `undefined` for an unknown one. */
export function findScenario(id: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id);
}
