"""Results worth keeping (缓存): a bounded memory in which two askers of one thing wait for one computation."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class _Slot(Generic[Value]):
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.values: list[Value] = []  # empty until made


class Memo(Generic[Key, Value]):
    """At most `size` values; the one that was asked for longest ago is forgotten first."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._slots: OrderedDict[Key, _Slot[Value]] = OrderedDict()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value of `key`, made by the first who asks while others wait; a failure is not kept."""
        with self._lock:
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
            while len(self._slots) > self._size:
                self._slots.popitem(last=False)
        with slot.lock:
            if not slot.values:
                slot.values.append(make())
            return slot.values[0]

    def __len__(self) -> int:
        return len(self._slots)
