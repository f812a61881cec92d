"""Words that take no side, and sentences that a newspaper's reader takes in at once."""

import re

import pytest
import reading
import textstat
from reading import Passage

# DESIGN, section 6. Word by word, since some of them are plain words elsewhere: here they judge.
LOADED = {
    "only": "belittles", "just": "belittles", "merely": "belittles", "already": "hurries", "record-breaking": "praises", "ambitious": "praises",
    "unrealistic": "judges", r"fail\w*": "judges", r"(?:falls?|fell|falling)\s+short": "judges", r"short\s?falls?": "judges",
    r"surg(?:e|es|ed|ing)": "praises or blames",
    r"crackdowns?": "blames", r"massive\w*": "weighs", r"dramatic\w*": "weighs", "aliens?": "names people", "illegals?": "names people",
    "undocumented": "names people",  # as nouns; our text does without the adjectives too
    # The range of recorded years is none of these.
    r"probabilit(?:y|ies)": "claims a chance", r"confidence\s+(?:intervals?|bands?|ranges?)": "claims a chance", "likelihoods?": "claims a chance",
}
WORD = re.compile("|".join(rf"(?P<w{i}>(?<![\w-]){word}(?![\w-]))" for i, word in enumerate(LOADED)), re.IGNORECASE)
# Words of the first version that readers stumbled over, and what is said now.
REPLACED = {
    r"locked": "say closed, or nothing", r"newer rule": "broader definition", r"older rule": "earlier definition", r"wider (?:count|rule)": "broader definition",
    r"worked out here": "our estimate, calculated", r"levers?": "setting", r"editions?": "version", r"on the rolls": "employed",
    r"prepared targets": "people located in advance", r"borrowed\s+\w+": "from other agencies", r"Same as:": "write the values out",
    r"Standing:": "On the record.", r"told": "said, reported", r"0k": "0", r"0\.\d+M": "write the number out", r"the sum(?! of)": "the model",
    r"(?:smallest|first) stages?": "limit", r"stops? first": "limits the total", r"would carry": "would allow",
}
STUMBLED = re.compile("|".join(rf"(?P<w{i}>(?<![\w.,-]){word}(?![\w-]))" for i, word in enumerate(REPLACED)), re.IGNORECASE)
GRADE, LONG, LONG_SHARE, AVERAGE = 10, 28, 0.05, 25


def offences(passages: list[Passage]) -> list[str]:
    """Each loaded word with its place, its neighbours and why it is one."""
    found = []
    for place, text in passages:
        for hit in WORD.finditer(text):
            why = list(LOADED.values())[int(str(hit.lastgroup)[1:])]
            found.append(f"{place}: '{hit.group()}' {why}: … {' '.join(text[max(0, hit.start() - 40) : hit.end() + 30].split())} …")
    return found


def stumbles(passages: list[Passage]) -> list[str]:
    """Each word of the first version with its place, what is said now, and its neighbours."""
    found = []
    for place, text in passages:
        for hit in STUMBLED.finditer(text):
            now = list(REPLACED.values())[int(str(hit.lastgroup)[1:])]
            found.append(f"{place}: '{hit.group()}', now: {now}: … {' '.join(text[max(0, hit.start() - 40) : hit.end() + 30].split())} …")
    return found


PASSAGES = {"data": reading.in_data(), "code": reading.in_code()}
PROSE = {"data": reading.prose_of_data(), "page": reading.prose_of_page()}
either = pytest.mark.parametrize("of", PROSE)


@pytest.mark.parametrize("of", PASSAGES)
def test_no_word_takes_a_side(of):
    found = offences(PASSAGES[of])
    assert not found, "say it without the word, or quote whoever said it:\n" + "\n".join(found)


@pytest.mark.parametrize("of", PASSAGES)
def test_words_that_were_replaced_are_gone(of):
    found = stumbles([(place, text) for place, text in PASSAGES[of] if not text.isidentifier()])  # names of our own are no text
    assert not found, "say it in the words of today:\n" + "\n".join(found)


def test_the_documents_take_no_side():
    """A README may say that something is the only door; it may not judge, praise, blame or weigh."""
    documents = reading.in_documents()
    found = [offence for offence in offences(documents) if "belittles" not in offence and "hurries" not in offence]
    assert not found, "say it without the word:\n" + "\n".join(found)
    assert {place.split(",")[0] for place, _ in documents} == {"README.md", "data/README.md"}


def test_texts_of_every_kind_are_met():
    assert len(PASSAGES["data"]) > 5_000 and len(PASSAGES["code"]) > 500
    places = {place.split(" line")[0] for place, _ in PROSE["data"]}
    assert places == {f"{table}.csv" for table in reading.TEXT_COLUMNS}, "a table of text has no sentence any more"


def test_loaded_and_replaced_words_are_found_and_words_that_hold_them_are_left_alone():
    for find, texts in (
        (offences, "*Only* 600 a day./It *fell short* of the goal./a *failure*/the *surge* of 2021/*illegals* were/in all *likelihood*/a 90% *confidence interval*/"
                   "The Justice Department/adjusted/Figures of high confidence/insurgents/commonly/short stays fall/a shortened week/a recorded year"),
        (stumbles, "the highest *locked* year/on the *newer rule*/*0.2M* a year/*Standing:* on record/400, *worked out here*/two *levers*/"
                   "blocked/unlocked/10k/to be expedited/the summary/a clever lever-like thing"),
    ):  # fmt: skip
        for text in texts.split("/"):
            found = find([("here", text.replace("*", ""))])
            assert [f"'{word}'" in one for one, word in zip(found, text.split("*")[1::2], strict=True)] == [True] * len(found), text


def test_quotations_may_hold_any_word():
    text = reading.QUOTATION.sub(" ", 'He called it "a massive surge" and she “the crackdown” of the year.')
    assert offences([("here", text)]) == [] and "He called it" in text and "of the year" in text


@either
def test_the_text_reads_like_a_good_newspaper(of):
    grade = textstat.flesch_kincaid_grade(" ".join(sentence for _, sentence in PROSE[of]))
    assert grade <= GRADE, f"Flesch-Kincaid grade {grade}: shorten the sentences of {of}"


@pytest.mark.parametrize("place", sorted({place.split(" line")[0] for passages in PROSE.values() for place, _ in passages}))
def test_each_table_and_section_reads_like_a_good_newspaper(place):
    text = " ".join(sentence for passages in PROSE.values() for where, sentence in passages if where.startswith(f"{place} line"))
    grade = textstat.flesch_kincaid_grade(text)
    assert grade <= GRADE, f"{place}: Flesch-Kincaid grade {grade}; shorten its sentences"


@either
def test_sentences_are_short(of):
    lengths = {f"{place}: {sentence}": len(sentence.split()) for place, sentence in PROSE[of]}
    long = [sentence for sentence, length in lengths.items() if length > LONG]
    assert len(long) <= LONG_SHARE * len(lengths), "split these:\n" + "\n".join(long)
    assert sum(lengths.values()) / len(lengths) < AVERAGE


def test_sentences_are_told_apart():
    text = "**Officers** in the U.S. made 5 arrests a day in [March](#x). Others made none of them at all.\n- A list of six words here.\nNo sentence"
    assert reading.sentences(text) == [
        "Officers in the U.S. made 5 arrests a day in March.", "Others made none of them at all.", "A list of six words here."]
