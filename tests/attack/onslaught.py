"""All attackers at once, in one process: `python -m tests.attack.onslaught PORT LISTENER SECONDS`.

Prints how the attackers fared, and how much CPU time they took, as JSON.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from random import Random
from typing import Final, NamedTuple

from tests.attack import blows
from tests.attack.blows import Blow, Target


class Troop(NamedTuple):
    """So many attackers that strike again and again, after a pause of about so many seconds."""

    blow: Blow
    size: int
    pause: float


TROOPS: Final = (
    Troop(blows.ask, 32, 0.1),
    Troop(blows.ask_much, 1, 1),
    Troop(blows.federate, 2, 0.2),
    Troop(blows.browse, 2, 0.2),
    Troop(blows.babble, 8, 0.1),
    Troop(blows.hang_up, 8, 0.1),
    Troop(blows.vanish, 8, 0.1),
    Troop(blows.drip_head, 250, 1),
    Troop(blows.drip_body, 250, 1),
    Troop(blows.sip, 250, 1),
    Troop(blows.hoard, 50, 1),
    Troop(blows.fall_silent, 200, 1),
)

Tally = dict[str, Counter[str]]


async def attack(target: Target, seconds: float) -> Tally:
    """Let all troops strike for so many seconds; tells by blow how they ended."""
    tally: Tally = {troop.blow.__name__: Counter() for troop in TROOPS}
    async with asyncio.TaskGroup() as group:
        for troop in TROOPS:
            for _ in range(troop.size):
                group.create_task(_strike(troop, target, seconds, tally))
    return tally


async def _strike(troop: Troop, target: Target, seconds: float, tally: Tally) -> None:
    ends = tally[troop.blow.__name__]
    try:
        async with asyncio.timeout(seconds):
            while True:
                await asyncio.sleep(target.rng.uniform(0, 2 * troop.pause))
                ends["begun"] += 1
                ends[await _end(troop.blow, target)] += 1
    except TimeoutError:
        pass


async def _end(blow: Blow, target: Target) -> str:
    try:
        return await blow(target)
    except (OSError, asyncio.IncompleteReadError):
        return "closed"


if __name__ == "__main__":
    port, listener, duration = map(int, sys.argv[1:])
    told = asyncio.run(attack(Target(port, listener, Random(port)), duration))
    print(json.dumps({"ends": told, "cpu_seconds": time.process_time()}))
