import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseTarget, shownTarget, type TargetText } from '../../src/cli/target.js';
import { UsageError } from '../../src/cli/usage-error.js';

const open: TargetText = { host: '', port: null, tls: null, user: null, password: null, path: null };

/** What a target says beyond its defaults. */
const readable: readonly (readonly [text: string, says: Partial<TargetText>])[] = [
  ['ftp.example.com', { host: 'ftp.example.com' }],
  ['FTP.Example.COM', { host: 'FTP.Example.COM' }],
  ['ftp.example.com.', { host: 'ftp.example.com.' }],
  ['localhost', { host: 'localhost' }],
  ['my_host-2', { host: 'my_host-2' }],
  ['2130706433.example', { host: '2130706433.example' }],
  ['ftp.example.com:2121', { host: 'ftp.example.com', port: 2121 }],
  ['ftp.example.com:65535', { host: 'ftp.example.com', port: 65_535 }],
  ['ftp.example.com:1', { host: 'ftp.example.com', port: 1 }],
  ['192.0.2.1', { host: '192.0.2.1' }],
  ['192.0.2.1:990', { host: '192.0.2.1', port: 990 }],
  ['2001:db8::1', { host: '2001:db8::1' }],
  ['::1', { host: '::1' }],
  ['::ffff:192.0.2.1', { host: '::ffff:192.0.2.1' }],
  ['[2001:db8::1]', { host: '2001:db8::1' }],
  ['[2001:db8::1]:2121', { host: '2001:db8::1', port: 2121 }],
  ['fe80::1%eth0', { host: 'fe80::1%eth0' }],
  ['[fe80::1%eth0.100]:21', { host: 'fe80::1%eth0.100', port: 21 }],
  ['2001:db8::1:21', { host: '2001:db8::1:21' }],
  ['bücher.example', { host: 'xn--bcher-kva.example' }],
  ['bücher.example:2121', { host: 'xn--bcher-kva.example', port: 2121 }],
  ['пример.example', { host: 'xn--e1afmkfd.example' }],
  ['ftp://ftp.example.com', { host: 'ftp.example.com', tls: 'off' }],
  ['FTP://ftp.example.com', { host: 'ftp.example.com', tls: 'off' }],
  ['ftp://ftp.example.com/', { host: 'ftp.example.com', tls: 'off' }],
  ['ftp://ftp.example.com:2121/', { host: 'ftp.example.com', tls: 'off', port: 2121 }],
  ['ftpes://ftp.example.com', { host: 'ftp.example.com', tls: 'explicit' }],
  ['ftps://ftp.example.com', { host: 'ftp.example.com', tls: 'implicit' }],
  ['ftps://[2001:db8::1]:9900', { host: '2001:db8::1', tls: 'implicit', port: 9900 }],
  ['ftp://[fe80::1%25eth0]', { host: 'fe80::1%eth0', tls: 'off' }],
  ['ftp://bücher.example/pub', { host: 'xn--bcher-kva.example', tls: 'off', path: 'pub' }],
  ['ftp://h/pub', { host: 'h', tls: 'off', path: 'pub' }],
  ['ftp://h//pub', { host: 'h', tls: 'off', path: '/pub' }],
  ['ftp://h/%2Fpub', { host: 'h', tls: 'off', path: '/pub' }],
  ['ftp://h/a/b/', { host: 'h', tls: 'off', path: 'a/b/' }],
  ['ftp://h/a%20b%c3%a9', { host: 'h', tls: 'off', path: 'a bé' }],
  ['ftp://h/a#b?c', { host: 'h', tls: 'off', path: 'a#b?c' }],
  ['ftp://h/a;type=i', { host: 'h', tls: 'off', path: 'a' }],
  ['ftp://h:21/a@b:c', { host: 'h', tls: 'off', port: 21, path: 'a@b:c' }],
  ['ftp://joe@h', { host: 'h', tls: 'off', user: 'joe' }],
  ['ftp://joe%40corp@h', { host: 'h', tls: 'off', user: 'joe@corp' }],
  ['ftp://joe@corp@h', { host: 'h', tls: 'off', user: 'joe@corp' }],
  ['ftp://joe:pw@h:2121/x', { host: 'h', tls: 'off', port: 2121, user: 'joe', password: 'pw', path: 'x' }],
  ['ftp://joe:p@:w@h', { host: 'h', tls: 'off', user: 'joe', password: 'p@:w' }],
  ['ftp://joe:p%2Fw%3a@h', { host: 'h', tls: 'off', user: 'joe', password: 'p/w:' }],
  ['ftp://joe:@h', { host: 'h', tls: 'off', user: 'joe', password: '' }],
  ['ftp://explain', { host: 'explain', tls: 'off' }],
];

for (const [text, says] of readable) {
  test(`the target ${text} is read`, () => {
    assert.deepEqual(parseTarget(text), { ...open, ...says });
  });
}

/** What the complaint about a target says. */
const refused: readonly (readonly [text: string, complaint: RegExp])[] = [
  ['', /empty/],
  [':21', /names no host/],
  ['ftp://', /names no host/],
  ['ftp://joe@', /names no host/],
  ['ftp:///pub', /names no host/],
  ['h:', /port "" is not a port/],
  ['h:0', /port "0" is not a port; ports are 1 to 65535/],
  ['h:65536', /port "65536" is not a port/],
  ['h:ftp', /port "ftp" is not a port/],
  ['h:-1', /port "-1" is not a port/],
  ['ftp://h:21x', /port "21x" is not a port/],
  ['[::1]:x', /port "x" is not a port/],
  ['a:b:c', /cannot be read; write host, host:port or \[IPv6 address\]:port/],
  ['2001:db8::1:99999', /\[IPv6 address\]:port/],
  ['[192.0.2.1]', /brackets is not an IPv6 address/],
  ['[::1', /cannot be read/],
  ['[::1]x', /cannot be read/],
  ['fe80::1%', /cannot be read/],
  ['300.1.1.1', /"300\.1\.1\.1" is not an IPv4 address/],
  ['10.0.0', /is not an IPv4 address/],
  ['010.0.0.1', /is not an IPv4 address/],
  ['0x7f.1', /is not an IPv4 address/],
  ['1', /is not an IPv4 address/],
  ['-h', /begins with a dash/],
  ['a..b', /neither a host name/],
  ['ex%61mple.com', /neither a host name/],
  ['ftp://h?x', /neither a host name/],
  [`${'a'.repeat(64)}.example`, /neither a host name/],
  ['a.'.repeat(130), /longer than a host name/],
  ['xn--ü', /neither a host name/],
  ['sftp://h', /sftp:\/\/ runs over SSH and is not FTP/],
  ['http://h', /http:\/\/ is not FTP; use ftp:\/\/, ftpes:\/\/ \(explicit TLS\)/],
  ['ftpse://h', /did you mean ftpe?s:\/\/\?/],
  ['constructor://h', /is not FTP/],
  ['.', /"\." is a directory, not a server; write host, host:port or ftp:\/\/host\/path/],
  ['..', /is a directory/],
  ['./src', /is a directory|is a path/],
  [tmpdir(), /is a directory/],
  ['./no/such/place', /is a path, not a server/],
  ['ftp.example.com/pub', /write host, host:port or ftp:\/\/host\/path/],
  ['joe@h', /ftp:\/\/joe@h or as --user joe/],
  ['a b', /blanks or control characters/],
  [' h', /blanks or control characters/],
  ['h\n', /blanks or control characters/],
  ['h\u0000', /blanks or control characters/],
  ['h\u001b[31m', /blanks or control characters/],
  ['h\u202e', /blanks or control characters/],
  ['ftp://h/a b', /in the path as %20/],
  ['ftp://h/a%0d%0aDELE%20b', /the path in the target must not contain a line break/],
  ['ftp://joe%0aX@h', /the user in the target must not contain a line break/],
  ['ftp://h/a%00', /must not contain a line break or NUL/],
  ['ftp://h/%zz', /the path in the target has a %-escape/],
  ['ftp://h/%e9', /that is not UTF-8/],
];

for (const [text, complaint] of refused) {
  test(`the target ${JSON.stringify(text.slice(0, 40))} is refused, and the complaint says what to write`, () => {
    assert.throws(
      () => parseTarget(text),
      (error) => error instanceof UsageError && complaint.test(error.message),
    );
  });
}

for (const text of [
  'ftp://joe:s3cret@h:bad/',
  'ftp://joe:s3cret/x@h/',
  'ftp://joe:s3cret%0a@h/',
  'ftp://joe:s3cret%zz@h/',
  'ftp://joe:s3cret@/',
  'ftp://joe:s3cret@300.1.1.1/',
  'ftp://joe:s3cret@x@h:bad/',
  'ftp://joe:x@s3cret@h:bad/',
  'ftp://joe:s3cret@h b/',
  'sftp://joe:s3cret@h/',
  'joe:s3cret@h',
  './joe:s3cret@h',
]) {
  test(`the complaint about ${text} does not show the password`, () => {
    assert.throws(
      () => parseTarget(text),
      (error) => error instanceof UsageError && !error.message.includes('s3cret'),
    );
  });
}

test('whatever the target, it is read or refused as misuse, and what is shown of it holds no password', () => {
  const piece = fc.constantFrom(
    'ftp://',
    'ftps:',
    '//',
    'joe',
    ':',
    '@',
    '[',
    ']',
    '::1',
    '%25',
    '%',
    '/',
    '21',
    'h',
    '.',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 9 }), (pieces) => {
      const text = pieces.join('');
      try {
        const { host, port } = parseTarget(text);
        assert.match(host, /^[\w.:%~-]+$/);
        assert.ok(port === null || (port >= 1 && port <= 65_535));
      } catch (error) {
        assert.ok(error instanceof UsageError, String(error));
      }
    }),
    { numRuns: 2000 },
  );
});

test('a target is shown without its password', () => {
  assert.equal(shownTarget('ftp://joe:pw@h/x'), 'ftp://joe:****@h/x');
  assert.equal(shownTarget('ftp://joe@h:21/x'), 'ftp://joe@h:21/x');
  assert.equal(shownTarget('h:21'), 'h:21');
});
