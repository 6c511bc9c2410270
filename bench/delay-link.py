"""Two TUN devices, bench-a and bench-b: what goes into one comes out of the other after a fixed delay.

usage: delay-link.py SECONDS    says "up" when the devices are there, and copies until it is ended
"""

import fcntl
import os
import select
import struct
import sys
import time
from collections import deque

TUNSETIFF = 0x400454CA
TUN_WITHOUT_HEADER = 0x1001


def device(name):
    fd = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(fd, TUNSETIFF, struct.pack("16sH", name.encode(), TUN_WITHOUT_HEADER))
    return fd


def main():
    delay = float(sys.argv[1])
    a, b = device("bench-a"), device("bench-b")
    print("up", flush=True)
    # The delay is the same for all, so the first to come is the first to go.
    waiting = deque()
    while True:
        patience = max(0, waiting[0][0] - time.monotonic()) if waiting else None
        ready, _, _ = select.select([a, b], [], [], patience)
        for source in ready:
            try:
                while True:
                    waiting.append((time.monotonic() + delay, b if source == a else a, os.read(source, 65536)))
            except BlockingIOError:
                pass
        while waiting and waiting[0][0] <= time.monotonic():
            _, target, packet = waiting.popleft()
            try:
                os.write(target, packet)
            except OSError:
                # As on any link, what finds no room is lost.
                pass


main()
