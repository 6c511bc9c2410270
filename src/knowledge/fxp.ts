/** What decides whether a server product takes part in a transfer between two servers. */
export interface FxpSettings {
  /** As `identifyServer` names it. */
  readonly product: string;
  /** Lets it take PORT and EPRT to an address other than the client's. */
  readonly port: string | null;
  /** Lets it take data from an address other than the client's on a passive port. */
  readonly pasv: string | null;
  /** Forbids both. */
  readonly neither: string | null;
}

const pureFtpd = 'AllowUserFXP yes    # or: pure-ftpd -w; for anonymous logins AllowAnonymousFXP yes, -W';
const iis = (command: 'Port' | 'Pasv', match: 'True' | 'False'): string =>
  `appcmd set config -section:system.applicationHost/sites /siteDefaults.ftpServer.security.dataChannelSecurity.matchClientAddressFor${command}:"${match}" /commit:apphost`;
const registry = (name: string, value: 0 | 1): string =>
  `reg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\MSFTPSVC\\Parameters /v ${name} /t REG_DWORD /d ${value}`;

/** Settings to paste; `null` where a product has none. What allows is a risk (RFC 2577 sections 2, 3 and 8). */
export const fxpSettings: readonly FxpSettings[] = [
  {
    product: 'vsftpd',
    // It then opens its data connections without the privilege that port 20 needs: "500 OOPS: vsf_sysutil_bind".
    port: 'port_promiscuous=YES\nconnect_from_port_20=NO',
    pasv: 'pasv_promiscuous=YES',
    neither: 'port_promiscuous=NO\npasv_promiscuous=NO',
  },
  {
    product: 'ProFTPD',
    port: 'AllowForeignAddress on',
    pasv: 'AllowForeignAddress on',
    // Without the line 1.3.8 refuses PORT, but takes data on passive ports from everybody.
    neither: 'AllowForeignAddress off',
  },
  { product: 'Pure-FTPd', port: pureFtpd, pasv: pureFtpd, neither: 'AllowUserFXP no\nAllowAnonymousFXP no' },
  {
    product: 'pyftpdlib',
    port: 'handler.permit_foreign_addresses = True',
    pasv: 'handler.permit_foreign_addresses = True',
    neither: 'handler.permit_foreign_addresses = False',
  },
  {
    product: 'IIS',
    port: `${iis('Port', 'False')}\n# IIS 4 (with the fix of Q246173) and 5:\n${registry('EnablePortAttack', 1)}\n# IIS 5: Q247132 sets EnablePASVTheft here as well`,
    pasv: `${iis('Pasv', 'False')}\n# IIS 5 from Windows 2000 Service Pack 1 on:\n${registry('EnablePASVTheft', 1)}`,
    neither: `${iis('Port', 'True')}\n${iis('Pasv', 'True')}\n# IIS 4 and 5:\n${registry('EnablePortAttack', 0)}\n${registry('EnablePASVTheft', 0)}`,
  },
  {
    product: 'SFTPGo',
    port: '"ftpd": { "bindings": [ { "active_connections_security": 1 } ] }',
    pasv: '"ftpd": { "bindings": [ { "passive_connections_security": 1 } ] }',
    neither: '"ftpd": { "bindings": [ { "active_connections_security": 0, "passive_connections_security": 0 } ] }',
  },
  { product: 'FileZilla Server', port: null, pasv: null, neither: null },
];

/** What is known of a product, `undefined` where nothing is. */
export function fxpSettingsOf(product: string | undefined): FxpSettings | undefined {
  return fxpSettings.find((one) => one.product === product);
}
