"""Configuration: where it is found, what it may say, and how mistakes in it are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from fclint.configuration.config import (
    Config,
    ConfigError,
    ConfigFinder,
    check_handlers,
    read_config,
)
from fclint.finding import Severity


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refused(path: Path) -> str:
    """The one line that tells what is wrong with the file ``path``."""
    with pytest.raises(ConfigError) as error:
        read_config(str(path))
    message = str(error.value)
    assert "\n" not in message
    assert message.startswith(str(path))
    return message.removeprefix(str(path))


def test_every_key_of_a_pyproject_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path / "pyproject.toml",
        """
        [tool.fclint]
        select = ["FC2", "fc301"]
        ignore = ["FC203"]
        extend-select = ["FC104"]
        target = "wsgi"
        handlers = ["index.handler", "src/main.app"]
        exclude = ["vendor/"]
        fail-on = "error"

        [tool.fclint.per-file-ignores]
        "tests/*" = ["FC2"]
        """,
    )
    assert read_config(str(path)) == Config(
        filename=str(path),
        folder=str(tmp_path),
        select=("FC2", "FC301"),
        ignore=("FC203",),
        extend_select=("FC104",),
        target="wsgi",
        handlers=("index.handler", "src/main.app"),
        exclude=("vendor/",),
        per_file_ignores=(("tests/*", ("FC2",)),),
        fail_on=Severity.ERROR,
    )


def test_a_file_of_its_own_has_the_same_keys_at_its_top_level(tmp_path: Path) -> None:
    path = write(tmp_path / ".fclint.toml", 'target = "wsgi"\n')
    config = read_config(str(path))
    assert config is not None
    assert config.target == "wsgi"


@pytest.mark.parametrize("text", ["", '[project]\nname = "fclint-user"\n', "[tool.ruff]\n"])
def test_a_pyproject_without_our_table_is_no_configuration(tmp_path: Path, text: str) -> None:
    assert read_config(str(write(tmp_path / "pyproject.toml", text))) is None


def test_a_broken_pyproject_that_does_not_mention_us_is_not_our_affair(tmp_path: Path) -> None:
    assert read_config(str(write(tmp_path / "pyproject.toml", "[tool.black\n"))) is None


def test_a_folder_called_pyproject_is_no_configuration(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").mkdir()
    assert read_config(str(tmp_path / "pyproject.toml")) is None


def test_byte_order_mark_and_crlf_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_bytes(b'\xef\xbb\xbf[tool.fclint]\r\ntarget = "wsgi"\r\n')
    config = read_config(str(path))
    assert config is not None
    assert config.target == "wsgi"


def test_the_nearest_configuration_counts_alone(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.fclint]\ntarget = "wsgi"\nignore = ["FC2"]\n')
    write(tmp_path / "a" / "pyproject.toml", '[tool.fclint]\nselect = ["FC3"]\n')
    write(tmp_path / "b" / "pyproject.toml", "[tool.ruff]\n")
    finder = ConfigFinder()
    near = finder.for_file(str(tmp_path / "a" / "deep" / "index.py"))
    assert (near.select, near.ignore, near.target) == (("FC3",), (), None)
    assert finder.for_file(str(tmp_path / "b" / "index.py")).target == "wsgi"
    assert finder.for_folder(str(tmp_path)).target == "wsgi"


def test_in_one_folder_the_file_of_its_own_goes_first(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.fclint]\ntarget = "wsgi"\n')
    write(tmp_path / ".fclint.toml", 'target = "fc2"\n')
    assert ConfigFinder().for_file(str(tmp_path / "index.py")).target == "fc2"


def test_without_any_configuration_everything_is_silent(tmp_path: Path) -> None:
    finder = ConfigFinder()
    assert finder.for_file(str(tmp_path / "index.py")).filename is None


def test_an_unknown_key_is_told_with_the_nearest_known_one(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", '[tool.fclint]\nselct = ["FC2"]\n')
    assert refused(path) == ": unknown key 'tool.fclint.selct'; did you mean 'select'?"


def test_an_underscore_for_a_hyphen_is_a_near_miss(tmp_path: Path) -> None:
    path = write(tmp_path / ".fclint.toml", 'fail_on = "error"\n')
    assert refused(path) == ": unknown key 'fail_on'; did you mean 'fail-on'?"


def test_a_key_that_is_near_to_none_gets_the_list(tmp_path: Path) -> None:
    path = write(tmp_path / ".fclint.toml", "zzz = 1\n")
    assert refused(path).startswith(": unknown key 'zzz'; known keys are select, ignore,")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('select = "FC2"', "select: must be a list of strings, not a string; write ['FC2']"),
        ("ignore = [1]", "ignore: must be a list of strings, but holds an integer: 1"),
        ('select = ["FC310"]', "select: no rule has the code 'FC310'; did you mean 'FC301'?"),
        ('target = "fc"', "target: 'fc' is none of fc2, wsgi; did you mean 'fc2'?"),
        ("target = 2", "target: 2 is none of fc2, wsgi"),
        ('fail-on = "warn"', "'warn' is none of error, warning, info; did you mean 'warning'?"),
        ('handlers = ["index"]', "handlers: 'index' is not of the form module.attribute"),
        ('handlers = ["index:handler"]', "did you mean 'index.handler'?"),
        (f"select = {'9' * 5_000}", "not valid TOML: Exceeds the limit"),
        (f"handlers = ['{'a.' * 50_000}b']", "handlers: 'a.a.a.a.a.a.a.a.a.a....' is longer"),
        ('exclude = [" "]', "exclude: holds an empty pattern"),
        ("per-file-ignores = 1", "must be a table of patterns and codes, not an integer"),
        ('per-file-ignores = {"*.py" = "FC2"}', "per-file-ignores: '*.py': must be a list"),
        ('per-file-ignores = {"*.py" = ["FC999"]}', "'*.py': no rule has the code 'FC999'"),
        ("extend-select = 2020-01-01", "must be a list of strings, not a date or time"),
    ],
)
def test_a_bad_value_is_told_with_its_key(tmp_path: Path, text: str, told: str) -> None:
    assert told in refused(write(tmp_path / ".fclint.toml", text + "\n"))


def test_a_table_that_is_no_table_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", "[tool]\nfclint = 1\n")
    assert refused(path) == ": tool.fclint is an integer, not a table"


def test_broken_toml_is_told_with_its_position(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", '[tool.fclint]\ntarget "wsgi"\n')
    assert refused(path).startswith(":2:8: not valid TOML: ")


def test_toml_that_ends_too_early_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", "[tool.fclint]\nselect = [")
    assert "not valid TOML: " in refused(path)


def test_a_file_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_bytes(b'[tool.fclint]\ntarget = "\xe9"\n')
    assert refused(path) == ":2: not UTF-8, which TOML must be"


@pytest.mark.parametrize(
    "handler", ["index.handler", "src/index.handler", "a.b.main.func", "mod-ule.handler"]
)
def test_handlers_have_the_form_that_function_compute_knows(handler: str) -> None:
    assert check_handlers((handler,)) == (handler,)


@pytest.mark.parametrize("handler", ["", "index", ".handler", "index.", "index.2nd", "a b.c"])
def test_what_function_compute_would_refuse_is_refused(handler: str) -> None:
    with pytest.raises(ValueError, match=r"module\.attribute"):
        check_handlers((handler,))
