"""In what each site is housed (所在设施), and the buildings and land that could house more."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sample_data.generator import names
from sample_data.generator.hierarchy import Hierarchy
from sample_data.generator.seeds import stream_of

# In the words of the documents that list them, and some that no document lists.
COMMUNITY_HOSTS = (
    "社区综合设施", "大型小区物业管理设施", "居委活动中心", "妇女儿童之家", "家庭教育指导中心", "颐康服务站",
    "社区服务中心", "社区卫生服务中心", "儿童之家", "妇女儿童活动中心",
)  # fmt: skip
RURAL_HOSTS = ("农村公共服务设施", "闲置校舍", "闲置办公场所")
OTHER_HOSTS = ("商业楼宇", "住宅", "厂房")
_HOSTS, _PARCELS, _EMPLOYERS = 120, 80, 40
_UNTOLD = 0.08


def host_kinds(kind: NDArray[np.object_]) -> NDArray[np.object_]:
    """The host of each site by its kind: points stand in rooms of the community, nurseries in all sorts of houses."""
    rng = stream_of("host_kinds")
    community = rng.choice(np.array(COMMUNITY_HOSTS, dtype=object), size=len(kind))
    other = rng.choice(np.array(OTHER_HOSTS, dtype=object), size=len(kind))
    public = rng.random(len(kind)) < np.where(kind == "community_point", 0.9, 0.35)
    host = np.select(
        [kind == "kindergarten_class", kind == "home_based", kind == "employer", public],
        ["幼儿园", "住宅", "单位办公场所", community],
        other,
    )
    return np.where(rng.random(len(kind)) < _UNTOLD, None, host)


def subjects_table(hierarchy: Hierarchy) -> pd.DataFrame:
    """Buildings that could take a site in, plots of land and employers, each in a community."""
    rng = stream_of("subjects")
    counts = {"host": _HOSTS, "parcel": _PARCELS, "employer": _EMPLOYERS}
    prefix, noun = {"host": "HO", "parcel": "PA", "employer": "EM"}, {"host": "", "parcel": "号地块", "employer": ""}
    parts = []
    for subject, count in counts.items():
        number = np.arange(1, count + 1)
        parts.append(
            pd.DataFrame(
                {
                    "subject_id": [f"{prefix[subject]}{one:03d}" for one in number],
                    "subject": subject,
                    "name": [f"{names.CITY}{_CALLED[subject]}{one:03d}{noun[subject]}" for one in number],
                    "area_id": rng.choice(hierarchy.community_ids, size=count, replace=False),
                    "source": _SOURCES[subject],
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


_CALLED = {"host": "可利用设施", "parcel": "", "employer": "用人单位"}
_SOURCES = {"host": "公共设施台账（合成）", "parcel": "用地台账（合成）", "employer": "用人单位名录（合成）"}
