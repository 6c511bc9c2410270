import { isInternal, sameAddress } from '../protocol/address.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';

export default defineRule({
  id: 'server-behind-nat',
  kind: 'note',
  party: 'server-nat',
  title: 'A NAT before the server',
  mechanism: 'The server gives an address of its own that is not the one its clients connect to.',
  lookAlikes: 'A server with several addresses may name another one without any NAT.',
  sources: ['RFC 2663 section 2'],
  judge(o) {
    const { remote, serverInside, loggedIn } = o.control;
    if (remote === null || remote.host === '' || !loggedIn) return notApplicable;
    const pasv = o.attempts.find(({ mode, advertised }) => mode === 'PASV' && advertised !== null);
    const announced = pasv?.advertised;
    const told = [
      ...serverInside.map(({ host, where, events }) => ({ host, where, events })),
      ...(announced == null || sameAddress(announced.host, remote.host)
        ? []
        : [{ host: announced.host, where: 'the reply to PASV', events: pasv?.setup?.events ?? [] }]),
    ].filter(({ host }) => isInternal(host) && !isInternal(remote.host));
    const first = told[0];
    if (first === undefined) {
      return serverInside.length > 0
        ? undetermined('it gives another address, of the same kind')
        : absent('the server gives no other address as its own');
    }
    return present({
      confidence: 'strong',
      affects: [],
      summary: `The server's own address is ${first.host}; clients reach it at ${remote.host}.`,
      for: told.map(({ host, where, events }) => evidence(`${where}: ${host}`, events)),
    });
  },
  remedies: () => [],
});
