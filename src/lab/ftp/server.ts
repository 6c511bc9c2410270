import type { Service } from '../service.js';
import { converse } from './conversation.js';
import { portSource } from './ports.js';
import type { FtpSetup } from './setup.js';
import { acceptTls, sendLines } from './wire.js';

/** An FTP server (RFC 959, 2428, 4217) with the ways of one product and the faults of one setup. */
export function ftpServer(setup: FtpSetup): Service {
  const { greeting, tooMany } = setup.personality;
  const ports = portSource(setup.passivePorts);
  let sessions = 0;

  return (control, machine) => {
    const { local, remote: peer } = control;
    sessions++;
    const turnedAway = sessions > setup.maxSessions;
    const left = (): void => {
      sessions--;
    };
    const serve = (): void => {
      sendLines(control, turnedAway ? [tooMany] : greeting({ user: null, local, peer, advertised: setup.advertised }));
      if (turnedAway) {
        control.close();
        left();
        return;
      }
      converse(control, { setup, ports, machine, left });
    };
    if (setup.tls === 'implicit') acceptTls(control, `control of ${peer.port}`, serve);
    else machine.clock.after(setup.greetingMs, serve);
  };
}
