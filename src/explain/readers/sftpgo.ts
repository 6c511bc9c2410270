import { timeOf } from '../log/words.js';
import { serverLog } from '../log/server.js';

const longestRecord = 8192;

function record(line: string): Readonly<Record<string, unknown>> | null {
  if (!line.startsWith('{') || line.length > longestRecord) return null;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export default serverLog({
  id: 'sftpgo-log',
  title: 'SFTPGo (ftpserverlib) JSON log',
  product: 'SFTPGo',
  marks: [/^\{.*"(?:sender|connection_id|clientId|client_id)":.*"(?:line|message)":/],
  weight: 0.7,
  start() {
    return (line) => {
      const fields = record(line);
      if (fields === null) return { session: '' };
      const id = fields['connection_id'] ?? fields['clientId'] ?? fields['client_id'];
      const session = typeof id === 'number' ? String(id) : text(id);
      if (session === '') return { session: '' };
      const address = text(fields['remote_addr'] ?? fields['clientIp'] ?? fields['client_ip'] ?? fields['ip']);
      const found = /^\[?([0-9a-f.:]+?)\]?(?::(\d+))?$/.exec(address);
      const said = text(fields['line'] ?? fields['answer'] ?? fields['command']);
      const message = text(fields['message'] ?? fields['event']);
      return {
        session,
        client: found?.[1],
        clientPort: Number(found?.[2] ?? 0),
        atMs: timeOf(text(fields['time'] ?? fields['ts'])),
        ...(said === '' ? {} : { text: said }),
        ends: /client disconnected|connection (?:closed|removed)/i.test(message),
      };
    };
  },
});
