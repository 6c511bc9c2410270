"""Runs pyftpdlib in the foreground, set up by the JSON file named on the command line.

Beside the ordinary settings:
  reply227       text to send instead of "227 Entering passive mode (...)"; {h} stands for the four numbers of the
                 address, {p} for the two of the port
  ports_in_turn  hand out the passive ports one after the other instead of at random
  permissions    of the account, in pyftpdlib's letters
  tls_required   refuse to log anyone in before AUTH TLS
  address        to listen on
"""

import itertools
import json
import logging
import re
import sys

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler, TLS_FTPHandler
from pyftpdlib.servers import ThreadedFTPServer

logging.basicConfig(level=logging.WARNING)
with open(sys.argv[1], encoding='utf-8') as file:
    settings = json.load(file)

Base = TLS_FTPHandler if settings.get('tls_required') else FTPHandler
low, high = settings['passive']
turn = itertools.cycle(range(low, high + 1))


class Handler(Base):
    use_sendfile = False

    def _make_epasv(self, extmode=False):
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
Handler.authorizer = authorizer
Handler.masquerade_address = settings['advertise']
Handler.passive_ports = list(range(low, high + 1))
if settings.get('tls_required'):
    Handler.certfile = settings['certificate']
    Handler.tls_control_required = True

# One thread and one poller for each session. With a single poller, a session that ends after an active transfer
# unregisters the number of its old data socket, which by then may be another session's: that one hangs (1.5.7).
ThreadedFTPServer((settings.get('address', '0.0.0.0'), settings['port']), Handler).serve_forever()
