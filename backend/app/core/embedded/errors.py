"""Reasons why the embedded run refuses to start; each carries the exit code of the process."""


class StartRefusedError(Exception):
    """The run cannot start or go on. The user sees the text as it is, without a traceback."""

    exit_code = 1


class AlreadyRunningError(StartRefusedError):
    """Another process holds the data folder."""

    exit_code = 3


class PortTakenError(StartRefusedError):
    """The port the user asked for is in use."""

    exit_code = 4


class GaveUpError(StartRefusedError):
    """A part ended again and again, however often it was started."""

    exit_code = 5


class ChildFailedError(StartRefusedError):
    """A server or helper process ended by itself or never became ready."""
