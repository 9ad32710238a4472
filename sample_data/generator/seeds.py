"""Where randomness comes from (随机种子): one stream for each table, so that a new table never changes an old one."""

from zlib import crc32

import numpy as np

CITY_SEED = 20_260_930


def stream_of(name: str) -> np.random.Generator:
    """The random stream of the table or concept called `name`; the same name gives the same numbers."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([CITY_SEED, crc32(name.encode())])))
