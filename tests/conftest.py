"""Chromium for the tests that open a page, and a page that fails its test when it leaves this machine."""

import os
import shutil
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import settings
from playwright.sync_api import Page, Response, Route

# No test asserts a time: a slow machine finds no more faults than a fast one.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

CHROMIUM_FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",  # a container's root has no other way to start it
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium: the tests download no browser."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    return {**browser_type_launch_args, "executable_path": chromium, "args": CHROMIUM_FLAGS}


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A Chinese phone."""
    return {**browser_context_args, "locale": "zh-CN", "viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture
def sealed_page(page: Page) -> Iterator[Page]:
    """A page that may ask this machine only; a script error or a failed answer fails the test."""
    outside: list[str] = []
    errors: list[str] = []

    def gate(route: Route) -> None:
        url = urlsplit(route.request.url)
        if url.scheme in {"about", "blob", "data", "file"} or url.hostname in {"127.0.0.1", "localhost"}:
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    def note_failure(response: Response) -> None:
        if response.status >= 400:
            errors.append(f"{response.status} {response.url}")

    page.route("**/*", gate)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("response", note_failure)
    yield page
    assert outside == []
    assert errors == []
