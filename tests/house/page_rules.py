"""Templates print facts, styles live in layers, Chinese lives in the catalogue."""

import re
from collections.abc import Iterator

from house.sources import line_of

LOGIC_CAP = 8
LOGIC = re.compile(r"\{%-?\s*(?:if|elif|for|set|with|call)\b")
OFFENCES = {
    "a value is made": re.compile(r"\{%-?\s*set\b"),
    "escaping is switched off": re.compile(r"\|\s*safe\b|\bautoescape\s+false"),
    "values are compared": re.compile(r"\{%-?\s*(?:el)?if[^%]*(?:==|!=|<|>)"),
    "inline style": re.compile(r"\sstyle=|<style(?![^>]*nonce)"),
    "inline handler": re.compile(r"\son[a-z]+="),
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)"),
    "a hand-written id is targeted": re.compile(r"""hx-target(?::\w+)?=["']#(?!\{\{|main\b|alert\b)"""),
}
KEY_CAP = re.compile(r"<kbd\b[^>]*>[^<]*</kbd>")  # what is printed on a key is the same in every language
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TRANSLATED = re.compile(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", re.DOTALL)
BARE_TEXT = re.compile(r">[^<>{}]*[A-Za-z]{3,}[^<>{}]*<")
BARE_WORDS = re.compile(r"""\b(?:placeholder|title|alt|aria-label)=["'][^"'{]*[A-Za-z]{3,}""")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b(?!\s*\{)|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(")
CJK = re.compile(r"[\u3400-\u9fff\uff01-\uff5e\u3001-\u3011]")


def template_logic(name: str, text: str) -> Iterator[str]:
    """Rules, values, styles or scripts inside a template."""
    if len(found := LOGIC.findall(text)) > LOGIC_CAP:
        yield f"{name}:1 {len(found)} logic tags, cap {LOGIC_CAP}"
    for what, offence in OFFENCES.items():
        for match in offence.finditer(text):
            yield f"{name}:{line_of(text, match.start())} {what}: {match[0].strip()[:60]}"


def bare_text(name: str, text: str) -> Iterator[str]:
    """Words a person reads that no translator can reach."""
    plain = KEY_CAP.sub("", JINJA.sub(_blank, TRANSLATED.sub(_blank, text)))
    for pattern in (BARE_TEXT, BARE_WORDS):
        for match in pattern.finditer(plain):
            words = " ".join(match[0].split())[:60]
            yield f"{name}:{line_of(plain, match.start())} text outside _(): {words}"


def loose_style(name: str, text: str) -> Iterator[str]:
    """Rules outside a cascade layer, colours outside tokens.css, force."""
    if not re.match(r"\s*(?:/\*.*?\*/\s*)?@layer\b", text, re.DOTALL):
        yield f"{name}:1 not in a layer"
    for number, line in enumerate(text.splitlines(), 1):
        if "!important" in line or (COLOUR.search(line) and not name.endswith("/tokens.css")):
            yield f"{name}:{number} {line.strip()}"


def chinese_in_code(name: str, text: str) -> Iterator[str]:
    """Chinese text in code or markup: it belongs in the catalogue or in a data file."""
    if match := CJK.search(text):
        number = line_of(text, match.start())
        yield f"{name}:{number} {text.splitlines()[number - 1].strip()[:60]}"


def _blank(match: re.Match[str]) -> str:
    """Keep the line count, drop the content."""
    return "\n" * match[0].count("\n")
