import threading

import pytest

from service.memo import Memo


def test_what_was_made_once_is_not_made_again() -> None:
    memo: Memo[str, object] = Memo(2)
    assert memo.get("street", object) is memo.get("street", object)


def test_many_askers_of_one_thing_wait_for_one_computation() -> None:
    memo: Memo[str, int] = Memo(2)
    made: list[int] = []
    started, go_on = threading.Event(), threading.Event()

    def make() -> int:
        started.set()
        go_on.wait(timeout=10)
        made.append(1)
        return len(made)

    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(memo.get("street", make))) for _ in range(8)]
    for thread in threads:
        thread.start()
    assert started.wait(timeout=10)
    go_on.set()
    for thread in threads:
        thread.join()
    assert made == [1]
    assert answers == [1] * 8


def test_another_key_does_not_wait() -> None:
    memo: Memo[str, str] = Memo(2)
    started, go_on = threading.Event(), threading.Event()

    def slow() -> str:
        started.set()
        go_on.wait(timeout=10)
        return "slow"

    thread = threading.Thread(target=memo.get, args=("slow", slow))
    thread.start()
    assert started.wait(timeout=10)
    assert memo.get("quick", lambda: "quick") == "quick"
    go_on.set()
    thread.join()


def test_the_one_asked_for_longest_ago_is_forgotten() -> None:
    memo: Memo[str, int] = Memo(2)
    memo.get("a", lambda: 1)
    memo.get("b", lambda: 1)
    memo.get("a", lambda: 2)
    memo.get("c", lambda: 1)
    assert len(memo) == 2
    assert memo.get("a", lambda: 2) == 1
    assert memo.get("b", lambda: 2) == 2


def test_a_failure_is_not_kept() -> None:
    memo: Memo[str, int] = Memo(2)
    with pytest.raises(ZeroDivisionError):
        memo.get("a", lambda: 1 // 0)
    assert memo.get("a", lambda: 1) == 1
