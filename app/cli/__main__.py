"""`python -m app.cli` is `zhuanban`."""

from app.cli import app

app(prog_name="zhuanban")
