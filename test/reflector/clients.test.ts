import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { test, type TestContext } from 'node:test';
import { reflector } from './start.js';

function available(t: TestContext, program: string): boolean {
  if (spawnSync(program, ['--version']).status === 0) return true;
  if (process.env['CI'] === 'true') assert.fail(`${program} is not installed: test/reflector/install-tools.sh`);
  t.skip(`${program} is not installed`);
  return false;
}

/** What a program prints. It must end well. */
function output(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { timeout: 20_000, env: { PATH: process.env['PATH'], HOME: '/nonexistent' } });
    let text = '';
    let trouble = '';
    child.stdout.on('data', (piece: Buffer) => (text += String(piece)));
    child.stderr.on('data', (piece: Buffer) => (trouble += String(piece)));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(text);
      else reject(new Error(`${program} ended with ${String(code)}: ${trouble}`));
    });
  });
}

const listed = /README[\s\S]*payload/;

test('curl lists the reflector in passive and active mode, in clear and under both kinds of TLS', async (t) => {
  if (!available(t, 'curl')) return;
  const { port, tlsPort } = await reflector(t);
  const at = `ftp://127.0.0.1:${port}/`;
  assert.match(await output('curl', ['-sS', at]), listed);
  assert.match(await output('curl', ['-sS', '--disable-epsv', at]), listed);
  assert.match(await output('curl', ['-sS', '-P', '-', at]), listed);
  assert.match(await output('curl', ['-sS', '-P', '-', '--disable-eprt', at]), listed);
  assert.match(await output('curl', ['-sSk', '--ssl-reqd', at]), listed);
  assert.match(await output('curl', ['-sSk', `ftps://127.0.0.1:${tlsPort}/`]), listed);
  assert.match(await output('curl', ['-sS', `${at}README`]), /far end of ftpdoctor/);
});

test('lftp lists the reflector in passive and active mode, in clear and under TLS', async (t) => {
  if (!available(t, 'lftp')) return;
  const { port } = await reflector(t);
  const run = (settings: string): Promise<string> =>
    output('lftp', [
      '-c',
      `set net:max-retries 1; set ssl:verify-certificate no; ${settings}; open ftp://127.0.0.1:${port}; ls`,
    ]);
  assert.match(await run('set ftp:ssl-allow no'), listed);
  assert.match(await run('set ftp:ssl-allow no; set ftp:passive-mode no'), listed);
  assert.match(await run('set ftp:ssl-force yes; set ftp:ssl-protect-data yes'), listed);
});

const script = `
import ftplib, ssl, sys
for make in (ftplib.FTP, lambda: ftplib.FTP_TLS(context=ssl._create_unverified_context())):
    for passive in (True, False):
        ftp = make()
        ftp.connect('127.0.0.1', int(sys.argv[1]), 10)
        ftp.login()
        if isinstance(ftp, ftplib.FTP_TLS): ftp.prot_p()
        ftp.set_pasv(passive)
        assert ftp.nlst() == ['README', 'payload'], ftp.nlst()
        assert [name for name, facts in ftp.mlsd()] == ['README', 'payload']
        ftp.retrbinary('RETR README', lambda piece: None)
        ftp.quit()
print('done')
`;

test("Python's ftplib lists the reflector in passive and active mode, in clear and under TLS", async (t) => {
  if (!available(t, 'python3')) return;
  const { port } = await reflector(t);
  assert.equal(await output('python3', ['-c', script, String(port)]), 'done\n');
});
