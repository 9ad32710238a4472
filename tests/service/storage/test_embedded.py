import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import orjson
import pandas as pd
import pytest
import shapely
from pandas.testing import assert_frame_equal
from sqlalchemy import event

from planning.errors import CityRefused, Issue, UnknownCity
from planning.exchange.import_report import ImportReport
from planning.exchange.typed import typed_table
from planning.model.city import AgeSplit, City, WalkingSource
from planning.model.tables import CITY_TABLES
from planning.model.walking_tables import WALK_EDGES, WALK_NODES
from service.storage import sqlite_file
from service.storage.embedded import EmbeddedStore
from service.storage.rows import manifest_from_json, manifest_to_json
from service.storage.store import NotReady, Ready, StoreBusy, StoreError, StoreFull, StoreNotReady, UnknownRevision


def test_a_city_comes_back_as_it_was_saved(store: EmbeddedStore, tiny_city: City) -> None:
    revision = store.save(tiny_city)
    loaded = store.load("tiny-city")
    assert loaded.manifest == tiny_city.manifest
    assert loaded.revision == revision.name == "tiny-city-1"
    for contract in CITY_TABLES:
        assert type(loaded.table(contract.name)) is type(tiny_city.table(contract.name))
        assert_frame_equal(loaded.table(contract.name), tiny_city.table(contract.name))


def test_decimals_and_named_assumptions_keep_every_digit(store: EmbeddedStore, tiny_city: City) -> None:
    split = AgeSplit(Decimal("0.50"), "一半 / half")
    population = tiny_city.table("population").assign(age_0_share=Decimal("0.0061"))
    city = replace(
        tiny_city,
        manifest=replace(tiny_city.manifest, age_split=split, register_on=None),
        tables={**tiny_city.tables, "population": population},
    )
    store.save(city)
    loaded = store.load("tiny-city")
    assert loaded.manifest == city.manifest
    assert [str(share) for share in loaded.table("population")["age_0_share"]] == ["0.0061"] * 4


@pytest.mark.parametrize("on", [date(2026, 9, 1), None])
def test_a_walking_network_comes_back_with_its_ways_and_its_source(
    store: EmbeddedStore, tiny_city: City, on: date | None
) -> None:
    nodes = pd.DataFrame({"node_id": ["N1", "N2"], "gate_of": [None, None]})
    ends = {"from_node": ["N1"], "to_node": ["N2"]}
    flags = {"steps": pd.array([True], dtype="boolean"), "closed": pd.array([None], dtype="boolean")}
    ways = pd.DataFrame({"edge_id": ["E1"], **ends, "kind": ["path"], "length_m": [Decimal("12.50")], **flags})
    tables = {
        "walk_nodes": typed_table(
            WALK_NODES,
            {**nodes, "geometry": pd.Series([shapely.Point(114, 30), shapely.Point(114, 30.001)])},
            index=nodes.index,
        ),
        "walk_edges": typed_table(WALK_EDGES, dict(ways), index=ways.index),
    }
    source = WalkingSource("城市道路测绘", on)
    manifest = replace(tiny_city.manifest, walking=source)
    store.save(replace(tiny_city, manifest=manifest, tables={**tiny_city.tables, **tables}))
    loaded = store.load("tiny-city")
    assert loaded.manifest.walking == source
    for name, table in tables.items():
        assert_frame_equal(loaded.table(name), table)
    assert str(loaded.table("walk_edges")["length_m"].iloc[0]) == "12.50"


def test_a_city_stored_before_there_were_walking_networks_still_loads(tiny_city: City) -> None:
    older = orjson.loads(manifest_to_json(replace(tiny_city.manifest, walking=WalkingSource("城市道路测绘"))))
    del older["walking"]
    assert manifest_from_json(orjson.dumps(older).decode()) == tiny_city.manifest


def test_a_revision_knows_when_and_from_what_it_came(store: EmbeddedStore, tiny_city: City) -> None:
    before = datetime.now(UTC)
    store.save(tiny_city)
    revision = store.latest("tiny-city")
    assert before <= revision.loaded_at <= datetime.now(UTC)
    assert revision.origin == tiny_city.revision


def test_the_same_content_again_is_not_stored_and_says_so(store: EmbeddedStore, tiny_city: City) -> None:
    first = store.save(tiny_city)
    again = store.save(replace(tiny_city, revision="under another name"))
    assert not first.already_held
    assert again.already_held
    assert again.name == first.name
    assert store.latest("tiny-city").number == 1


def test_every_revision_is_kept(store: EmbeddedStore, tiny_city: City, another_census: City) -> None:
    store.save(tiny_city)
    store.save(another_census)
    store.save(tiny_city)
    assert store.latest("tiny-city").number == 3
    south = [store.load("tiny-city", number).table("population")["residents"].iloc[-1] for number in (1, 2, 3)]
    assert south == [10_000, 10_001, 10_000]


def test_cities_are_listed_in_the_order_in_which_they_came(store: EmbeddedStore, tiny_city: City) -> None:
    zeta = replace(tiny_city, manifest=replace(tiny_city.manifest, city_id="zeta"))
    alpha = replace(tiny_city, manifest=replace(tiny_city.manifest, city_id="alpha"))
    for city in (zeta, alpha, replace(zeta, manifest=replace(zeta.manifest, name="新名"))):
        store.save(city)
    assert [revision.name for revision in store.cities()] == ["zeta-2", "alpha-1"]


def test_unknown_cities_and_revisions_name_the_known_ones(store: EmbeddedStore, tiny_city: City) -> None:
    with pytest.raises(UnknownCity):
        store.load("tiny-city")
    store.save(tiny_city)
    with pytest.raises(UnknownCity, match="tiny-city"):
        store.latest("elsewhere")
    with pytest.raises(UnknownRevision, match="choose from: 1"):
        store.load("tiny-city", 7)


def test_a_refused_import_changes_nothing(store: EmbeddedStore, tiny_city: City, another_census: City) -> None:
    store.save(tiny_city)
    fault = Issue("population.csv", 2, "residents", "-1", "out-of-range", "0 or more")
    with pytest.raises(CityRefused):
        store.save(another_census, ImportReport(None, (fault,), ()))
    assert store.latest("tiny-city").number == 1


def test_a_table_with_a_key_twice_is_kept_out_whole(store: EmbeddedStore, tiny_city: City) -> None:
    store.save(tiny_city)
    sites = tiny_city.geotable("sites")
    twice = pd.concat([sites, sites.iloc[:1]], ignore_index=True)
    with pytest.raises(StoreError, match="twice"):
        store.save(replace(tiny_city, tables={**tiny_city.tables, "sites": twice}))
    assert store.latest("tiny-city").number == 1
    assert len(store.load("tiny-city").table("sites")) == 2


def test_looking_at_a_store_that_is_not_there_makes_no_file(store: EmbeddedStore) -> None:
    assert isinstance(store.check(), NotReady)
    assert store.cities() == ()
    assert not store.path.parent.exists()


def test_a_ready_store_names_its_engine_and_mode(store: EmbeddedStore, tiny_city: City) -> None:
    store.save(tiny_city)
    state = store.check()
    assert isinstance(state, Ready)
    assert f"SQLite {sqlite3.sqlite_version}" in state.about
    assert "journal_mode=DELETE" in state.about


@pytest.mark.parametrize("content", [b"not a database at all " * 100, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path, tiny_city: City, content: bytes) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(content)
    store = EmbeddedStore(path)
    state = store.check()
    assert isinstance(state, NotReady)
    assert "\n" not in state.reason
    with pytest.raises(StoreNotReady):
        store.save(tiny_city)
    with pytest.raises(StoreNotReady):
        store.cities()
    assert path.read_bytes() == content


def test_somebody_elses_database_is_left_as_it_is(tmp_path: Path, tiny_city: City) -> None:
    path = tmp_path / "store.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE notes (words TEXT)")
    other.close()
    content = path.read_bytes()
    store = EmbeddedStore(path)
    assert isinstance(store.check(), NotReady)
    with pytest.raises(StoreNotReady, match="not a Tuoyu store"):
        store.save(tiny_city)
    assert path.read_bytes() == content


def test_a_store_of_a_newer_version_is_refused_and_left_as_it_is(store: EmbeddedStore, tiny_city: City) -> None:
    store.save(tiny_city)
    with sqlite3.connect(store.path) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    content = store.path.read_bytes()
    state = store.check()
    assert isinstance(state, NotReady)
    assert "newer version" in state.reason
    with pytest.raises(StoreNotReady, match="newer version"):
        store.save(tiny_city)
    assert store.path.read_bytes() == content


def test_a_store_without_a_column_of_this_version_is_refused(store: EmbeddedStore, tiny_city: City) -> None:
    store.save(tiny_city)
    with sqlite3.connect(store.path) as other:
        other.execute("ALTER TABLE revisions RENAME COLUMN notice TO remark")
    other.close()
    state = store.check()
    assert isinstance(state, NotReady)
    assert "another version" in state.reason


def test_a_damaged_page_is_found_by_a_thorough_look(store: EmbeddedStore, tiny_city: City) -> None:
    store.save(tiny_city)
    with sqlite3.connect(store.path) as connection:
        page_size = connection.execute("PRAGMA page_size").fetchone()[0]
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'population'").fetchone()[0]
    connection.close()
    content = bytearray(store.path.read_bytes())
    content[(root - 1) * page_size : root * page_size] = b"\xa5" * page_size
    store.path.write_bytes(content)
    state = store.check()
    assert isinstance(state, NotReady)
    assert "damaged" in state.reason
    assert store.path.read_bytes() == content


def test_boxes_are_kept_in_step_with_the_rows(store: EmbeddedStore, tiny_city: City) -> None:
    store.save(tiny_city)
    with sqlite3.connect(store.path) as connection:
        in_the_north = connection.execute(
            "SELECT site_id FROM sites WHERE row_id IN"
            " (SELECT row_id FROM sites_boxes WHERE miny <= 32.02 AND maxy >= 32.01 AND minx <= 114.01 AND maxx >= 114)"
        ).fetchall()
        connection.execute("DELETE FROM sites")
        left = connection.execute("SELECT count(*) FROM sites_boxes").fetchone()[0]
    connection.close()
    assert in_the_north == [("S1",)]
    assert left == 0


def test_a_writer_that_must_wait_too_long_says_that_the_store_is_busy(
    store: EmbeddedStore, tiny_city: City, another_census: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(tiny_city)
    monkeypatch.setattr(sqlite_file, "BUSY_TIMEOUT_MS", 20)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy, match="try again"):
        store.save(another_census)
    assert store.latest("tiny-city").number == 1  # readers go on
    other.execute("ROLLBACK")
    other.close()
    assert store.save(another_census).number == 2


def test_two_who_save_at_once_get_two_revisions(store: EmbeddedStore, tiny_city: City, another_census: City) -> None:
    threads = [threading.Thread(target=store.save, args=(city,)) for city in (tiny_city, another_census)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.latest("tiny-city").number == 2
    assert {store.load("tiny-city", number).table("population")["residents"].iloc[-1] for number in (1, 2)} == {
        10_000,
        10_001,
    }


def test_a_full_disk_keeps_nothing_and_the_next_import_works(
    store: EmbeddedStore, tiny_city: City, another_census: City
) -> None:
    store.save(tiny_city)
    pages = store.path.stat().st_size // 4096
    limited = EmbeddedStore(store.path)
    event.listen(limited._writer, "begin", lambda one: one.exec_driver_sql(f"PRAGMA max_page_count = {pages}"))
    crowd = pd.concat([another_census.table("institutions").iloc[:1]] * 3_000, ignore_index=True)
    crowd["institution_id"] = [f"I{n}" for n in range(3_000)]
    with pytest.raises(StoreFull, match="nothing of the import was kept"):
        limited.save(replace(another_census, tables={**another_census.tables, "institutions": crowd}))
    assert store.latest("tiny-city").number == 1
    assert store.save(another_census).number == 2
