import pandas as pd
import pytest

from planning.errors import UnknownArea
from service.refusals import QueryInvalid
from service.unit_names import unit_named

NAMES = pd.Series({"11": "甲街道", "12": "乙街道", "21": "甲街道"})


@pytest.mark.parametrize("typed", ["12", "乙街道"])
def test_a_unit_is_meant_by_its_id_or_by_a_name_of_its_own(typed: str) -> None:
    assert unit_named(typed, NAMES, called="--explain") == "12"


def test_a_name_of_several_units_is_refused_with_their_ids() -> None:
    with pytest.raises(QueryInvalid, match="--explain：2个单元都叫“甲街道”，请改用编号") as refused:
        unit_named("甲街道", NAMES, called="--explain")
    assert refused.value.choices == ("11（甲街道）", "21（甲街道）")


def test_a_name_that_no_unit_has_is_unknown() -> None:
    with pytest.raises(UnknownArea):
        unit_named("丙街道", NAMES, called="--explain")
