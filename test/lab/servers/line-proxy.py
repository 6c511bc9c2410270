"""Passes FTP control connections on line by line, as OpenBSD's ftp-proxy does: `line-proxy.py PORT SERVER`.

What is no line, because it holds a NUL or does not end within 500 bytes, ends the session.
"""

import socket
import sys
import threading

port, server = int(sys.argv[1]), sys.argv[2]


def pass_on(sender, receiver):
    waiting = b''
    try:
        while piece := sender.recv(4096):
            *lines, waiting = (waiting + piece).split(b'\n')
            if any(b'\0' in line for line in (*lines, waiting)) or len(waiting) > 500:
                break
            receiver.sendall(b''.join(line + b'\n' for line in lines))
    except OSError:
        pass
    for end in (sender, receiver):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


with socket.create_server(('0.0.0.0', port), backlog=32) as listener:
    while True:
        client, _ = listener.accept()
        try:
            far = socket.create_connection((server, 21), 5)
        except OSError:
            client.close()
            continue
        for ends in ((client, far), (far, client)):
            threading.Thread(target=pass_on, args=ends, daemon=True).start()
