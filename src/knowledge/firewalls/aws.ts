import { overIpv6, type FirewallKnowledge, type Opening } from './firewall.js';

function permission({ range: { low, high } }: Opening, cidr: string, ipv6: boolean): string {
  const ranges = ipv6 ? `Ipv6Ranges=[{CidrIpv6=${cidr}}]` : `IpRanges=[{CidrIp=${cidr}}]`;
  return `--group-id sg-ID --ip-permissions 'IpProtocol=tcp,FromPort=${low},ToPort=${high},${ranges}'`;
}

/** Security groups of Amazon EC2: stateful, and without any FTP helper. */
export const aws: FirewallKnowledge = {
  product: 'AWS security group',
  repairs: {
    letIn: (opening) => {
      const ipv6 = overIpv6(opening);
      return `aws ec2 authorize-security-group-ingress ${permission(opening, ipv6 ? '::/0' : '0.0.0.0/0', ipv6)}`;
    },
    letOut: (opening) => {
      const ipv6 = overIpv6(opening);
      return `aws ec2 authorize-security-group-egress ${permission(opening, `${opening.outside}/${ipv6 ? 128 : 32}`, ipv6)}`;
    },
    callOut:
      "aws ec2 authorize-security-group-egress --group-id sg-ID --ip-permissions 'IpProtocol=tcp,FromPort=1024,ToPort=65535,IpRanges=[{CidrIp=0.0.0.0/0}]'",
  },
  where:
    'Put in the group of the instance (or of the load balancer, which needs a listener for each port). Network ACLs are stateless and need both directions; the server has to announce its Elastic IP.',
  source: 'AWS CLI reference: ec2 authorize-security-group-ingress, -egress',
};
