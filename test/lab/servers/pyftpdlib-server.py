"""Runs pyftpdlib in the foreground, set up by the JSON file named on the command line.

Beside the ordinary settings:
  reply227       text to send instead of "227 Entering passive mode (...)"; {h} stands for the four numbers of the
                 address, {p} for the two of the port
  ports_in_turn  hand out the passive ports one after the other instead of at random
  permissions    of the account, in pyftpdlib's letters
  accounts       further users with their passwords
  tls            null, "offered", "required" (of login and data) or "data-required"
  tls_required   refuse to log anyone in before AUTH TLS
  tls_version    "1.2" or "1.1": the newest version it speaks
  tls_trouble    "data-in-clear": PROT P is accepted and ignored; "injects": text in clear after the 234 reply;
                 "stalls": 234, and no handshake; "no-prot": PROT P is refused
  address        to listen on; with port 0 the port that was free is printed
  python         lines as in a script of one's own, in which `handler` is the handler class
  foreign        take PORT to, and data from, other addresses than the client's
"""

import itertools
import json
import logging
import re
import sys
import threading

from OpenSSL import SSL
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler, TLS_FTPHandler
from pyftpdlib.servers import ThreadedFTPServer

logging.basicConfig(level=logging.WARNING)
with open(sys.argv[1], encoding='utf-8') as file:
    settings = json.load(file)

tls = settings.get('tls') or ('offered' if settings.get('tls_required') else None)
trouble = settings.get('tls_trouble')
passive = settings['passive'] and list(range(settings['passive'][0], settings['passive'][1] + 1))
turn = itertools.cycle(passive or [0])
opening = threading.Lock()


class WithTls(TLS_FTPHandler):
    @classmethod
    def get_ssl_context(cls):
        context = super().get_ssl_context()
        newest = {'1.1': SSL.TLS1_1_VERSION, '1.2': SSL.TLS1_2_VERSION}.get(settings.get('tls_version'))
        if newest:
            context.set_max_proto_version(newest)
        if newest == SSL.TLS1_1_VERSION:
            context.set_cipher_list(b'ALL:@SECLEVEL=0')
        return context

    def secure_connection(self, ssl_context):
        if trouble != 'stalls':
            super().secure_connection(ssl_context)

    def ftp_AUTH(self, line):
        if trouble == 'injects':
            self.respond('234 AUTH TLS successful.\r\n220 slipped in')
            super().secure_connection(self.ssl_context)
        else:
            super().ftp_AUTH(line)

    def ftp_PROT(self, line):
        if trouble == 'no-prot':
            self.respond('536 Data connections stay in clear.')
            return
        super().ftp_PROT(line)
        if trouble == 'data-in-clear':
            self._prot = False


class Handler(WithTls if tls else FTPHandler):
    use_sendfile = False

    def _make_epasv(self, extmode=False):
        # Two threads that bind the same port at random both succeed (SO_REUSEADDR), and the second to listen on it
        # fails and drops its session (1.5.7): about one session in 7,000 here.
        with opening:
            if settings.get('ports_in_turn'):
                self.passive_ports = [next(turn)]
            super()._make_epasv(extmode)

    def respond(self, resp, *args, **kwargs):
        template = settings.get('reply227')
        numbers = re.match(r'227 .*\((\d+,\d+,\d+,\d+),(\d+,\d+)\)', resp)
        if template and numbers:
            resp = template.replace('{h}', numbers[1]).replace('{p}', numbers[2])
        return super().respond(resp, *args, **kwargs)


authorizer = DummyAuthorizer()
authorizer.add_user(
    settings['user'], settings['password'], settings['files'], perm=settings.get('permissions', 'elr')
)
for user, password in settings.get('accounts', {}).items():
    authorizer.add_user(user, password, settings['files'])
Handler.authorizer = authorizer
Handler.permit_foreign_addresses = bool(settings.get('foreign'))
Handler.masquerade_address = settings['advertise']
Handler.passive_ports = passive
exec(settings.get('python', ''), {'handler': Handler})
if tls:
    Handler.certfile = settings['certificate']
    Handler.tls_control_required = tls == 'required' or bool(settings.get('tls_required'))
    Handler.tls_data_required = tls in ('required', 'data-required')

# One thread and one poller for each session. With a single poller, a session that ends after an active transfer
# unregisters the number of its old data socket, which by then may be another session's: that one hangs (1.5.7).
server = ThreadedFTPServer((settings.get('address', '0.0.0.0'), settings['port']), Handler)
if settings['port'] == 0:
    print(server.address[1], flush=True)
server.serve_forever()
