import { labelOf, span, type FirewallKnowledge } from './firewall.js';

/** Windows Defender Firewall, which also has a stateful FTP filter of its own. */
export const windows: FirewallKnowledge = {
  product: 'Windows Defender Firewall',
  repairs: {
    letIn: (opening) =>
      `New-NetFirewallRule -DisplayName "${labelOf(opening)}" -Direction Inbound -Protocol TCP -LocalPort ${span(opening.range)} -Action Allow`,
    letOut: (opening) =>
      `New-NetFirewallRule -DisplayName "${labelOf(opening)} out" -Direction Outbound -Protocol TCP -RemoteAddress ${opening.outside} -RemotePort ${span(opening.range)} -Action Allow`,
    admit: (opening) =>
      `New-NetFirewallRule -DisplayName "${labelOf(opening)} active" -Direction Inbound -Protocol TCP -RemoteAddress ${opening.outside} -LocalPort ${span(opening.range)} -Action Allow`,
    callOut:
      'New-NetFirewallRule -DisplayName "FTP active" -Direction Outbound -Protocol TCP -LocalPort 20 -Action Allow',
    helperOn: (port) =>
      port === 21
        ? 'netsh advfirewall set global StatefulFTP enable'
        : `# StatefulFTP looks at port 21 only; for control port ${port} open the passive range instead`,
    helperOff: () => 'netsh advfirewall set global StatefulFTP disable',
  },
  where: 'In an elevated PowerShell. StatefulFTP harms FTP over TLS: disable it there and open the passive range.',
  source: 'Microsoft: New-NetFirewallRule; netsh advfirewall set global; dd421710',
};
