import type { ScenarioId } from '../../src/lab/scenarios/index.js';

/** The scenario in which a finding is present, and that with its nearest look-alike, in which it must not be named. */
export interface Pair {
  readonly has: string;
  readonly lacks: string;
  /** Both are scenarios of the real network. */
  readonly real: boolean;
}

const simulated: Readonly<Record<string, readonly [has: ScenarioId, lacks: ScenarioId]>> = {
  'name-not-resolved': ['name-not-resolved', 'control-filtered'],
  'control-refused': ['control-refused', 'control-filtered'],
  'control-filtered': ['control-filtered', 'silent'],
  'not-an-ftp-server': ['silent', 'late-banner'],
  'tls-mode-mismatch': ['tls-on-clear-port', 'silent'],
  'tls-required': ['tls-required', 'login-refused'],
  'tls-blocked-in-path': ['tls-auth-dropped', 'tls-not-offered'],
  'tls-session-reuse-required': ['tls-reuse-demanded', 'tls-reuse-free'],
  'tls-protection-required': ['tls-protection-required', 'tls-required'],
  'server-busy': ['server-busy', 'single-session'],
  'login-refused': ['login-refused', 'tls-required'],
  'listing-denied': ['listing-denied', 'empty-directory'],
  'banner-delayed': ['late-banner', 'silent'],
  'pasv-address-private': ['server-behind-nat', 'same-lan'],
  'pasv-address-shadows-lan': ['pasv-shadows-lan', 'server-behind-nat'],
  'pasv-address-is-client': ['pasv-is-client', 'pasv-loopback'],
  'pasv-address-loopback': ['pasv-loopback', 'pasv-unspecified'],
  'pasv-address-unspecified': ['pasv-unspecified', 'ipv6-healthy'],
  'pasv-address-other-host': ['pasv-other-host', 'pasv-second-address'],
  'pasv-reply-malformed': ['pasv-malformed', 'no-parentheses'],
  'passive-range-closed': ['range-refused', 'egress-refused'],
  'passive-range-partial': ['range-partial', 'range-closed'],
  'connection-limit': ['connection-limit', 'range-partial'],
  'passive-disabled': ['passive-disabled', 'epsv-unknown'],
  'client-egress-blocked': ['egress-refused', 'range-refused'],
  'alg-related-blocked': ['related-blocked', 'linksys-2121'],
  'alg-bound-to-port-21': ['linksys-compared', 'no-alg-compared'],
  'alg-drops-commands': ['alg-drops-commands', 'alg-drops-replies'],
  'alg-mangles-commands': ['alg-mangles-commands', 'epsv-unknown-quoted'],
  'intercepting-proxy': ['intercepting-proxy', 'large-listing-stalls'],
  'ftp-proxy-in-path': ['ftp-proxy-words', 'epsv-unknown'],
  'alg-strict-inspection': ['strict-inspection', 'ends-unknown-commands'],
  'alg-remaps-port': ['alg-remaps-port', 'alg-moves-port-harmless'],
  'epsv-unknown-to-alg': ['alg-knows-pasv-only', 'range-partial'],
  'load-balancer-without-persistence': ['load-balancer', 'alg-knows-pasv-only'],
  'passive-port-blocked': ['sip-port', 'dead-port'],
  'passive-range-exhausted': ['range-exhausted', 'range-of-one'],
  'server-behind-proxy': ['server-behind-proxy', 'linksys-2121'],
  'port-20-conflict': ['port-20-conflict', 'server-egress-blocked'],
  'active-address-stale': ['active-address-stale', 'active-range-not-forwarded'],
  'active-range-not-forwarded': ['active-range-not-forwarded', 'active-address-stale'],
  'active-data-from-unexpected-source': ['active-other-source', 'data-peer-rejected'],
  'nat64-without-ftp64': ['nat64', 'ipv6-no-eprt'],
  'hairpin-nat-missing': ['hairpin-missing', 'pasv-other-host'],
  'double-translation': ['double-translation', 'alg-knows-pasv-only'],
  'pmtu-blackhole': ['large-listing-stalls', 'data-held'],
  'data-stalled': ['data-held', 'large-listing-stalls'],
  'alg-drops-replies': ['alg-drops-replies', 'passive-disabled'],
  'alg-blind-under-tls': ['linksys-tls', 'linksys-2121'],
  'hidden-alg-dependence': ['server-alg-tls', 'server-behind-nat'],
  'double-nat': ['double-nat', 'linksys-2121'],
  'data-peer-rejected': ['data-peer-rejected', 'range-closed'],
  'client-nat-without-alg': ['linksys-2121', 'linksys'],
  'client-firewall-blocks-callback': ['client-firewall-drop', 'nat-proftpd'],
  'server-egress-blocked': ['server-egress-blocked', 'client-firewall-reject'],
  'control-idle-cut': ['idle-cut-silent', 'server-idle-short'],
  'server-idle-timeout': ['server-idle-short', 'idle-cut-reset'],
  'transfer-failed': ['transfer-broken', 'transfer-unheard'],
  'active-disabled': ['active-disabled', 'linksys-2121'],
  // Risks and notes, which stand beside any cause.
  'cleartext-login': ['login-refused', 'healthy'],
  'mode-unsupported': ['epsv-unknown', 'alg-knows-pasv-only'],
  'client-behind-nat': ['linksys', 'intranet'],
  'server-behind-nat': ['server-behind-nat', 'same-lan'],
  'unexplained-failure': ['ends-unknown-commands', 'strict-inspection'],
  'alg-present': ['helper-firewall-deep', 'server-wants-whole-lines'],
  'private-address-leaked': ['banner-tells-inside', 'banner-in-lan'],
  'passive-range-ephemeral': ['ports-from-system', 'ports-at-random'],
  'double-translation-risk': ['two-translators', 'helper-firewall-deep'],
  'fxp-allowed': ['bounce-accepted', 'bounce-refused'],
  'privileged-port-accepted': ['bounce-accepted', 'bounce-refused'],
  'fxp-refused': ['bounce-refused', 'bounce-accepted'],
  'passive-ports-sequential': ['ports-in-order', 'ports-at-random'],
  'passive-range-narrow': ['ports-at-random', 'ports-from-system'],
};

// What only real TLS can show.
const real: Readonly<Record<string, readonly [has: string, lacks: string]>> = {
  'certificate-not-trusted': ['tls-certificate-expired', 'tls-certificate-accepted'],
  'tls-handshake-failed': ['tls-handshake-stalls', 'tls-auth-dropped'],
  'tls-data-handshake-failed': ['tls-data-in-clear', 'tls-prot-refused'],
  'tls-end-unannounced': ['tls-end-left-out', 'tls-end-announced'],
};

/** The pair of each finding, by its id; each id stands here once. */
export const lookAlikes: ReadonlyMap<string, Pair> = new Map(
  [simulated, real].flatMap((list) =>
    Object.entries(list).map(([id, [has, lacks]]) => [id, { has, lacks, real: list === real }] as const),
  ),
);
