"""The same stack doing nothing: what no application on it can beat."""

from fastapi import FastAPI

app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)


@app.get("/")
def hello() -> dict[str, str]:
    return {"hello": "world"}
