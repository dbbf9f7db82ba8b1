"""Chromium for what a browser must read."""

from tests.dashboard.conftest import browser

__all__ = ["browser"]
