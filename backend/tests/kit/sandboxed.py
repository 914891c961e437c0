"""What the sandbox tests run in the child."""

import os
import time


def reverse(data: bytes, argument: str) -> bytes:
    return data[::-1]


def eat_memory(data: bytes, argument: str) -> bytes:
    return b"x" * (1 << 30)


def spin(data: bytes, argument: str) -> bytes:
    while True:
        pass


def wait(data: bytes, argument: str) -> bytes:
    time.sleep(60)
    return b""


def write_file(data: bytes, argument: str) -> bytes:
    with open("file", "wb") as file:
        file.write(b"x")
    return b""


def fail(data: bytes, argument: str) -> bytes:
    raise RuntimeError("no")


def crash(data: bytes, argument: str) -> bytes:
    os.abort()


def environment(data: bytes, argument: str) -> bytes:
    return repr(dict(os.environ)).encode()
