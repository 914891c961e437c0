"""A mail server that keeps what it is sent; it can also refuse, or hang up."""

import asyncio
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class MailServer:
    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    # An answer to RCPT instead of 250, or None to hang up at once.
    answer: str | None = "250 fine"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._talk(reader, writer)
        except ConnectionError:
            pass
        finally:
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def say(line: str) -> None:
            writer.write(f"{line}\r\n".encode())
            await writer.drain()

        if self.answer is None:
            return
        await say("220 test")
        while line := (await reader.readline()).decode().strip():
            verb = line.split(" ")[0].upper()
            if verb == "DATA":
                await say("354 go on")
                body = await reader.readuntil(b"\r\n.\r\n")
                letter = message_from_bytes(body[:-5], policy=policy.default)
                assert isinstance(letter, EmailMessage)
                self.letters.append(letter)
                await say("250 kept")
            elif verb == "RCPT":
                self.recipients.append(line)
                await say(self.answer)
            elif verb == "QUIT":
                await say("221 bye")
                return
            else:
                await say("250 fine")
