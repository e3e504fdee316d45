"""Input that nobody means well: what every form and call must answer with 4xx (R31, R34, R76)."""

NUL, RTL, SURROGATE = "a\x00b", "\u202eevil", "\ud800"
HUGE, MAX_ID = 10**40, 9223372036854775808
TEXTS = {
    "ten thousand letters": "x" * 10_000,
    "a NUL": NUL,
    "a mark that turns text around": RTL,
    "a list": ["x"],
    "an object": {"x": 1},
    "a number": 7,
    "truth": True,
}
NUMBERS = {
    "text": "x",
    "beyond 64 bits": MAX_ID,
    "forty digits": HUGE,
    "zero": 0,
    "negative": -1,
    "a fraction": 1.5,
    "an object": {"x": 1},
}
# Bodies that a JSON library would not write: sent as they stand.
RAW = {
    "a lone surrogate": b'{"%s": "\\ud800"}',
    "a lone surrogate as a name": b'{"\\ud800": 1}',
    "not a number": b'{"%s": NaN}',
    "endless": b'{"%s": 1e400}',
    "cut off": b'{"%s": ',
    "a list": b"[]",
    "nothing": b"",
    "null": b"null",
    "not text": b"\xff\xfe\x00",
    "deep": b"[" * 5_000 + b"]" * 5_000,
    "an unknown name": b'{"state": "closed", "version": 9, "is_admin": true}',
}
