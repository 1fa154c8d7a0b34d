from __future__ import annotations

import os
import signal
import subprocess
import time

import pytest

from plugins.command_line.environment import wanted_layers
from plugins.command_line.installing import installers_variables

RUNTIME_LOCKS = 2


def test_first_run_installs_and_second_does_not(checkout):
    first = checkout.run("search", "rivers")
    second = checkout.run("search", "rivers")

    assert first.returncode == second.returncode == 0
    assert first.stderr.splitlines()[-1] == "ready"
    assert second.stderr == ""
    assert checkout.installs == RUNTIME_LOCKS
    assert (
        first.stdout
        == second.stdout
        == (f"rivers|{checkout.root}/content|{checkout.root}|{checkout.venv}\n")
    )


def test_command_runs_where_it_was_called_from(checkout, tmp_path):
    elsewhere = tmp_path / "else where"
    elsewhere.mkdir()

    result = checkout.run("search", "rivers", "--content", "mine", cwd=elsewhere)

    assert result.stdout == f"rivers|mine|{elsewhere}|{checkout.venv}\n"


def test_help_and_wrong_use_install_nothing(checkout):
    codes = [checkout.run(*words).returncode for words in (["--help"], [], ["nonsense"])]

    assert codes == [0, 2, 2]
    assert not checkout.venv.exists()


def test_changed_lock_is_installed_from_scratch(checkout):
    checkout.run("search", "rivers")
    left_over = checkout.venv / "left-over"
    left_over.touch()
    with (checkout.root / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")

    result = checkout.run("search", "rivers")

    assert result.returncode == 0
    assert checkout.installs == 2 * RUNTIME_LOCKS
    assert not left_over.exists()


def test_tools_for_tests_are_added_to_what_is_there(checkout):
    checkout.run("search", "rivers")
    package = checkout.root / "plugins" / "command_line"
    (package / "testing.py").write_text("def test(**values): return 0\n")

    result = checkout.run("test")
    again = checkout.run("search", "rivers")

    assert result.returncode == again.returncode == 0
    assert "Adding the tools" in result.stderr
    assert again.stderr == ""
    assert checkout.installs == RUNTIME_LOCKS + 1


def test_broken_environment_is_made_anew(checkout):
    checkout.run("search", "rivers")
    (checkout.venv / "pyvenv.cfg").unlink()

    result = checkout.run("search", "rivers")

    assert result.returncode == 0
    assert result.stdout.endswith(f"|{checkout.venv}\n")


def test_interrupted_install_is_done_again(checkout):
    checkout.write_uv("sleep 60")
    process = subprocess.Popen(
        checkout.command("search", "rivers"),
        env=checkout.variables(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    wait_until(lambda: checkout.installs == 1)

    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    checkout.write_uv("exit 0")
    again = checkout.run("search", "rivers")

    assert process.returncode == 130
    assert errors.splitlines()[1:] == ["interrupted"]
    assert "Setting up .venv" in again.stderr
    assert again.returncode == 0


def test_two_first_runs_at_once_install_once(checkout):
    checkout.write_uv("sleep 0.5")

    both = [
        subprocess.Popen(
            checkout.command("search", word),
            env=checkout.variables(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for word in ("one", "two")
    ]
    told = "".join(process.communicate(timeout=60)[1] for process in both)

    assert [process.returncode for process in both] == [0, 0]
    assert checkout.installs == RUNTIME_LOCKS
    assert "Waiting for another tasks.py" in told


def test_misleading_variables_do_not_reach_the_command(checkout, tmp_path):
    (tmp_path / "argparse.py").write_text("raise RuntimeError('not the real one')\n")
    checkout.run("search", "rivers")

    result = checkout.run(
        "search", "rivers", PYTHONPATH=str(tmp_path), PYTHONSAFEPATH="1", VIRTUAL_ENV="/nowhere"
    )

    assert result.returncode == 0, result.stderr
    assert result.stdout.endswith(f"|{checkout.venv}\n")


def test_no_network_is_one_line(checkout):
    checkout.write_uv("echo error sending request", "exit 1")
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0", "PIP_NO_CACHE_DIR": "1"}
    alone = {"PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": "", "PIP_EXTRA_INDEX_URL": ""}

    result = checkout.run("search", "rivers", **nowhere, **alone, PIP_PROXY="", NO_PROXY="*")

    assert result.returncode == 3
    assert result.stdout == ""
    [progress, error] = result.stderr.splitlines()
    assert progress.startswith("Setting up .venv")
    assert error.startswith(f"error: {checkout.venv} cannot be set up: the packages cannot be down")


def test_folder_that_may_not_be_written_is_one_line(checkout):
    checkout.root.chmod(0o555)
    # Root may write anywhere, unless it gives that up.
    plain = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []

    result = subprocess.run(
        [*plain, *checkout.command("search", "rivers")],
        env=checkout.variables(),
        capture_output=True,
        text=True,
        check=False,
    )

    checkout.root.chmod(0o755)
    assert result.returncode == 3
    assert result.stderr == (
        f"error: {checkout.venv} cannot be set up: {checkout.root}/.venv.lock: Permission denied\n"
    )


def test_file_in_place_of_the_environment_is_left_alone(checkout):
    checkout.venv.write_text("mine")

    result = checkout.run("search", "rivers")

    assert result.returncode == 3
    assert "Traceback" not in result.stderr
    assert checkout.venv.read_text() == "mine"


@pytest.mark.parametrize(
    "name", ["PIP_INDEX_URL", "PIP_CERT", "UV_INDEX_MINE_USERNAME", "HTTPS_PROXY"]
)
def test_way_to_the_package_index_is_kept(name):
    kept = installers_variables({name: "value"})

    assert kept[name] == "value"


@pytest.mark.parametrize("name", ["PIP_TARGET", "PIP_NO_DEPS", "UV_CONSTRAINT", "PYTHONPATH"])
def test_setting_that_leads_the_installer_astray_is_dropped(name):
    kept = installers_variables({name: "value"})

    assert name not in kept


def test_index_set_for_pip_is_told_to_uv():
    kept = installers_variables({"PIP_INDEX_URL": "https://mirror.example/simple"})

    assert kept["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"


def test_only_the_test_command_wants_the_tools_for_tests():
    assert wanted_layers(["test", "--without", "node"]) == ("runtime", "test")
    assert wanted_layers(["build"]) == wanted_layers([]) == ("runtime",)


def wait_until(condition, seconds=30.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
