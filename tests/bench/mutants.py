"""Mutation check: small edits of the code, tried one by one with the fast tests of its subject; survivors are printed.

An edit (edits.py) is made in a copy of the project and never in the checkout. The sample is drawn by a seed; `--each 0` tries
every edit. A run that does not end within its time is caught too.
"""

from __future__ import annotations

import ast
import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from bench.edits import ROOT, Mutant, sample

AT_ONCE = min(2, os.cpu_count() or 1)
SECONDS = 90  # for one edit; the slowest subject takes a third of it
# Subjects are files of tests that need no browser, the quick and telling ones first.
DOORS = "page_parts.py::test_every_part_behind_a_row_opens_and_closes_by_link_and_by_hand page_parts.py::test_a_part_can_be_shown_alone"
FAULTY = "page_links.py::test_what_a_link_gets_wrong_is_named_once_and_the_page_goes_on"
LEFT_OUT = "tests/test_page.py::test_each_slider_moves_the_number_or_the_page_says_why_not"  # tries one thing many times over
SUBJECTS = {
    "model/steps.py": "steps told_steps backwards",
    "model/backwards.py": "backwards told_needs told_result",
    "model/fast_start.py": "fast_start told_charts",
    "model/trial.py": "trial told_record told_pictures",
    "words.py": "words told_result told_steps told_record",
    "records/counts.py": "counts printed told_record trial goals told_pictures told_charts records told_opening guide",
    "records/goals.py": "goals printed told_result told_record told_needs told_charts",
    "records/past.py": "trial printed told_record told_charts records",
    "records/periods.py": "counts data words rules records told_opening guide",
    "records/formulas.py": "formulas data",
    "records/rule*.py": "borders rules records package guide",
    "reader/*.py": "history fixed_texts printed links starts follows page",
    "telling/goal.py": "fixed_texts printed goals told_result told_record told_charts",
    "telling/needs.py": "fixed_texts printed told_needs told_result told_charts",
    "telling/pace.py": "fixed_texts printed told_record told_charts claims",
    "telling/past_years.py": "fixed_texts printed told_record told_charts trial",
    "telling/record.py": "fixed_texts printed told_record told_pictures told_charts",
    "telling/result.py": "fixed_texts printed told_result told_steps goals told_charts",
    "draw/shapes.py": "fixed_texts charts told_charts told_pictures " + DOORS,
    "draw/takeaway.py": "fixed_texts takeaway told_sheet told_steps told_charts",
    "draw/*.py": "fixed_texts printed told_pictures told_charts told_figures told_sheet",
    "page/layout.py": f"fixed_texts printed follows page {DOORS} {FAULTY} page_data",
    "page/*.py": "fixed_texts printed claims told_charts told_doors told_figures told_needs told_parts told_pictures told_result told_sheet follows page",
}


def subjects() -> dict[Path, list[str]]:
    """Return the files that are checked, each with its own files of tests."""
    found: dict[Path, list[str]] = {}
    for patterns, names in SUBJECTS.items():
        for path in sorted(path for pattern in patterns.split() for path in (ROOT / "explainer").glob(pattern)):
            if path.stem not in ("__init__", "charts", "cited"):
                files = [f"tests/test_{name}" if "::" in name else f"tests/test_{name}.py" for name in names.split()]
                found.setdefault(path, [file for file in files if (ROOT / file.split("::")[0]).exists()])
    return found


class Workshop:
    """Copies of the project in which edits are tried, each by a child that has the libraries loaded already."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mutants-"))
        self.free = [self._copy(f"copy{i}") for i in range(AT_ONCE)]
        self.busy: dict[int, tuple[Path, Path, Mutant, str, float]] = {}
        self.survived: dict[Mutant, bool] = {}

    def _copy(self, name: str) -> Path:
        here = self.folder / name
        here.mkdir()
        for part in ("explainer", "data", "tests", ".streamlit", "streamlit_app.py", "requirements.txt", "README.md", ".github"):
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, here / part, ignore=shutil.ignore_patterns("__pycache__", "browser", ".hypothesis"))
            elif (ROOT / part).exists():
                shutil.copy2(ROOT / part, here / part)
        for path in (here / "explainer").rglob("*.py"):  # as an edited file is written, so that an edit is all that differs
            path.write_text(ast.unparse(ast.parse(path.read_text(encoding="utf-8"))), encoding="utf-8")
        return here

    def begin(self, mutant: Mutant, files: list[str]) -> None:
        """Try an edit as soon as a copy is free."""
        while not self.free:
            self._wait()
        here = self.free.pop()
        path = here / "explainer" / mutant.module
        whole = path.read_text(encoding="utf-8")
        path.write_text(mutant.text, encoding="utf-8")
        child = os.fork()
        if child == 0:
            _try(here, files)
        self.busy[child] = here, path, mutant, whole, time.monotonic()

    def end(self) -> None:
        """Wait for all that are being tried."""
        while self.busy:
            self._wait()

    def close(self) -> None:
        """End what is still being tried, and take the copies away."""
        for child in self.busy:
            os.killpg(child, signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait(self) -> None:
        for child, (here, path, mutant, whole, since) in list(self.busy.items()):
            late = time.monotonic() - since > SECONDS
            if late:
                os.killpg(child, signal.SIGKILL)
            done, status = os.waitpid(child, 0 if late else os.WNOHANG)
            if done:
                del self.busy[child]
                self.survived[mutant] = not late and os.waitstatus_to_exitcode(status) == 0
                print(f"\r{len(self.survived)} tried", end="", file=sys.stderr, flush=True)
                path.write_text(whole, encoding="utf-8")
                self.free.append(here)
                return
        time.sleep(0.02)


def _try(here: Path, files: list[str]) -> None:
    """Run the tests of a subject in a copy, in this process, and end it: 0 where all pass."""
    code = 1
    try:
        os.setsid()
        os.chdir(here)
        os.environ.update(HYPOTHESIS_PROFILE="quick", PYTHONDONTWRITEBYTECODE="1", PYTHONPATH=str(here / "tests"))
        sys.dont_write_bytecode = True
        sys.path[:] = [entry for entry in sys.path if Path(entry or ROOT).resolve() not in (ROOT, ROOT / "tests")]
        nowhere = os.open(os.environ.get("MUTANTS_LOG", os.devnull), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        import pytest

        code = int(pytest.main(["-x", "-q", "--rootdir", str(here), "-p", "no:cacheprovider", f"--deselect={LEFT_OUT}", *files]))
    finally:
        os._exit(code)


def load_libraries() -> None:
    """Load what every child needs, but nothing of the project's own."""
    import altair  # noqa: F401
    import hypothesis  # noqa: F401
    import pandas  # noqa: F401
    import pyarrow  # noqa: F401
    import pytest  # noqa: F401
    import streamlit.testing.v1  # noqa: F401


def main(each: int = 5, seed: int = 1, only: str = "") -> None:
    """Try a sample of edits and print how many survived, by module, and each that did."""
    load_libraries()
    began, workshop = time.monotonic(), Workshop()
    chosen = {path: files for path, files in subjects().items() if any(name in str(path) for name in only.split(","))}
    made = {path: sample(path, each, seed) for path in chosen}
    try:
        as_it_is = (ROOT / "explainer" / "__init__.py").read_text(encoding="utf-8")
        for name in sorted({name for files in chosen.values() for name in files}):
            workshop.begin(Mutant("__init__.py", 0, name, name, as_it_is), [name])
        workshop.end()
        broken = [mutant.before for mutant, passed in workshop.survived.items() if not passed]
        if broken:
            sys.exit(f"These tests fail without an edit, so nothing was tried: {', '.join(broken)}")
        for path, mutants in made.items():
            for mutant in mutants:
                workshop.begin(mutant, chosen[path])
        workshop.end()
    finally:
        workshop.close()
    print(f"\n`mutants`, seed {seed}, {each or 'all'} edits a module, {time.monotonic() - began:.0f} s\n")
    print("| Module | Tried | Caught | Survived |\n|---|--:|--:|--:|")
    for path, mutants in made.items():
        left = [mutant for mutant in mutants if workshop.survived[mutant]]
        share = len(left) / len(mutants) if mutants else 0
        print(f"| `{path.relative_to(ROOT / 'explainer')}` | {len(mutants)} | {len(mutants) - len(left)} | {len(left)} ({share:.0%}) |")
    survivors = [mutant for mutants in made.values() for mutant in mutants if workshop.survived[mutant]]
    print("\nSurvivors:\n" if survivors else "\nNo survivors.", flush=True)
    for mutant in survivors:
        print(f"- `{mutant.module}:{mutant.line}`  `{mutant.before}` -> `{mutant.after}`")
