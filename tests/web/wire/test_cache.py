"""The bounds of the cache."""

import pytest

from samverkan_ld.web.wire.answer import Answer
from samverkan_ld.web.wire.cache import Cache, Entry, make_entry
from samverkan_ld.web.wire.variant import Variant

RELEASE = object()


def key(name: str) -> Variant:
    """Make a key."""
    return Variant(name.encode(), b"", b"text/turtle", "", gzip=False)


def entry(size: int) -> Entry:
    """Make an entry whose body has so many bytes."""
    answer = Answer(200, ((b"content-type", b"text/turtle"),), b"")
    return make_entry(answer, b"x" * size, packs=False, key_size=0)


@pytest.fixture
def cache() -> Cache:
    """A cache with room for ten entries of 8 kB, headers and all."""
    cache = Cache(10 * entry(8000).size)
    cache.follow(RELEASE)
    return cache


def test_longest_unused_goes_first(cache: Cache) -> None:
    """When it is full, the cache throws away what was not asked for."""
    for number in range(10):
        cache.put(key(f"{number}"), entry(8000), RELEASE)
    assert cache.get(key("0")) is not None
    cache.put(key("10"), entry(8000), RELEASE)
    assert cache.get(key("0")) is not None
    assert cache.get(key("1")) is None
    assert cache.size == 10 * entry(8000).size


def test_size_never_passes_the_limit(cache: Cache) -> None:
    """However many answers come, they take no more room than allowed."""
    limit = cache.size + 10 * entry(8000).size
    for number in range(1000):
        cache.put(key(f"{number % 70}"), entry(number * 7), RELEASE)
        assert cache.size <= limit


def test_replacing_counts_once(cache: Cache) -> None:
    """An answer that is put twice takes room once."""
    cache.put(key("a"), entry(8000), RELEASE)
    cache.put(key("a"), entry(4000), RELEASE)
    assert cache.size == entry(4000).size


def test_large_answers_are_not_kept(cache: Cache) -> None:
    """One large answer does not push out everything else."""
    cache.put(key("a"), entry(20_000), RELEASE)
    assert cache.get(key("a")) is None


def test_answers_of_another_release_are_not_kept(cache: Cache) -> None:
    """What was made from the old release while the new one came is not kept."""
    cache.put(key("a"), entry(10), object())
    assert cache.get(key("a")) is None


def test_following_the_same_release_keeps_everything(cache: Cache) -> None:
    """Only another release empties the cache."""
    cache.put(key("a"), entry(10), RELEASE)
    cache.follow(RELEASE)
    assert cache.get(key("a")) is not None
    cache.follow(object())
    assert (cache.get(key("a")), cache.size) == (None, 0)
