from house import verb_rules
from house.sources import texts

# Verbs with no policy line, because nobody is signed in yet or the secret itself is the right.
WITHOUT_POLICY: dict[str, str] = {}
# Verbs only one door offers, and why.
ONE_DOOR: dict[str, str] = {}


def all_verbs() -> dict[str, verb_rules.Verb]:
    return {verb.name: verb for verb in verb_rules.verbs(texts(".py", under="app/domain/"))}


def test_a_verb_asks_who_may_before_anything_else():
    offered = verb_rules.named_by(texts(".py", under="app/routers/"))
    open_to_all = [
        f"{verb.place} {name} begins with {verb.opens_with}"
        for name, verb in all_verbs().items()
        if name in offered and name not in WITHOUT_POLICY and not verb.opens_with.startswith("policy.require(")
    ]
    assert open_to_all == []


def test_a_verb_is_offered_at_both_doors():
    pages, api = verb_rules.door("pages"), verb_rules.door("api")
    lopsided = {
        name: "pages" if name in pages else "api"
        for name in all_verbs()
        if (name in pages) != (name in api) and name not in ONE_DOOR
    }
    assert lopsided == {}


def test_the_exceptions_are_still_there():
    assert {*WITHOUT_POLICY, *ONE_DOOR} - set(all_verbs()) == set()
