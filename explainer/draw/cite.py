"""Ready citations of the page and of single figures."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from explainer import words


def apa(about: Mapping[str, Any], link: str, figure: str = "") -> str:
    """Return a citation in the manner of APA: who answers for the page where it is known, title, version, data date, address."""
    author = f"{str(about['answerable']).rstrip('.')}. " if about["answerable"] else ""
    named = f"{figure}. In " if figure else ""
    return (
        f"{author}{named}{about['title']} (data version {about['version']}, as of "
        f"{words.day(date.fromisoformat(about['created']))}) [Interactive page]. {link}"
    )


def _in_tex(text: str) -> str:
    """Return text with what TeX takes for commands written out: a bare percent sign would begin a comment."""
    return re.sub(r"([%&$#_{}])", r"\\\1", text)


def bibtex(about: Mapping[str, Any], link: str, figure: str = "", name: str = "") -> str:
    """Return a BibTeX entry for the page, or for a figure on it; `name` tells its key from the others'."""
    year, month, _ = about["created"].split("-")
    key = "_".join(["goals_record", *re.findall(r"\w+", f"{about['version']} {name}")])
    author = f"  author = {{{{{_in_tex(about['answerable'])}}}}},\n" if about["answerable"] else ""
    note = f"Figure: {_in_tex(figure)}. " if figure else ""
    return (
        f"@misc{{{key},\n{author}  title = {{{about['title']}}},\n  year = {{{year}}},\n  month = {{{int(month)}}},\n"
        f"  howpublished = {{\\url{{{link}}}}},\n  note = {{{note}Data version {about['version']}, as of "
        f"{about['created']}}}\n}}"
    )
