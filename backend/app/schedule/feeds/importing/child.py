"""What runs inside the sandbox: the bytes of a stranger's calendar in, dated events out."""

from datetime import date

import orjson

from app.schedule.feeds.importing import dated, lines

MODULE = __name__


def read(data: bytes, argument: str) -> bytes:
    """`{zone, today}` in; what `dated.packed` tells out, or `{refused, params}`."""
    wanted = orjson.loads(argument)
    try:
        reading = dated.Reading(
            lines.read(data), wanted["zone"], date.fromisoformat(wanted["today"])
        )
        reading.run()
    except lines.CalendarError as error:
        return orjson.dumps({"refused": error.code, "params": error.params})
    return orjson.dumps(dated.packed(reading))
