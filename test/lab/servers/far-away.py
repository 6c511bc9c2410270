"""Makes the machine it runs on far away: whatever it sends leaves so many milliseconds later.

    far-away.py MILLISECONDS IPV4 IPV6 READY-PORT

What the machine sends is led into a TUN device, comes back from it after the time, and is forwarded as if it came from
elsewhere. Listens on READY-PORT of the loopback address once that works.
"""

import collections
import fcntl
import os
import select
import socket
import struct
import subprocess
import sys
import time

DEVICE, TABLE = 'far', '100'
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000

delay, ipv4, ipv6, ready = int(sys.argv[1]) / 1000, sys.argv[2], sys.argv[3], int(sys.argv[4])
tun = os.open('/dev/net/tun', os.O_RDWR)
fcntl.ioctl(tun, TUNSETIFF, struct.pack('16sH', DEVICE.encode(), IFF_TUN | IFF_NO_PI))


def run(*words):
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


run(
    'sysctl', '-qw', 'net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1', 'net.ipv4.conf.all.rp_filter=0',
    f'net.ipv4.conf.{DEVICE}.rp_filter=0', f'net.ipv4.conf.{DEVICE}.accept_local=1',
)
run('ip', 'link', 'set', DEVICE, 'up')
for family, address in (('-4', ipv4), ('-6', ipv6)):
    run('ip', family, 'route', 'add', 'default', 'dev', DEVICE, 'src', address, 'table', TABLE)
    # Only what this machine itself sends; what comes back from the device goes the usual way.
    run('ip', family, 'rule', 'add', 'pref', '100', 'iif', 'lo', 'lookup', TABLE)

listener = socket.create_server(('127.0.0.1', ready))
waiting = collections.deque()
while True:
    patience = max(0, waiting[0][0] - time.monotonic()) if waiting else None
    if select.select([tun], [], [], patience)[0]:
        waiting.append((time.monotonic() + delay, os.read(tun, 65536)))
    while waiting and waiting[0][0] <= time.monotonic():
        os.write(tun, waiting.popleft()[1])
