import { bySays, type ServerKnowledge } from './server.js';

/** AWS Transfer Family over FTP and FTPS: its passive ports are 8192 to 8200 and cannot be changed. */
export const awsTransfer: ServerKnowledge = {
  product: 'AWS Transfer Family',
  recognise: bySays(/AWS Transfer/i),
  repairs: {
    setAddress: (address) => `aws transfer update-server --server-id SERVER --protocol-details PassiveIp=${address}`,
    relaxResumption:
      'aws transfer update-server --server-id SERVER --protocol-details TlsSessionResumptionMode=ENABLED',
  },
  where:
    'PassiveIp may also be AUTO; stop and start the server afterwards. Its passive ports are always 8192 to 8200: open those in the security group of its VPC endpoint.',
};
