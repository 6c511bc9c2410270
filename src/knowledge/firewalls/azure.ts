import { labelOf, span, type FirewallKnowledge, type Opening } from './firewall.js';

function rule(name: string, priority: number, words: string, { range }: Opening): string {
  return `az network nsg rule create --resource-group GROUP --nsg-name NSG --name ${name} --priority ${priority} --access Allow --protocol Tcp ${words} --destination-port-ranges ${span(range)}`;
}

/** Network security groups of Azure. */
export const azure: FirewallKnowledge = {
  product: 'Azure network security group',
  repairs: {
    letIn: (opening) => rule(labelOf(opening), 310, '--direction Inbound', opening),
    letOut: (opening) =>
      rule(
        `${labelOf(opening)}-out`,
        310,
        `--direction Outbound --destination-address-prefixes ${opening.outside}`,
        opening,
      ),
    callOut:
      'az network nsg rule create --resource-group GROUP --nsg-name NSG --name FTP-active --priority 311 --access Allow --protocol Tcp --direction Outbound --source-port-ranges 20 --destination-port-ranges 1024-65535',
  },
  where:
    'Put in the group of the network card and of the subnet, which both filter; the priority has to be free. A load balancer needs an inbound NAT rule for each port, and the server has to announce the public address.',
  source: 'Azure CLI reference: az network nsg rule create',
};
