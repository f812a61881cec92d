"""What the tests share: the real data, a copy of it to break, and how Hypothesis runs."""

import json
import logging
import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # so that `pytest` alone finds the package too

import known  # noqa: E402

from explainer.records import door, tables  # noqa: E402

# A table that a test did not change is not parsed anew: all but one are the same each time.
whole = tables.read_table
kept: dict[tuple[bytes, str], tables.Table] = {}


def read_table(folder: Path, resource: dict) -> tables.Table:
    path = folder / f"{resource['name']}.csv"
    if not path.is_file():
        return whole(folder, resource)
    key = path.read_bytes(), json.dumps(resource)
    return kept[key] if key in kept else kept.setdefault(key, whole(folder, resource))


tables.read_table = read_table
# Parts of the page may be called outside of a reader's session; Streamlit remarks on it at each call.
logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").setLevel(logging.ERROR)

# The same examples on each run: a red suite is red for everybody, and stays red until it is mended.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
# HYPOTHESIS_PROFILE=quick shows the first example that fails as it was met, without the search for a smaller one.
# A slow machine is no failure there: an edit is caught by a law alone.
settings.register_profile("quick", settings.get_profile("steady"), phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow files come first, those with a browser and that of the rules, so that none is left to one process in the end."""
    items.sort(key=lambda item: item.path.parent.name != "browser" and item.path.name != "test_rules.py")


@pytest.fixture(scope="session")
def facts() -> door.Records:
    """The data package as it stands. Nobody may change it."""
    return known.FACTS


@pytest.fixture(scope="session")
def reading():
    """The function that gives a part what it draws from; only tests of the page load the page."""
    from page import reading

    return reading


@pytest.fixture
def copy_of_data(tmp_path: Path) -> Path:
    """A copy of data/ that a test may break."""
    return Path(shutil.copytree(door.DATA, tmp_path / "data"))
