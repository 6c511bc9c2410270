"""Logs in, announces a port in PORT, and then only holds the control connection.

    port-holder.py HOST USER PASSWORD PORT READY-PORT

Listens on READY-PORT of the loopback address once the server has accepted the PORT.
"""

import ftplib
import signal
import socket
import sys

host, user, password, port, ready = sys.argv[1:]
client = ftplib.FTP(timeout=10)
client.connect(host, 21)
client.login(user, password)
client.sendport(client.sock.getsockname()[0], int(port))
listener = socket.create_server(('127.0.0.1', int(ready)))
signal.pause()
