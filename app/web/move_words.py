"""What stands on the buttons and above the forms of a ticket's moves."""

from dataclasses import dataclass, replace

from app.core.i18n import N_
from app.models.ticket_life import Verb
from app.web.ticket_acts import ACTS


@dataclass(frozen=True, slots=True)
class Ask:
    """The one text that a move asks for: its field, its label, who reads it."""

    field: str
    label: str
    hint: str = ""
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """A move as a place to go: its button, its title, what sends it; its own template, or the words it `asks` for."""

    name: str
    icon: str
    title: str
    send: str
    key: str = ""
    template: str = "tickets/words.html"
    asks: Ask | None = None
    noun: str = ""


_ALL_READ, _STAFF_READ = N_("The enterprise reads this."), N_("Only staff reads this.")
_WHY = N_("Reason")
_MOVES = {
    Verb.ASSIGN: Move(
        N_("Hand it over"), "fwd", N_("Who takes this?"), N_("Hand it over"), "t", template="tickets/assignment.html"
    ),
    Verb.ACCEPT: Move(N_("Accept"), "ok", N_("Accept this ticket"), N_("Accept"), template="tickets/acceptance.html"),
    Verb.ANSWER: Move(
        N_("Answer"),
        "fwd",
        N_("Answer the enterprise"),
        N_("Send the answer"),
        asks=Ask(
            "body",
            N_("Who does what by when"),
            N_("The enterprise reads this. It stops the clock of the first answer."),
        ),
    ),
    Verb.RESOLVE: Move(
        N_("Resolve"),
        "ok",
        N_("How was it solved?"),
        N_("Solved; ask the enterprise to confirm"),
        "e",
        template="tickets/resolution.html",
    ),
    Verb.EXTEND: Move(
        N_("Decide on more time"), "cal", N_("More time?"), N_("Grant it"), template="tickets/decision.html"
    ),
    Verb.SUSPEND: Move(
        N_("Decide on the suspension"), "cal", N_("Suspend it?"), N_("Suspend it"), template="tickets/decision.html"
    ),
    Verb.REFUSE: Move(
        N_("Refuse the request"), "back", N_("Why not?"), N_("Refuse"), asks=Ask("reason", _WHY, _STAFF_READ)
    ),
    Verb.RULE: Move(N_("Rule who leads"), "fwd", N_("Who leads, finally?"), N_("Rule"), template="tickets/ruling.html"),
    Verb.CONFIRM: Move(
        N_("It is solved"), "ok", N_("Confirm that it is solved"), N_("Confirm"), template="tickets/confirmation.html"
    ),
    Verb.CLOSE: Move(
        N_("Close the ticket"), "ok", N_("Close this ticket"), N_("Close for good"), template="tickets/closing.html"
    ),
    Verb.CHECK: Move(
        N_("Asked by phone"), "ok", N_("What did the enterprise say?"), N_("Save"), template="tickets/check.html"
    ),
    Verb.RESUME: Move(
        N_("Go on with it"),
        "fwd",
        N_("Go on with this ticket"),
        N_("Go on; the clock runs again"),
        asks=Ask("note", N_("Why now"), _ALL_READ, is_optional=True),
    ),
    Verb.CONCLUDE: Move(
        N_("Write the conclusion"),
        "ok",
        N_("What was agreed?"),
        N_("Keep the conclusion"),
        asks=Ask("conclusion", N_("Conclusion"), N_("One text for all departments. The enterprise reads it.")),
    ),
    Verb.CONVENE: Move(
        N_("Joint consultation"),
        "cal",
        N_("Who sits together?"),
        N_("Call them together"),
        template="tickets/consultation.html",
    ),
    Verb.ASK_EXTENSION: Move(
        N_("Ask for more time"), "cal", N_("How much more time?"), N_("Ask for it"), template="tickets/extension.html"
    ),
    Verb.ASK_SUSPENSION: Move(
        N_("Ask to suspend it"), "cal", N_("Suspend until when?"), N_("Ask for it"), template="tickets/suspension.html"
    ),
    Verb.REOPEN: Move(
        N_("Not solved"),
        "back",
        N_("What is still wrong?"),
        N_("Open it again"),
        asks=Ask(
            "reason",
            N_("What is still wrong"),
            N_("It goes back to whoever handled it, one level up, and the clock runs on."),
        ),
    ),
    Verb.RETURN: Move(
        N_("Return"),
        "back",
        N_("Why is this not yours?"),
        N_("Return to the coordinator"),
        asks=Ask(
            "reason", _WHY, N_("Only staff reads this. Each department can return a ticket once, within a working day.")
        ),
    ),
    Verb.APPEAL: Move(
        N_("Ask for a ruling"),
        "back",
        N_("Why is this not yours?"),
        N_("Let the coordinator rule"),
        asks=Ask("reason", _WHY, N_("Only staff reads this. The coordinator's ruling is final.")),
    ),
    Verb.URGE: Move(
        N_("Ask to hurry"),
        "bell",
        N_("Ask to hurry"),
        N_("Ask to hurry"),
        asks=Ask(
            "note",
            N_("What makes it urgent"),
            N_("Once a working day. Whoever has the ticket is told."),
            is_optional=True,
        ),
    ),
    Verb.WITHDRAW: Move(
        N_("Withdraw"),
        "back",
        N_("Why is it no longer needed?"),
        N_("Withdraw the ticket"),
        asks=Ask("reason", _WHY, N_("It ends here. Who in the enterprise said so, if it is not you who asked?")),
    ),
    Verb.MERGE: Move(
        N_("Part of a common problem"),
        "link",
        N_("Which common problem?"),
        N_("Put it there"),
        template="tickets/merging.html",
    ),
    Verb.PART: Move(
        N_("Take out of the common problem"),
        "back",
        N_("Why is it something else?"),
        N_("Take it out"),
        asks=Ask("reason", _WHY, _STAFF_READ, is_optional=True),
    ),
    Verb.IDENTIFY: Move(
        N_("Name the enterprise"), "ent", N_("Which enterprise?"), N_("Save"), template="tickets/enterprise.html"
    ),
}
MOVES = {verb: replace(move, noun=ACTS[verb].noun) for verb, move in _MOVES.items()}
