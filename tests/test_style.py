"""Style and types are checked and not only written: ruff (check and format) and mypy, at zero."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CHECKED = ["explainer", "streamlit_app.py"]
COMMANDS = {
    "ruff check": ["ruff", "check", "--no-cache", "--output-format=concise", *CHECKED],
    "ruff format": ["ruff", "format", "--no-cache", "--check", *CHECKED],
    "mypy": ["mypy", *CHECKED],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_is_found(name):
    done = subprocess.run([sys.executable, "-m", *COMMANDS[name]], cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, f"{name} finds:\n{done.stdout}{done.stderr}"
