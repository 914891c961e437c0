"""Entry point of tests.served: binds a free port, says which, serves."""

import socket
import sys

import uvicorn

from app.core.http_protocol import BoundedHttp
from app.main import create_app

if __name__ == "__main__":
    listener = socket.create_server(("127.0.0.1", 0))
    print(f"listening on {listener.getsockname()[1]} ", file=sys.stderr, flush=True)
    uvicorn.Server(uvicorn.Config(create_app(), http=BoundedHttp, log_config=None)).run([listener])
