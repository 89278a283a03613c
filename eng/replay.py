#!/usr/bin/env python3
"""Replays the transcripts of docs/wire-protocol.md against a server and says where it differs.

    python3 eng/replay.py localhost:8001 /path/of/a/repository
"""
import os
import re
import socket
import struct
import sys

OPCODES = {"text": 1, "close": 8, "ping": 9, "pong": 10}


class Connection:
    def __init__(self, host, port):
        self.socket = socket.create_connection((host, port), timeout=120)
        self.file = self.socket.makefile("rb")

    def send_frame(self, opcode, payload):
        mask = os.urandom(4)
        size = struct.pack("!BB", 0x80 | opcode, 0x80 | len(payload)) if len(payload) < 126 \
            else struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, len(payload))
        self.socket.sendall(size + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload)))

    def read_frame(self):
        """Name and text of the next frame; a close has its code before the reason. None at the end."""
        head = self.file.read(2)
        if len(head) < 2:
            return None
        length = head[1] & 0x7F
        if length >= 126:
            length = struct.unpack("!H" if length == 126 else "!Q", self.file.read(2 if length == 126 else 8))[0]
        payload = self.file.read(length)
        name = next((name for name, opcode in OPCODES.items() if opcode == head[0] & 0x0F), "other")
        if name == "close":
            code, reason = struct.unpack("!H", payload[:2])[0], payload[2:].decode()
            return name, f"{code} {reason}".strip()
        return name, payload.decode()

    def read_head(self):
        lines = []
        while (line := self.file.readline().decode("latin-1").rstrip("\r\n")):
            lines.append(line)
        return lines


def replay(transcript, host, port, repository):
    connection = Connection(host, port)
    head, pending = [], None
    for line in transcript:
        who, _, rest = line.partition(" ")
        print(line)
        if who == ">":
            connection.socket.sendall((rest + "\r\n").encode())
        elif who == "<":
            head = head or connection.read_head()
            expect(rest in head, rest, head)
        elif who == "C":
            name, _, text = rest.partition(" ")
            payload = struct.pack("!H", int(text)) if name == "close" else text.replace("REPOSITORY", repository).encode()
            connection.send_frame(OPCODES[name], payload)
        elif rest == "text …":
            pending = connection.read_frame()
            expect(pending and pending[0] == "text", rest, pending)
            while pending and pending[0] == "text":
                pending = connection.read_frame()
        else:
            frame, pending = pending or connection.read_frame(), None
            expect(frame is None if rest == "end" else frame is not None and " ".join(frame).strip() == rest, rest, frame)
    connection.socket.close()


def expect(holds, wanted, got):
    if not holds:
        sys.exit(f"Expected {wanted!r}, got {got!r}")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    host, _, port = sys.argv[1].rpartition(":")
    page = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "docs", "wire-protocol.md")
    with open(page, encoding="utf-8") as file:
        transcripts = re.findall(r"^```transcript\n(.*?)^```", file.read(), re.M | re.S)
    for transcript in transcripts:
        replay(transcript.splitlines(), host, int(port), sys.argv[2])
        print()
    print(f"{len(transcripts)} transcripts are as the page says")


main()
