"""How a farther site counts less (距离衰减), in Chinese words for walks in metres."""

from planning.accessibility.decay import Decay, Gaussian, Linear, Step, Zones


def decay_told(decay: Decay) -> str:
    """The words for a decay over metres: 900米以内都按1计，以外不计."""
    if isinstance(decay, Zones):
        return "分段衰减：" + "，".join(f"{limit:g}米以内按{weight:g}计" for limit, weight in decay.zones)
    if isinstance(decay, Step):
        return f"不衰减：{decay.limit:g}米以内都按1计，以外不计"
    if isinstance(decay, Gaussian | Linear):
        shape = "高斯" if isinstance(decay, Gaussian) else "线性"
        return f"{shape}衰减：从1减到{decay.limit:g}米处为0"
    return decay.zh
