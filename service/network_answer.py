"""A network as the API answers it (服务网络回答): its links, and what streets have of it."""

from typing import Any

from planning.network import Network, Role
from service.dependencies import Asked
from service.gap_rows import records


def network_answer(asked: Asked, network: Network) -> dict[str, Any]:
    """The body of a NetworkAnswer."""
    profile = asked.study.profile
    links = records(network.links)
    return {
        "type": "Network",
        **asked.about(),
        "profile_name": profile.name,
        "profile_status": str(profile.status),
        "notes": list(network.notes),
        "cites": list(network.cites),
        "links": [row | {"role_zh": Role(row["role"]).zh} for row in links],
        "coverage": records(network.coverage.reset_index()),
    }
