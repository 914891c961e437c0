"""The listening socket, bound before anything else starts: a taken port is told at once, and no
race is possible.
"""

import errno
import ipaddress
import os
import socket

from app.core.embedded.errors import PortTakenError, StartRefusedError

DEFAULT_PORT = 8000
_NEIGHBOURS = 20
_BACKLOG = 128


def bind(port: int | None) -> socket.socket:
    """A bound socket on ``port``; with None on 8000, else one of the next free ports, else any.

    The host is 127.0.0.1, so that only this machine is served; KULISA_HOST=0.0.0.0 opens it to the
    network. Raises PortTakenError when the port that was asked for is in use.
    """
    host = os.environ.get("KULISA_HOST", "127.0.0.1")
    if port is not None:
        try:
            return _listen(host, port)
        except OSError as error:
            raise _explain(error, host, port) from error
    for candidate in (*range(DEFAULT_PORT, DEFAULT_PORT + _NEIGHBOURS), 0):
        try:
            return _listen(host, candidate)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise _explain(error, host, candidate) from error
    raise PortTakenError(f"No free port on {host}.")


def url_of(listener: socket.socket) -> str:
    """The address to open on this machine."""
    host, port = listener.getsockname()[:2]
    if ipaddress.ip_address(host).is_unspecified:
        host = "127.0.0.1"
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(
            _BACKLOG
        )  # claims the port: two sockets may be bound to it, only one may listen
    except OSError:
        listener.close()
        raise
    listener.setblocking(False)
    return listener


def _explain(error: OSError, host: str, port: int) -> StartRefusedError:
    if error.errno == errno.EADDRINUSE:
        return PortTakenError(
            f"Port {port} is in use. Choose another with --port, or leave --port out."
        )
    return StartRefusedError(f"Cannot listen on {host}:{port}: {error.strerror}.")
