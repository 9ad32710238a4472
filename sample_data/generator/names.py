"""What places of the demo city are called (地名): plausible, invented, each used once in its list."""

import numpy as np
from numpy.typing import NDArray

CITY = "示范市"
DISTRICTS = ("江心区", "澄湖区", "望川区", "云屏区")
_FIRST = "澄望云青锦松梅竹桂兰丹碧银玉朝听观栖沐映"
_LAST = "湖川屏溪桥亭岭泉湾塘坪浦渡港台园"
_COMMUNITY_FIRST = "文和安康永福德仁瑞祥嘉泰宁昌景春晖翠荷枫柳杏榆桐芳菱白长东西南北新古石红金"
_COMMUNITY_LAST = "苑里巷坊门街堤埠陵冈洲畈沙井庙墩林原"
_ESTATE_FIRST = "锦绣云溪翠微澜庭松月梧桐星河雅居清风明湖紫荆和畅半岛书香晴川听雨观澜悦府"
_ESTATE_LAST = ("花园", "雅苑", "小区", "新村", "家园", "公寓", "名邸", "华庭", "里", "嘉园")
_CHILD = (
    "向阳",
    "小树",
    "启明",
    "童乐",
    "萌芽",
    "春苗",
    "小鹿",
    "彩虹",
    "蒲公英",
    "贝贝",
    "星星",
    "百灵",
    "晨曦",
    "苗苗",
    "小象",
    "朵朵",
)


def _pairs(first: list[str], last: list[str], *, count: int, rng: np.random.Generator) -> NDArray[np.object_]:
    """`count` different pairs of one word from each list, in random order."""
    chosen = rng.permutation(len(first) * len(last))[:count]
    if len(chosen) < count:
        raise RuntimeError(f"{count} names asked, {len(chosen)} can be made")
    heads, tails = np.array(first, dtype=object), np.array(last, dtype=object)
    pairs: NDArray[np.object_] = heads[chosen // len(last)] + tails[chosen % len(last)]
    return pairs


def street_names(count: int, rng: np.random.Generator) -> NDArray[np.object_]:
    """Names of streets and towns, without the word for their kind."""
    return _pairs(list(_FIRST), list(_LAST), count=count, rng=rng)


def community_names(count: int, rng: np.random.Generator) -> NDArray[np.object_]:
    """Names of communities and villages, without the word for their kind."""
    return _pairs(list(_COMMUNITY_FIRST), list(_COMMUNITY_LAST), count=count, rng=rng)


def estate_names(count: int, rng: np.random.Generator) -> NDArray[np.object_]:
    """Names of residential areas."""
    first = list(dict.fromkeys(a + b for a in _ESTATE_FIRST for b in _ESTATE_FIRST[::3] if a != b))
    return _pairs(first, list(_ESTATE_LAST), count=count, rng=rng)


def child_words(count: int, rng: np.random.Generator) -> NDArray[np.object_]:
    """Words that institutions are named after; they repeat, as they do everywhere."""
    words: NDArray[np.object_] = rng.choice(np.array(_CHILD, dtype=object), size=count)
    return words
