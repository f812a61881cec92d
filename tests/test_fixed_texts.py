"""A fixed text that one word would turn around is one that somebody has read."""

from fixed_texts import KEPT, texts


def test_every_fixed_text_was_read_as_it_stands():
    read, now = set(KEPT.read_text(encoding="utf-8").splitlines()), texts()
    anew = [f"{place}: {text}" for text, place in now.items() if text not in read]
    assert not anew, "read these; where they are right, run python tests/fixed_texts.py:\n" + "\n".join(anew)
    assert not read - set(now), f"run python tests/fixed_texts.py; gone: {sorted(read - set(now))}"
