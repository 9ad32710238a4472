"""Plots that touch are looked at together, directly or by way of others."""

import geopandas as gpd
from shapely.geometry import box

from planning.gaps.adjoining import adjoining


def _plots(**shapes: tuple[str, tuple[float, float, float, float]]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"era": [era for era, _ in shapes.values()]},
        geometry=[box(*bounds) for _, bounds in shapes.values()],
        index=list(shapes),
        crs=4547,
    )


def test_plots_touch_by_a_border_a_corner_or_a_third_plot_and_take_the_lowest_name() -> None:
    plots = _plots(
        c=("new", (0, 0, 1, 1)),
        b=("new", (1, 0, 2, 1)),
        a=("new", (2, 1, 3, 2)),
        d=("new", (9, 9, 10, 10)),
    )
    assert adjoining(plots, by="era").to_dict() == {"c": "a", "b": "a", "a": "a", "d": "d"}


def test_an_existing_estate_beside_a_new_plot_is_no_part_of_it() -> None:
    plots = _plots(a=("existing", (0, 0, 1, 1)), b=("new", (1, 0, 2, 1)), c=("new", (2, 0, 3, 1)))
    assert adjoining(plots, by="era").to_dict() == {"a": "a", "b": "b", "c": "b"}


def test_no_plots_have_no_groups() -> None:
    assert adjoining(_plots(a=("new", (0, 0, 1, 1))).head(0), by="era").empty
