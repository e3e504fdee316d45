"""Rewrite the lock files from pyproject.toml: versions and hashes for every platform, no registry address."""

import shutil
import subprocess

from dev.environment import ROOT, SetUpFailed

SHAPE = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate")
LOCKS = {
    "requirements.lock": ("pyproject.toml",),
    "requirements-dev.lock": ("pyproject.toml", "--group", "dev"),
    "requirements-build.lock": ("--group", "build"),
    "requirements-node.lock": ("--group", "node"),
}


def write(words: list[str]) -> int:
    """Resolve each lock again; `make lock ARGS=--upgrade` takes the newest versions allowed."""
    uv = shutil.which("uv")
    if uv is None:
        raise SetUpFailed("make lock needs uv (pip install uv); nothing else does.")
    for name, sources in LOCKS.items():
        command = [uv, "pip", "compile", "--quiet", *sources, *SHAPE, *words, "--output-file", name]
        subprocess.run(command, cwd=ROOT, check=True)
        print(f"{name}: {(ROOT / name).read_text().count('==')} packages")
    return 0
