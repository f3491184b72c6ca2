"""The store's secret, STORE/register.key: it seals the audit and hides who reported.

It is no part of the database, so that whoever can change or copy the database alone can neither
write a line that passes for a true one nor try names against the hashed reporters.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path

from geo_csp.errors import RegisterError

FILE_NAME = "register.key"


def keyed_hash(key: bytes, purpose: str, text: str) -> str:
    """HMAC-SHA256, hexadecimal. ``purpose``: a hash made for one use is worthless for another."""
    return hmac.new(key, f"{purpose}\n{text}".encode(), hashlib.sha256).hexdigest()


def fingerprint(key: bytes) -> str:
    """What the register keeps of its key, to know it again."""
    return keyed_hash(key, "fingerprint", "")


def read_key(store: Path) -> bytes | None:
    """The store's key; None where there is none."""
    path = store / FILE_NAME
    try:
        text = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise RegisterError(f"{path} cannot be read: {error}") from error
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise RegisterError(f"{path} is damaged: put it back from its copy")
    return bytes.fromhex(text)


def make_key(store: Path) -> bytes:
    """A new key, on disk before it is used. Only for whoever holds the store's opening lock."""
    key = secrets.token_bytes(32)
    path = store / FILE_NAME
    temporary = path.with_name(path.name + ".part")
    temporary.unlink(missing_ok=True)
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key.hex().encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    return key
