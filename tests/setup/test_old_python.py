from __future__ import annotations

import ast
import subprocess
import sys

from plugins.command_line.project import PROJECT_ROOT

TASKS = PROJECT_ROOT / "tasks.py"


def test_tasks_file_is_readable_for_python_3_6():
    source = TASKS.read_text(encoding="utf-8")

    tree = ast.parse(source, feature_version=(3, 6))

    futures = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.level == 0]
    assert "__future__" not in [n.module for n in futures]  # `annotations` came with 3.7


def test_old_python_is_told_so_in_one_line():
    pretend = (
        "import runpy, sys; sys.version_info = (3, 8, 10, 'final', 0);"
        f"sys.argv = ['tasks.py', 'build']; runpy.run_path({str(TASKS)!r}, run_name='__main__')"
    )

    result = subprocess.run(
        [sys.executable, "-c", pretend], capture_output=True, text=True, check=False
    )

    assert result.returncode == 3
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        f"error: Backgrounder needs Python 3.11 or later; this is Python 3.8.10 ({sys.executable})"
    ]
