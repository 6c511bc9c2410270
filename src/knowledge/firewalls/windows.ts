import type { FirewallKnowledge } from './firewall.js';

/** Windows Defender Firewall, which also has a stateful FTP filter of its own. */
export const windows: FirewallKnowledge = {
  product: 'Windows Defender Firewall',
  repairs: {
    letIn: ({ range: { low, high } }) =>
      `New-NetFirewallRule -DisplayName "FTP passive" -Direction Inbound -Protocol TCP -LocalPort ${low}-${high} -Action Allow`,
    letOut: ({ range: { low, high }, outside }) =>
      `New-NetFirewallRule -DisplayName "FTP passive out" -Direction Outbound -Protocol TCP -RemoteAddress ${outside} -RemotePort ${low}-${high} -Action Allow`,
    helperOn: (port) =>
      port === 21
        ? 'netsh advfirewall set global StatefulFTP enable'
        : `# StatefulFTP looks at port 21 only; for control port ${port} open the passive range instead`,
    helperOff: () => 'netsh advfirewall set global StatefulFTP disable',
  },
  where: 'In an elevated PowerShell. StatefulFTP harms FTP over TLS: disable it there and open the passive range.',
  source: 'Microsoft: New-NetFirewallRule; netsh advfirewall set global; dd421710',
};
