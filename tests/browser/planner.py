"""How a test reads the planner's page, and the API beside it."""

import json
import urllib.parse
import urllib.request
from typing import Any

from playwright.sync_api import Locator, Page, expect

CHOSEN = "#0b1f2a"
"""The outline of the unit that is chosen on the map."""


def answer(service_url: str, path: str, **query: str) -> dict[str, Any]:
    """An answer of the API."""
    with urllib.request.urlopen(f"{service_url}/{path}?{urllib.parse.urlencode(query)}", timeout=60) as response:
        body: dict[str, Any] = json.load(response)
    return body


def open_planner(page: Page, service_url: str, **state: str) -> None:
    """Open the page in a state, and wait until it shows table and map."""
    page.goto(f"{service_url}/planner?{urllib.parse.urlencode(state)}")
    wait_for_data(page)


def wait_for_data(page: Page) -> None:
    """Wait until nothing is being read; a first study takes some seconds."""
    expect(page.locator("#work")).to_have_attribute("aria-busy", "false", timeout=60_000)


def rows(page: Page) -> Locator:
    """The rows of the table."""
    return page.locator("#table tbody tr")


def row(page: Page, area_id: str) -> Locator:
    """The row of one unit."""
    return page.locator(f"#table tbody tr[data-id='{area_id}']")


def cells(page: Page, column: str) -> list[str]:
    """The texts of one column, from top to bottom."""
    return page.locator(f"#table tbody td[data-column='{column}']").all_inner_texts()


def chosen_shapes(page: Page) -> Locator:
    """The outlined shapes of the map."""
    return page.locator(f"#map path[stroke='{CHOSEN}']")


def violations(page: Page, axe: str) -> list[str]:
    """What axe-core finds wrong at WCAG 2.2 A and AA, and against its best practices."""
    page.evaluate(axe)
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found: list[dict[str, Any]] = page.evaluate("rules => axe.run({runOnly: rules})", rules)["violations"]
    return [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found]
