"""Lists with Python's FTP client, in passive mode as it comes: ftplib-list.py HOST USER PASSWORD TRUSTS

TRUSTS is "yes" for the client of before 2021, which believes the address in the reply to PASV.
"""

import ftplib
import sys

host, user, password, trusts = sys.argv[1:]
client = ftplib.FTP(host)
client.trust_server_pasv_ipv4_address = trusts == 'yes'
client.login(user, password)
client.dir()
