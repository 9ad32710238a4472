"""Whether two tables can be measured together (同一平面坐标系): one reference system, and it measures in metres."""

from pyproj import CRS

from planning.coordinates.systems import require_metric
from planning.errors import CrsMismatch, MissingCrs


def require_one_metric_crs(left: CRS | None, right: CRS | None, *, table: str) -> None:
    """
    Raise unless both are the same system in metres.

    CrsMismatch where they differ, MissingCrs (of `table`, the one on the left) where both say nothing, CoordinateError
    where they measure in degrees or stretch lengths.
    """
    if left != right:
        raise CrsMismatch(left=left, right=right)
    if left is None:
        raise MissingCrs(table=table)
    require_metric(left)
