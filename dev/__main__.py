"""`python3 -m dev run|test|check|bench|messages|lock`; the Makefile holds the same words."""

import sys

OLDEST = (3, 11)

# Before the other imports: an older Python must get this sentence, not a syntax error.
if sys.version_info < OLDEST:
    sys.exit(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}: make PYTHON=python3.11 ...")

from dev import check, environment, locks, suite  # noqa: E402

COMMANDS = {
    "run": environment.serve,
    "test": suite.run,
    "check": check.run,
    "bench": environment.bench,
    "messages": environment.messages,
    "lock": locks.write,
}


def main(words: list[str]) -> int:
    """Carry out one command and give back its exit code."""
    if not words or words[0] not in COMMANDS:
        print(f"usage: python3 -m dev {'|'.join(COMMANDS)}", file=sys.stderr)
        return 2
    try:
        return COMMANDS[words[0]](words[1:])
    except environment.SetUpFailed as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130  # the shell's own number for Ctrl-C


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
