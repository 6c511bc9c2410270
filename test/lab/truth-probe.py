"""Says what works on this path, from Python's own FTP client: the lab's second opinion.

    truth-probe.py HOST PORT USER PASSWORD TIMEOUT WHAT...

WHAT is CONNECT, GREETING, TLS-GREETING, LOGIN, or a mode: PASV (to the address in the 227 reply), PASV-AT-PEER (to the
address of the control connection), EPSV, PORT, EPRT; or PASV-PORTS, which asks for ten passive ports and connects to
each; PASV-TWICE, which connects a second time to a port that was listed over; PASV-LATE, which waits twice the time out
before it connects. All run at once. Prints one JSON object with a sentence for each.
"""

import concurrent.futures
import ftplib
import json
import socket
import ssl
import sys
import time

host, port, user, password, timeout = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4], float(sys.argv[5])


def words(error):
    if isinstance(error, ConnectionRefusedError):
        return 'refused'
    if isinstance(error, (TimeoutError, socket.timeout)):
        return 'timed out'
    if isinstance(error, (ConnectionResetError, BrokenPipeError)):
        return 'reset'
    if isinstance(error, EOFError):
        return 'closed'
    return str(error)


def greeting(over_tls):
    started = time.monotonic()
    with socket.create_connection((host, port), timeout) as plain:
        connection = plain
        if over_tls:
            context = ssl.create_default_context()
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
            connection = context.wrap_socket(plain)
        try:
            text = connection.recv(4096).decode('latin-1')
        except TimeoutError:
            return 'silent'
    return f'after {time.monotonic() - started:.1f} s: {text.splitlines()[0] if text else "closed"}'


def log_in():
    client = ftplib.FTP(timeout=timeout)
    client.connect(host, port)
    client.login(user, password)
    return client


def listing(connection, client):
    """The data connection is open: what comes over it, and how the server ends it."""
    connection.settimeout(timeout)
    with connection:
        lines = connection.makefile('rb').read().splitlines()
    return f'listed {len(lines)}, {client.voidresp()[:3]}'


def ask(client, command):
    """The first reply to a transfer command; raises what is negative."""
    reply = client.sendcmd(command)
    if not reply.startswith('1'):
        raise ftplib.error_reply(reply)
    return reply


def passive(client, mode):
    command = mode[:4]
    try:
        reply = client.sendcmd(command)
    except ftplib.Error as error:
        return f'{command}: {error}'
    if command == 'EPSV':
        address = ftplib.parse229(reply, client.sock.getpeername())
    else:
        try:
            address = ftplib.parse227(reply)
        except ftplib.Error:
            return f'not a 227 reply: {reply}'
        if not 0 < address[1] < 65536:
            return f'not a port: {reply}'
    if mode == 'PASV-AT-PEER':
        address = (client.sock.getpeername()[0], address[1])
    if mode == 'PASV-LATE':
        time.sleep(2 * timeout)
    try:
        connection = socket.create_connection(address[:2], timeout)
    except OSError as error:
        return f'connect to {address[0]}: {words(error)}'
    try:
        ask(client, 'LIST')
        listed = listing(connection, client)
    except ftplib.Error as error:
        connection.close()
        return f'LIST: {error}'
    if mode != 'PASV-TWICE':
        return listed
    try:
        socket.create_connection(address[:2], timeout).close()
        return f'{listed}; again: open'
    except OSError as error:
        return f'{listed}; again: {words(error)}'


def passive_ports(client):
    found = {}
    for _ in range(10):
        address = ftplib.parse227(client.sendcmd('PASV'))
        try:
            socket.create_connection(address, timeout).close()
            found[address[1]] = 'open'
        except OSError as error:
            found[address[1]] = words(error)
    return ', '.join(f'{port} {fate}' for port, fate in sorted(found.items()))


def active(client, mode):
    own = client.sock.getsockname()[0]
    with socket.create_server((own, 0), family=client.sock.family) as listener:
        listener.settimeout(timeout)
        try:
            if mode == 'PORT':
                client.sendport(own, listener.getsockname()[1])
            else:
                client.sendeprt(own, listener.getsockname()[1])
        except ftplib.Error as error:
            return f'{mode}: {error}'
        try:
            ask(client, 'LIST')
            connection, caller = listener.accept()
            return listing(connection, client)
        except ftplib.Error as error:
            return f'LIST: {error}'


def answer(what):
    try:
        if what == 'CONNECT':
            socket.create_connection((host, port), timeout).close()
            return 'connected'
        if what in ('GREETING', 'TLS-GREETING'):
            return greeting(what == 'TLS-GREETING')
        client = log_in()
        if what == 'LOGIN':
            return 'logged in'
        if what == 'PASV-PORTS':
            return passive_ports(client)
        return (active if what in ('PORT', 'EPRT') else passive)(client, what)
    except ftplib.Error as error:
        return f'{what}: {error}'
    except (OSError, EOFError) as error:
        return f'{what}: {words(error)}'


with concurrent.futures.ThreadPoolExecutor(max_workers=8) as pool:
    asked = sys.argv[6:]
    print(json.dumps(dict(zip(asked, pool.map(answer, asked)))))
