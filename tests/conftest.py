"""What the tests share: the real data, a copy of it to break, and how Hypothesis runs."""

import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # so that `pytest` alone finds the package too

from explainer.records import door  # noqa: E402

# The same examples on each run: a red suite is red for everybody, and stays red until it is mended.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def facts() -> door.Records:
    """The data package as it stands. Nobody may change it."""
    return door.load()


@pytest.fixture
def copy_of_data(tmp_path: Path) -> Path:
    """A copy of data/ that a test may break."""
    return Path(shutil.copytree(door.DATA, tmp_path / "data"))
