"""Configurations that extend others, and rules that some files are free of."""

from __future__ import annotations

from pathlib import Path

import pytest

from fclint.configuration.config import Config, ConfigError, ConfigFinder, read_config
from fclint.configuration.file_patterns import fits
from fclint.finding import Severity


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path) -> Config:
    config = read_config(str(path))
    assert config is not None
    return config


def refused(path: Path) -> str:
    with pytest.raises(ConfigError) as error:
        read_config(str(path))
    message = str(error.value)
    assert "\n" not in message
    return message


def test_what_a_file_does_not_say_the_extended_one_does(tmp_path: Path) -> None:
    write(
        tmp_path / "pyproject.toml",
        """
        [tool.fclint]
        target = "wsgi"
        fail-on = "error"
        handlers = ["index.handler"]
        exclude = ["old/"]
        baseline = "known.json"
        [tool.fclint.per-file-ignores]
        "tests/*" = ["FC2"]
        """,
    )
    path = write(
        tmp_path / "app" / ".fclint.toml",
        'extend = "../pyproject.toml"\ntarget = "fc2"\nexclude = []\n',
    )
    config = read(path)
    assert (config.target, config.fail_on, config.exclude) == ("fc2", Severity.ERROR, ())
    assert config.handlers == ("index.handler",)
    assert config.per_file_ignores == (("tests/*", ("FC2",)),)
    assert config.filename == str(path)
    assert config.files == (str(path), str(tmp_path / "pyproject.toml"))


def test_paths_are_relative_to_the_file_that_says_them(tmp_path: Path) -> None:
    write(tmp_path / "shared" / "base.toml", 'exclude = ["old/"]\nbaseline = "known.json"\n')
    path = write(tmp_path / "app" / "fclint.toml", 'extend = "../shared/base.toml"\n')
    config = read(path)
    assert config.baseline == str(tmp_path / "shared" / "known.json")
    assert config.base("exclude") == str(tmp_path / "shared")
    assert config.base("per-file-ignores") == str(tmp_path / "app")


@pytest.mark.parametrize(
    ("base", "own", "select", "ignore", "extend_select"),
    [
        ('select = ["FC2"]\nignore = ["FC203"]', "", ("FC2",), ("FC203",), ()),
        ('select = ["FC2"]\nignore = ["FC203"]', 'ignore = ["FC204"]', ("FC2",), 2, ()),
        ('select = ["FC2"]\nignore = ["FC203"]', 'select = ["FC3"]', ("FC3",), (), ()),
        ('extend-select = ["FC104"]', 'extend-select = ["FC905"]', None, (), 2),
        ('extend-select = ["FC104"]', 'select = ["FC3"]', ("FC3",), (), ()),
    ],
)
def test_selections_add_up_unless_the_extending_file_selects_for_itself(
    tmp_path: Path, base: str, own: str, select: object, ignore: object, extend_select: object
) -> None:
    write(tmp_path / "base.toml", base)
    config = read(write(tmp_path / ".fclint.toml", f'extend = "base.toml"\n{own}\n'))
    assert config.select == select
    assert config.ignore == (("FC203", "FC204") if ignore == 2 else ignore)
    assert config.extend_select == (("FC104", "FC905") if extend_select == 2 else extend_select)


def test_a_chain_of_several_files(tmp_path: Path) -> None:
    write(tmp_path / "a.toml", 'target = "wsgi"\nfail-on = "info"\n')
    write(tmp_path / "b.toml", 'extend = "a.toml"\nfail-on = "error"\n')
    config = read(write(tmp_path / "fclint.toml", 'extend = "b.toml"\n'))
    assert (config.target, config.fail_on) == ("wsgi", Severity.ERROR)
    assert config.origin("target") == str(tmp_path / "a.toml")
    assert config.origin("fail-on") == str(tmp_path / "b.toml")
    assert config.origin("select") is None


def test_home_folders_and_variables_are_filled_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    monkeypatch.setenv("SHARED", str(tmp_path / "shared"))
    write(tmp_path / "home" / "fclint.toml", 'target = "wsgi"\n')
    write(tmp_path / "shared" / "fclint.toml", 'target = "wsgi"\n')
    assert read(write(tmp_path / "a.toml", 'extend = "~/fclint.toml"\n')).target == "wsgi"
    assert read(write(tmp_path / "b.toml", 'extend = "$SHARED/fclint.toml"\n')).target == "wsgi"


def test_a_circle_is_told_with_its_files(tmp_path: Path) -> None:
    a, b, c = (tmp_path / name for name in ("a.toml", "b.toml", "c.toml"))
    write(a, 'extend = "b.toml"\n')
    write(b, 'extend = "c.toml"\n')
    write(c, 'extend = "b.toml"\n')
    assert refused(a) == (
        f"{c}: extend: goes in a circle: {b} -> {c} -> {b} (extended by {b}, {a})"
    )
    write(b, 'extend = "./b.toml"\n')
    assert refused(b) == f"{b}: extend: goes in a circle: {b} -> {b}"


def test_a_file_that_is_not_there_is_told_with_the_chain(tmp_path: Path) -> None:
    a, b = tmp_path / "a.toml", tmp_path / "b.toml"
    write(a, 'extend = "b.toml"\n')
    assert refused(a) == f"{a}: extend: {b} is not there"
    write(b, 'extend = "c/d.toml"\n')
    assert refused(a) == f"{b}: extend: {tmp_path / 'c' / 'd.toml'} is not there (extended by {a})"
    write(b, 'extend = "."\n')
    assert refused(a) == f"{b}: extend: {tmp_path} is a folder (extended by {a})"
    write(tmp_path / "pyproject.toml", "[tool.ruff]\n")
    write(b, 'extend = "pyproject.toml"\n')
    told = f"{tmp_path / 'pyproject.toml'} has no [tool.fclint]"
    assert refused(a) == f"{b}: extend: {told} (extended by {a})"


def test_a_mistake_in_an_extended_file_is_told_where_it_is(tmp_path: Path) -> None:
    a, b = tmp_path / "a.toml", tmp_path / "b.toml"
    write(a, 'extend = "b.toml"\n')
    write(b, 'selct = ["FC2"]\n')
    told = f"{b}: unknown key 'selct'; did you mean 'select'? (extended by {a})"
    assert refused(a) == told


@pytest.mark.parametrize("value", ["1", '""', '"  "', '["a.toml"]', '"a\\u0000b"'])
def test_what_is_no_name_of_a_file_is_told(tmp_path: Path, value: str) -> None:
    path = write(tmp_path / "fclint.toml", f"extend = {value}\n")
    assert refused(path).startswith(f"{path}: extend: ")


def test_three_names_of_configuration_files_in_order(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.fclint]\nignore = ["FC2"]\n')
    assert ConfigFinder().for_folder(str(tmp_path)).ignore == ("FC2",)
    write(tmp_path / "fclint.toml", 'ignore = ["FC3"]\n')
    assert ConfigFinder().for_folder(str(tmp_path)).ignore == ("FC3",)
    write(tmp_path / ".fclint.toml", 'ignore = ["FC4"]\n')
    assert ConfigFinder().for_folder(str(tmp_path)).ignore == ("FC4",)


# --- per-file-ignores


@pytest.mark.parametrize(
    ("pattern", "fitting", "others"),
    [
        ("index.py", ["index.py", "a/b/index.py"], ["index.pyw", "xindex.py"]),
        ("*.py", ["index.py", "a/b.py"], ["a/b.pyw"]),
        ("tests/*", ["tests/a.py", "tests/a/b.py"], ["a/tests/b.py", "test/a.py"]),
        ("tests/**", ["tests/a.py", "tests/a/b.py"], ["a/tests/b.py"]),
        ("**/tests/*", ["tests/a.py", "a/tests/b.py"], ["a/b.py"]),
        ("a/**/b.py", ["a/b.py", "a/x/y/b.py"], ["b.py"]),
        ("tests/", ["tests/a.py", "tests/a/b.py"], ["tests.py"]),
        ("./tests", ["tests/a.py"], ["a/b.py"]),
        ("{tests,docs}/*", ["tests/a.py", "docs/a.py"], ["tools/a.py"]),
        ("*_[0-9].py", ["a_1.py"], ["a_b.py"]),
        ("[!a]*.py", ["b.py"], ["a.py"]),
        ("[^a]*.py", ["b.py"], ["a.py"]),
        ("[]a]?.py", ["]x.py", "ax.py"], ["bx.py"]),
        (r"\*.py", ["*.py"], ["a.py"]),
        ("a+(b).py", ["a+(b).py"], ["aab.py"]),
        ("!src/**", ["tests/a.py", "a.py"], ["src/a.py", "src/a/b.py"]),
        ("!tests/*", ["a.py"], ["tests/a.py"]),
        ("../other/*.py", ["../other/a.py"], ["other/a.py"]),
    ],
)
def test_patterns_mean_what_they_mean_to_ruff(
    tmp_path: Path, pattern: str, fitting: list[str], others: list[str]
) -> None:
    folder = tmp_path / "project"
    files = [*fitting, *others]
    fit = [name for name in files if fits(pattern, str(folder / name), str(folder))]
    assert fit == fitting


def test_an_absolute_pattern(tmp_path: Path) -> None:
    pattern = f"{tmp_path.as_posix()}/a/*.py"
    assert fits(pattern, str(tmp_path / "a" / "b.py"), str(tmp_path / "elsewhere"))
    assert not fits(pattern, str(tmp_path / "b" / "b.py"), str(tmp_path / "elsewhere"))


@pytest.mark.parametrize("pattern", ["[a", "{a,b", "[z-a]", "!", "", " "])
def test_what_is_no_pattern_is_told(tmp_path: Path, pattern: str) -> None:
    path = write(tmp_path / "fclint.toml", f'per-file-ignores = {{"{pattern}" = ["FC2"]}}\n')
    assert refused(path).startswith(f"{path}: per-file-ignores: ")
