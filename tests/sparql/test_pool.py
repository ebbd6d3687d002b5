"""The query workers: real processes, scheduled by the pool."""

import asyncio
import gc
import logging
import os
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.waiting import PATIENCE, wait_until

from samverkan_ld.config import SparqlConfig
from samverkan_ld.errors import (
    CrowdedError,
    DeadlineError,
    ExhaustedError,
    QueryError,
    QuerySyntaxError,
    ReleaseError,
    ServiceRefusedError,
    TooLongError,
)
from samverkan_ld.sparql import pool as pools
from samverkan_ld.sparql.job import SHORT, AbandonedError
from samverkan_ld.sparql.messages import Question, UnacceptableError
from samverkan_ld.sparql.pool import Pool

CONFIG = SparqlConfig(workers=2, seconds=10, queue=8, memory_bytes=512 * 1024**2)
NUMBER = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HUNGRY = "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
LONG = "SELECT * { ?s ?p ?o . ?t ?q ?r } LIMIT 100000"


@pytest.fixture
def ask(folder):
    """Make the question of a text."""

    def make(text, **more):
        base = "http://base.example/"
        asked: dict[str, Any] = {"solutions": "json", "graph": "nt", "seconds": 60.0} | more
        where = asked.pop("folder", str(folder))
        return Question(where, base, base, base, text, **asked)

    return make


def run(config, work):
    """Run a piece of work with a pool."""

    async def main():
        pool = Pool(config)
        await pool.start()
        try:
            return await work(pool)
        finally:
            pool.stop()

    return asyncio.run(main())


def workers(pool):
    """Give the process ids of a pool's workers, and whether each works."""
    return {line._pid: line in pool._busy for line in (*pool._idle, *pool._busy)}


async def until(condition, seconds=PATIENCE):
    """Wait for something to come true."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come true"
        await asyncio.sleep(0.02)


def test_answers(ask):
    """Answers come whole, by kind; the same worker answers again and again."""

    async def work(pool):
        before = workers(pool)
        for _ in range(20):
            found = await pool.ask(ask(NUMBER)).found
            assert b'"2000"' in found.body
        assert (found.head.kind, found.is_whole) == ("select", True)
        assert (await pool.ask(ask("ASK {}")).found).head.kind == "ask"
        assert (
            await pool.ask(ask("CONSTRUCT WHERE { <urn:s:1> ?p ?o }")).found
        ).head.kind == "graph"
        assert (await pool.ask(ask("SELECT (NOW() AS ?n) {}")).found).head.is_volatile
        assert workers(pool) == before

    run(CONFIG, work)


FAILURES = [
    ("SELECT", {}, QuerySyntaxError),
    ("ASK { SERVICE <http://127.0.0.1:9/> {} }", {}, ServiceRefusedError),
    ("SELECT (<urn:f>(1) AS ?x) {}", {}, QueryError),
    ("ASK {}", {"default_graphs": ("no iri",)}, QueryError),
    ("ASK {}", {"solutions": ""}, UnacceptableError),
    ("CONSTRUCT WHERE { ?s ?p ?o }", {"graph": "csv"}, UnacceptableError),
    ("ASK {}", {"folder": "/nowhere"}, ReleaseError),
    (LONG, {}, TooLongError),
]


@pytest.mark.parametrize(("text", "more", "error"), FAILURES)
def test_failures(ask, text, more, error):
    """What fails is told by its own error, and costs nobody a worker."""

    async def work(pool):
        before = workers(pool)
        with pytest.raises(error):
            await pool.ask(ask(text, **more)).found
        assert b'"2000"' in (await pool.ask(ask(NUMBER)).found).body
        assert workers(pool) == before

    run(replace(CONFIG, answer_bytes=100_000), work)


def test_deadline(ask):
    """A query is ended at its deadline, and its worker replaced."""

    async def work(pool):
        before = workers(pool)
        start = time.monotonic()
        with pytest.raises(DeadlineError):
            await pool.ask(ask(ENDLESS, seconds=0.5)).found
        assert 0.4 < time.monotonic() - start < PATIENCE
        await until(lambda: len(workers(pool)) == 2)
        assert len(before.keys() & workers(pool).keys()) == 1
        assert b'"2000"' in (await pool.ask(ask(NUMBER)).found).body

    run(CONFIG, work)


def test_memory(ask):
    """A query that takes too much memory ends its own process, and no other."""

    async def work(pool):
        hungry = pool.ask(ask(HUNGRY, seconds=600.0))
        assert b'"2000"' in (await pool.ask(ask(NUMBER)).found).body
        with pytest.raises(ExhaustedError):
            await hungry.found
        await until(lambda: len(workers(pool)) == 2)

    run(CONFIG, work)


def test_long_answer(ask):
    """A long answer comes in pieces, as fast as they are taken, and the same as in one."""

    async def work(pool):
        job = pool.ask(ask(LONG))
        found = await job.found
        assert not found.is_whole
        assert SHORT < len(found.body) < 2 * SHORT
        await asyncio.sleep(0.5)
        assert job._size < 2 * SHORT, "nobody takes it, so it has to wait"
        pieces = [piece async for piece in job.pieces()]
        whole = found.body + b"".join(pieces)
        assert whole.count(b'"uri"') == 4 * 100_000
        assert whole.endswith(b"]}}")

    run(CONFIG, work)


def test_long_answer_breaks_off(ask):
    """An answer that passes the largest size, or its deadline, ends with an error."""

    async def work(pool):
        job = pool.ask(ask(LONG))
        await job.found
        with pytest.raises(TooLongError):
            [piece async for piece in job.pieces()]
        late = pool.ask(ask(LONG, seconds=4.0))
        await late.found
        with pytest.raises(DeadlineError):
            async for _ in late.pieces():
                await asyncio.sleep(0.2)

    run(replace(CONFIG, answer_bytes=6_000_000), work)


def test_drop(ask, monkeypatch):
    """A query that nobody waits for is ended at once; one in the queue is never begun."""
    for name in ("QUICK", "CROWDED"):
        monkeypatch.setattr(pools, name, 600)  # none of them has to make room before

    async def work(pool):
        jobs = [pool.ask(ask(f"{ENDLESS} # {number}")) for number in range(3)]
        await asyncio.sleep(0.2)
        pids = {pid for pid, works in workers(pool).items() if works}
        for job in reversed(jobs):
            pool.drop(job)
        for job in jobs:
            with pytest.raises(AbandonedError):
                await job.found
        await until(lambda: len(workers(pool)) == 2)
        assert pids.isdisjoint(workers(pool))
        assert not any(workers(pool).values())

    run(CONFIG, work)


def test_queue(ask):
    """So many may wait as configured; one more is sent away, and so is who waits too long."""

    async def work(pool):
        jobs = [pool.ask(ask(f"{ENDLESS} # {n}", seconds=0.8)) for n in range(2 + 8)]
        with pytest.raises(CrowdedError):
            pool.ask(ask(NUMBER))
        results = await asyncio.gather(*(job.found for job in jobs), return_exceptions=True)
        assert {type(result) for result in results} <= {CrowdedError, DeadlineError}
        assert b'"2000"' in (await pool.ask(ask(NUMBER)).found).body

    run(CONFIG, work)


def test_waiting_counts(ask):
    """The time in the queue is part of the time that a query has."""

    async def work(pool):
        first = pool.ask(ask(ENDLESS, seconds=0.6))
        second = pool.ask(ask(f"{ENDLESS} # 2", seconds=60.0))
        with pytest.raises((DeadlineError, CrowdedError)):
            await first.found
        await until(lambda: second.began > 0)
        assert second.question.seconds < 59.5
        pool.drop(second)

    run(replace(CONFIG, workers=1), work)


def test_slow_queries_make_room(ask):
    """However many slow queries are asked, quick ones are answered; a known slow one waits."""

    async def work(pool):
        slow = [pool.ask(ask(f"{ENDLESS} # {n}", seconds=600.0)) for n in range(6)]
        for _ in range(10):
            start = time.monotonic()
            assert b'"2000"' in (await pool.ask(ask(NUMBER, seconds=600.0)).found).body
            assert time.monotonic() - start < PATIENCE, "the deadline of the slow ones is 600 s"
        crowded = [job for job in slow if job.found.done()]
        assert len(crowded) == 5
        assert all(isinstance(job.found.exception(), CrowdedError) for job in crowded)
        again = pool.ask(crowded[0].question)
        await asyncio.sleep(0.5)
        assert (await pool.ask(ask(NUMBER)).found).is_whole
        assert again.began == 0, "one slow query works, and half of two workers is one"
        pool.drop(slow[0])
        await until(lambda: again.began > 0)
        for job in slow:
            with suppress(Exception):
                await job.found

    run(CONFIG, work)


@pytest.mark.parametrize("whom", ["worker", "keeper"])
def test_killed(ask, whom, caplog):
    """Whoever is killed, the next query is answered."""
    caplog.set_level(logging.CRITICAL)

    async def work(pool):
        before = workers(pool).keys()
        victims = before if whom == "worker" else [pool._staff._process.pid]
        job = pool.ask(ask(ENDLESS))
        for pid in victims:
            os.kill(pid, 9)
        with pytest.raises(ExhaustedError):
            await job.found
        await until(lambda: len(workers(pool)) == 2 and before.isdisjoint(workers(pool)))
        assert b'"2000"' in (await pool.ask(ask(NUMBER)).found).body

    run(CONFIG, work)


def test_nothing_is_left(ask):
    """When a pool ends, so do its processes; no handle stays open."""
    gc.collect()  # what tests before have left, and its handles
    handles = len([*Path("/proc/self/fd").iterdir()])
    pids = []

    async def work(pool):
        pids.extend([*workers(pool), pool._staff._process.pid])
        pool.ask(ask(ENDLESS)).found.add_done_callback(lambda found: found.exception())
        await asyncio.sleep(0.1)

    run(CONFIG, work)
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids))
    assert len([*Path("/proc/self/fd").iterdir()]) == handles


def test_memory_store(ask, folder, monkeypatch):
    """Within its budget, a store is held in memory, and gives the same answers."""
    monkeypatch.setattr(pools, "_PAUSE", 0.1)
    config = replace(CONFIG, memory_store_bytes=10**9)

    async def work(pool):
        disk = workers(pool)
        pool.follow(folder, 2000)
        await until(lambda: disk.keys().isdisjoint(workers(pool)) and len(workers(pool)) == 2)
        for name in ("store", "gone"):
            assert b'"2000"' in (await pool.ask(ask(NUMBER)).found).body
            if name == "store":
                (folder / "store").rename(folder / "gone")
        (folder / "gone").rename(folder / "store")
        with pytest.raises(ExhaustedError):
            await pool.ask(ask(HUNGRY, seconds=600.0)).found
        await until(lambda: len(workers(pool)) == 2)

    run(config, work)


def test_memory_store_past_the_budget(ask, folder, caplog):
    """What does not fit in memory is read from disk, and the log says so."""

    async def work(pool):
        before = workers(pool)
        pool.follow(folder, 10**9)
        await asyncio.sleep(0.2)
        assert workers(pool) == before

    run(replace(CONFIG, memory_store_bytes=10**9), work)
    assert "read from disk" in caplog.text


def test_one_client_leaves_room_for_others(ask):
    """A worker is kept for a client that has none; who has fewest under way comes first."""

    async def work(pool):
        greedy = [pool.ask(ask(f"{ENDLESS} # {n}"), client="a") for n in range(6)]
        await asyncio.sleep(0)
        assert sum(workers(pool).values()) == 2, "one of three is kept"
        other = pool.ask(ask(NUMBER), client="b")
        assert other.began > 0, "it need not wait"
        assert b'"2000"' in (await other.found).body
        for job in greedy:
            pool.drop(job)

    run(replace(CONFIG, workers=3), work)


def test_full_queue_makes_room_for_others(ask):
    """In a full queue, the client that has most gives way to one that has less, and to no other."""

    async def work(pool):
        greedy = [pool.ask(ask(f"{ENDLESS} # {n}"), client="a") for n in range(5)]
        with pytest.raises(CrowdedError):
            pool.ask(ask(NUMBER), client="a")
        others = [pool.ask(ask(f"{ENDLESS} # b{n}"), client="b") for n in range(2)]
        assert [job.began > 0 for job in others] == [True, False]
        with pytest.raises(CrowdedError):
            await greedy[-1].found
        assert not any(job.found.done() for job in (*greedy[:-1], *others))
        with pytest.raises(CrowdedError):
            pool.ask(ask(NUMBER), client="b")
        for job in (*greedy, *others):
            pool.drop(job)

    run(replace(CONFIG, workers=3, queue=3), work)
