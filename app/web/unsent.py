"""The key with which a browser seals what it has not sent yet.

ASVS 14.3.3 wants nothing sensitive in browser storage, a building site has no signal (reliability, conflict 1). So a
browser keeps only its user's own unsent forms, and keeps them sealed (AES-GCM). The key belongs to the account and is
made anew from a secret in the database whenever its owner, signed in, asks: whoever signs in again as the same person
can read on, so an ended session costs no words; the next user of the phone cannot. The browser imports it so that no
script can read it back, and forgets it on the first page that is not its owner's. Sealed forms go when the server
has taken them, at sign-out after a warning, and after 14 days. Browsers seal only over https and on localhost;
elsewhere nothing is kept at all, because keeping it readable would be the silent way round this promise.
"""

from app.core import secrets
from app.domain.work import Work
from app.queries import unsent


def key_of(work: Work) -> bytes:
    """32 bytes, the same for the same account."""
    return secrets.derived(unsent.secret(work.session), f"unsent {work.actor.id}")
