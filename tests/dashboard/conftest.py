"""Starlette's test client warns at import that it would rather have httpx2; with httpx it works as before."""

import warnings

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="Using `httpx` with `starlette.testclient`")
    import starlette.testclient  # noqa: F401
