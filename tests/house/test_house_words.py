"""Both languages are complete, every template compiles."""

import pytest
from house.sources import ROOT, texts

from app.web.page import env
from dev.catalogue import faults

CATALOGUES = sorted((ROOT / "app" / "locales").rglob("*.po"))
BROKEN = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Late"
msgstr ""

#, fuzzy
msgid "Due"
msgstr "x"

#, python-format
msgid "%(count)s days"
msgstr "%(days)s x"
"""


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_message_is_translated(path):
    assert list(faults(path)) == []


def test_a_gap_in_a_catalogue_is_found(tmp_path):
    path = tmp_path / "zh_Hans_CN" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(BROKEN)
    found = "\n".join(faults(path))
    assert all(word in found for word in ("untranslated: Late", "fuzzy: Due", "%(count)s days"))


def test_every_template_compiles():
    names = [name.removeprefix("app/templates/") for name, _ in texts(".html", under="app/templates/")]
    assert names
    for name in names:
        env.get_template(name)
