import { span, type FirewallKnowledge, type Opening } from './firewall.js';

function ports({ range }: Opening): string {
  return [
    `# spec.ports of the Service: 21 and each of ${span(range)}, with port and targetPort the same (or hostNetwork: true in the pod)`,
    'kubectl patch service FTP -p \'{"spec":{"externalTrafficPolicy":"Local","sessionAffinity":"ClientIP"}}\'',
  ].join('\n');
}

/** Services of Kubernetes: each port by itself, and by default with the client's address hidden. */
export const kubernetes: FirewallKnowledge = {
  product: 'Kubernetes',
  repairs: { letIn: ports, forward: ports },
  where:
    'FTP stands for the name of the Service; the server has to announce its outside address. Node ports lie in 30000-32767 and differ from the ports inside: use a load balancer or host networking. More than one replica needs the affinity.',
  source: 'Kubernetes documentation: Service, Source IP for Services with Type=LoadBalancer',
};
