from planning.model.codes import ADMINISTRATIVE, DOWN_TO_STREET
from service.levels import CommunityLevel, StreetLevel


def test_the_levels_of_queries_and_commands_are_those_of_planning() -> None:
    assert [str(level) for level in StreetLevel] == [str(level) for level in DOWN_TO_STREET]
    assert [str(level) for level in CommunityLevel] == [str(level) for level in ADMINISTRATIVE]
