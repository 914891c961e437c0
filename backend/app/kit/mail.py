"""Letters. Queued in the transaction that causes them, sent by the worker, repeated for a day.

A letter is a pair of locale keys (`mail.<name>.subject`, `mail.<name>.body`) and parameters. The
queue never holds a secret: a link to choose a password travels as a nonce, and becomes the token
only when the letter is written, with the server's key.
"""

import smtplib
import ssl
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from typing import Any
from urllib.parse import urlsplit

import anyio.to_thread
import structlog
from pgqueuer.errors import RetryRequested

from app.kit import clock, i18n, jobs, security
from app.kit.uow import Uow

JOB = "mail.send"
TIMEOUT_S = 10
GIVE_UP_AFTER = timedelta(days=1)
_SOONEST, _LATEST = timedelta(seconds=30), timedelta(minutes=15)
_SMTPS_PORT = 465
log = structlog.get_logger()


def is_configured(settings: Any) -> bool:
    return settings.email_host is not None


def link_token(settings: Any, purpose: str, nonce: str) -> str:
    """The token of a mailed link; the database keeps its hash, the queue the nonce."""
    return security.derive_token(settings.jwt_secret_key.get_secret_value(), purpose, nonce)


async def queue(
    uow: Uow,
    to: str,
    name: str,
    params: Mapping[str, str | int],
    locale: str,
    *,
    link: Mapping[str, str] | None = None,
) -> None:
    """`link` is `{path, purpose, nonce}` and fills `{link}` in the text."""
    payload = {
        "to": to,
        "name": name,
        "params": dict(params),
        "locale": locale,
        "link": dict(link) if link else None,
        "message_id": make_msgid(domain="kulisa.invalid"),
        "queued_at": clock.now().isoformat(),
    }
    await jobs.enqueue(uow.session, uow.ctx, JOB, payload)


@jobs.job(JOB)
async def send_queued(context: jobs.JobContext, payload: dict[str, Any]) -> None:
    """Sent again after a crash at worst, with the same Message-ID."""
    settings = context.settings
    if not is_configured(settings):
        return
    message = write(settings, payload)
    try:
        await anyio.to_thread.run_sync(_send, settings, message)
    except (OSError, smtplib.SMTPException) as error:
        if _refused_for_good(error):
            raise
        age = clock.now() - datetime.fromisoformat(payload["queued_at"])
        if age > GIVE_UP_AFTER:
            raise
        log.warning("mail_delayed", error=type(error).__name__)
        raise RetryRequested(max(_SOONEST, min(age, _LATEST)), type(error).__name__) from error


def write(settings: Any, payload: Mapping[str, Any]) -> EmailMessage:
    """Raises ValueError for an address that would break out of its header."""
    locale, name = payload["locale"], payload["name"]
    params = {**payload["params"], "site": i18n.Whole(settings.public_url)}
    if link := payload["link"]:
        token = link_token(settings, link["purpose"], link["nonce"])
        params["link"] = i18n.Whole(f"{settings.public_url}{link['path']}?token={token}")
    message = EmailMessage()
    message["Subject"] = " ".join(i18n.text(f"mail.{name}.subject", locale, params).split())
    message["From"] = _address(settings.email_from)
    message["To"] = _address(payload["to"])
    message["Date"] = format_datetime(clock.now())
    host = urlsplit(settings.public_url).hostname or "localhost"
    message["Message-ID"] = payload["message_id"].replace("kulisa.invalid", host)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(i18n.text(f"mail.{name}.body", locale, params))
    return message


def _address(value: str) -> Address:
    if "\r" in value or "\n" in value:
        raise ValueError("a line break in an address")
    name, address = parseaddr(value)
    return Address(display_name=name, addr_spec=address)


def _send(settings: Any, message: EmailMessage) -> None:
    """TLS from the start on port 465, STARTTLS elsewhere unless switched off."""
    host, port = settings.email_host, settings.email_port
    tls = ssl.create_default_context()
    if settings.email_use_tls and port == _SMTPS_PORT:
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_S, context=tls)
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT_S)
    with server:
        if settings.email_use_tls and port != _SMTPS_PORT:
            server.starttls(context=tls)
        if settings.email_host_user:
            password = settings.email_host_password
            server.login(settings.email_host_user, password.get_secret_value() if password else "")
        server.send_message(message)


def _refused_for_good(error: Exception) -> bool:
    """A 5xx answer: repeating would not help."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 550
