"""Runs a command line and says on file descriptor 3 what it took: JSON with ms, cpuMs, megabytes and code.

usage: usage.py COMMAND ARGUMENT...
"""

import json
import os
import sys
import time

started = time.perf_counter()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_CLOSE, 3)])
_, status, usage = os.wait4(child, 0)
took = time.perf_counter() - started
told = {
    "ms": took * 1000,
    "cpuMs": (usage.ru_utime + usage.ru_stime) * 1000,
    # Linux counts it in kilobytes.
    "megabytes": usage.ru_maxrss / 1024,
    "code": os.waitstatus_to_exitcode(status),
}
os.write(3, json.dumps(told).encode())
