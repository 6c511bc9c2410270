import { span, type FirewallKnowledge, type Opening } from './firewall.js';

const publish = ({ range }: Opening): string => `docker run -p 21:21 -p ${span(range)}:${span(range)} ...`;

/** Containers under Docker: only what is published can be reached from outside. */
export const docker: FirewallKnowledge = {
  product: 'Docker',
  repairs: { letIn: publish, forward: publish },
  where:
    'The ports outside and inside have to be the same, and the server in the container has to announce the address of its host. Docker starts a process for each published port: keep the range small, or use --network host, which needs neither. With "userland-proxy": false in /etc/docker/daemon.json the server sees its clients, not the bridge.',
  source: 'Docker documentation: Port publishing and mapping, dockerd --userland-proxy',
};
