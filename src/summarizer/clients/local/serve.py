"""The child process: serves one model on this machine until its standard input ends.

`python -m summarizer.clients.local.serve --model FILE`. A process of its own, because the server in
xllamacpp has no stop, blocks the interpreter's exit while a request runs, and dies on Ctrl-C.
"""

import argparse
import importlib
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

__all__ = ["main", "usable_cores"]

_LOOK_S: Final = 1.0  # between two looks at the parent
_ERRORS_ONLY: Final = 1  # llama.cpp's verbosity: a line for every request would fill the disk
_PROMPT_CACHE_MIB: Final = 512  # llama.cpp's own default, 8192, is more than many machines have
_CPU_MAX = Path("/sys/fs/cgroup/cpu.max")


class _Server(Protocol):
    """What we use of `xllamacpp.Server`."""

    listening_address: str


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve, print the address as one line, and end when the parent does."""
    # Ctrl-C goes to every process of a terminal; ours ends through its input
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parser = argparse.ArgumentParser(prog="summarizer.clients.local.serve")
    parser.add_argument("--model", required=True, help="path of a GGUF file")
    parser.add_argument("--n-ctx", type=int, required=True, help="tokens per request")
    parser.add_argument("--n-parallel", type=int, required=True, help="requests at once")
    parser.add_argument("--parent", type=int, required=True, help="process to end with")
    options = parser.parse_args(arguments)
    try:
        # kept in a name: it blocks when it is deleted, and serves no more
        server = _serve(options.model, n_ctx=options.n_ctx, n_parallel=options.n_parallel)
    except RuntimeError:  # llama.cpp has logged why
        sys.stderr.flush()
        os._exit(1)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    if sys.platform != "win32":
        # a forked worker of the parent would hold our input open after the parent's death
        threading.Thread(target=_watch, args=(options.parent,), daemon=True).start()
    while sys.stdin.buffer.read(1 << 16):
        pass
    os._exit(0)  # leaving the interpreter would wait for the server's requests


def usable_cores() -> int:
    """Return how many cores this process may use: its affinity, and its container's share."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    try:
        quota, period = _CPU_MAX.read_text("ascii").split()
        return max(1, min(cores, round(int(quota) / int(period))))
    except (OSError, ValueError, ZeroDivisionError):  # not Linux, or quota "max"
        return cores


def _serve(model: str, *, n_ctx: int, n_parallel: int) -> _Server:
    """Start the server's threads."""
    # Read by the OpenMP runtime when xllamacpp loads. Its threads spin at some hundred barriers a
    # token by default: on an idle machine that is no faster, but with one other busy process on the
    # same two cores a request took 64 s instead of 5 s.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    # optional, a hundred megabytes, and without types
    xllamacpp = importlib.import_module("xllamacpp")

    params = xllamacpp.CommonParams()
    params.model.path = model
    params.n_ctx = n_ctx * n_parallel  # it is divided among the slots
    params.n_parallel = n_parallel
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = usable_cores()
    params.cache_ram_mib = _PROMPT_CACHE_MIB
    params.verbosity = _ERRORS_ONLY
    params.hostnames, params.port = ["127.0.0.1"], 0  # port 0: one that is free
    params.ui = params.endpoint_slots = False
    # no page in a browser may use the server
    params.cors_origins, params.cors_origins_explicit = "", True
    server: _Server = xllamacpp.Server(params)
    return server


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_S)
    os._exit(0)


if __name__ == "__main__":
    main()
