"""Quick hands on a server as slow as a small shared host: the page is not lost, and slider, number and address agree in the end."""

from __future__ import annotations

import random

from bench.slow_host import slowed, tried

SEEDS = range(8)


def test_quick_hands_on_a_slow_server_lose_nothing(open_page, server):
    page = open_page()
    with slowed(server):
        wrong = [f"seed {seed}: {told}" for seed in SEEDS if (told := tried(page, server, random.Random(seed)))]
    assert wrong == []
