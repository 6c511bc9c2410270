// usage: basic-ftp-sweep.js FILE CONCURRENCY    one passive LIST of each target with basic-ftp
import { Client, enterPassiveModeIPv4 } from 'basic-ftp';
import { readFileSync } from 'node:fs';

const [, , file = '', concurrency = '1'] = process.argv;
const targets = readFileSync(file, 'utf8').trim().split('\n');
let listed = 0;

async function list(target: string): Promise<void> {
  const [host = '', port = ''] = target.split(':');
  const client = new Client();
  client.prepareTransfer = enterPassiveModeIPv4;
  try {
    await client.access({ host, port: Number(port) });
    const entries = await client.list();
    if (entries.length > 0) listed++;
  } finally {
    client.close();
  }
}

async function worker(): Promise<void> {
  for (let target = targets.pop(); target !== undefined; target = targets.pop()) await list(target);
}

await Promise.all(Array.from({ length: Number(concurrency) }, worker));
process.stdout.write(`${listed}\n`);
