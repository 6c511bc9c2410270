"""Answers every DNS question on 127.0.0.1 with "no such name" (RFC 1035 section 4.1.1, RCODE 3)."""

import socket

server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(('127.0.0.1', 53))
while True:
    question, client = server.recvfrom(4096)
    # The same id and question; a response, recursion desired and available, name error; no records.
    server.sendto(question[:2] + b'\x81\x83' + question[4:6] + bytes(6) + question[12:], client)
