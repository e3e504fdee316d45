"""The repository as a whole: no stranger's address, no machine's path, docs that tell the truth."""

import re
import tomllib

from house.sources import ROOT, read, texts
from typer.main import get_command

from app.cli import app as cli
from app.core.settings import Settings

# Hosts a file may name, and why; everything else would tie the project to somebody's machine or registry.
HOSTS = {
    "www.apache.org": "the licence's own text",
    "www.w3.org": "names of XML namespaces, never fetched",
    "127.0.0.1": "this machine",
    "localhost": "this machine",
    "testserver": "the test client's name for the service",
}
RESERVED = re.compile(r"(?:^|\.)(?:example|test|invalid|localhost)$|(?:^|\.)example\.(?:com|net|org)$")
ADDRESS = re.compile(r"\b(?:https?|wss?|ftp)://([A-Za-z0-9.-]+\.[A-Za-z0-9-]+|localhost)")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users)/\w")
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock", "requirements-node.lock")
FENCED = re.compile(r"^```(?:sh|bash|console)?\n(.*?)^```", re.DOTALL | re.MULTILINE)
READMES = ("README.md", "README.zh-CN.md")


def commands(readme: str, program: str) -> set[str]:
    """First words after a program's name in the fenced blocks and inline code of a README."""
    code = "\n".join([*FENCED.findall(read(readme)), *re.findall(r"`([^`\n]+)`", read(readme))])
    return set(re.findall(rf"(?:^|[\s;|]){program} ([a-z][a-z-]*)", code, re.MULTILINE))


def test_no_file_names_a_strangers_host():
    named = {
        f"{name}: {host}"
        for name, text in texts()
        for host in ADDRESS.findall(text)
        if host not in HOSTS and not RESERVED.search(host)
    }
    assert named == set()


def test_no_file_names_a_path_of_one_machine():
    assert [name for name, text in texts() if MACHINE_PATH.search(text)] == []


def test_every_locked_package_has_its_hash():
    for lock in LOCKS:
        for entry in re.split(r"\n(?=\S)", read(lock).strip()):
            assert "==" in entry.split()[0], (lock, entry.split()[0])
            assert "--hash=sha256:" in entry, (lock, entry.split()[0])


def test_browser_libraries_are_pinned_by_hash_and_by_no_address():
    text = read("package-lock.json")
    assert text.count('"integrity": "sha512-') == text.count('"node_modules/')
    assert '"resolved"' not in text


def test_direct_dependencies_are_locked():
    project = tomllib.loads(read("pyproject.toml"))["project"]
    wanted = {re.split(r"[\[><=~ ]", each)[0] for each in project["dependencies"]}
    locked = set(re.findall(r"^([a-z0-9.-]+)", read("requirements.lock"), re.MULTILINE))
    assert wanted - locked == set()


def test_the_image_needs_no_registry_to_be_read():
    text = read("Dockerfile")
    assert not text.startswith("# syntax")
    assert "HEALTHCHECK" in text
    assert re.search(r"^USER (?!root|0$)", text, re.MULTILINE)


def test_readme_commands_exist():
    targets = set(re.search(r"^\.PHONY: (.+)$", read("Makefile"), re.MULTILINE)[1].split())
    for readme in READMES:
        assert commands(readme, "make") - targets == set(), readme
        assert commands(readme, "make") >= {"run", "test", "check"}, readme


def test_readme_subcommands_exist():
    known = set(get_command(cli).commands)
    for readme in READMES:
        assert commands(readme, "zhuanban") - known == set(), readme


def test_both_readmes_list_every_setting():
    wanted = {name.upper() for name in Settings.model_fields}
    for readme in READMES:
        listed = set(re.findall(r"^\| `([A-Z_]+)` \|", read(readme), re.MULTILINE))
        assert listed == wanted, readme


def test_the_map_of_rooms_names_rooms_that_are_there():
    for readme in READMES:
        rooms = re.findall(r"^\| `((?:app|tests|bench|dev)/[a-z/_.]*)` \|", read(readme), re.MULTILINE)
        assert len(rooms) > 8, readme
        assert [room for room in rooms if not (ROOT / room).exists()] == [], readme


def test_pictures_and_files_the_readmes_link_to_are_there():
    for readme in READMES:
        links = re.findall(r"\]\((?!https?:|#)([^)#]+)", read(readme))
        assert [link for link in links if not (ROOT / link).exists()] == [], readme
