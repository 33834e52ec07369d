"""What each format of manifest says of its functions."""

from __future__ import annotations

import dataclasses
import os

import pytest

from fclint.source.deployment import Deployment
from fclint.source.manifests import read_manifest
from manifest_samples import FOLDER, NAMES, at, bytes_of, functions, read


def variables(function: Deployment) -> dict[str, str | None]:
    return {each.name: each.value for each in function.environment}


def hooks(function: Deployment) -> dict[str, str]:
    return {each.role: each.written for each in function.lifecycle}


def handler(function: Deployment) -> str | None:
    return function.handler.written if function.handler else None


def code(function: Deployment) -> str | None:
    return os.path.relpath(function.code.path, FOLDER) if function.code else None


def test_serverless_devs_for_fc_2() -> None:
    found = functions("serverless_devs_2.yaml")
    assert list(found) == ["api", "thumbnails"]
    api, thumbnails = found.values()
    assert (api.kind, api.generation) == ("Serverless Devs (FC 2.0)", 2)
    assert (handler(api), api.runtime) == ("api/index.handler", "python3.9")
    assert hooks(api) == {
        "initializer": "api/index.connect",
        "pre_stop": "api/index.close",
        "pre_freeze": "api/index.flush",
    }
    assert (api.http, api.methods) == (True, ("GET", "POST"))
    assert (api.memory, api.timeout, api.concurrency) == (512, 30, 20)
    assert variables(api) == {"TABLE": "photos", "TOKEN": None, "FC_STAGE": "prod"}
    assert thumbnails.http is False


def test_variables_of_the_manifest_are_filled_in() -> None:
    found = functions("serverless_devs_2.yaml")
    assert code(found["api"]) == os.path.join("functions", "api")
    assert handler(found["thumbnails"]) == "worker.on_upload"


def test_merged_variables_give_way_to_own_ones() -> None:
    thumbnails = functions("serverless_devs_2.yaml")["thumbnails"]
    assert variables(thumbnails) == {"TABLE": "thumbnails", "TOKEN": None, "FC_STAGE": "prod"}


def test_code_in_a_bucket_is_in_no_folder() -> None:
    assert functions("serverless_devs_2.yaml")["thumbnails"].code is None
    assert functions("serverless_devs_3.yaml")["reports"].code is None


def test_serverless_devs_for_fc_3() -> None:
    found = functions("serverless_devs_3.yaml")
    assert list(found) == ["shop-orders", "reports"]  # a name with templates is not known
    orders, reports = found.values()
    assert (orders.kind, orders.generation) == ("Serverless Devs (FC 3.0)", 3)
    assert (handler(orders), code(orders)) == ("orders.handler", "orders")
    assert hooks(orders) == {"initializer": "orders.start", "pre_stop": "orders.stop"}
    assert (orders.http, orders.methods) == (True, ("GET", "DELETE"))
    assert (orders.timeout, orders.concurrency) == (10, 5)
    assert (handler(reports), reports.runtime, reports.http) == ("report.main", None, None)


def test_a_module_takes_over_what_its_template_says() -> None:
    orders = functions("serverless_devs_3.yaml")["shop-orders"]
    assert (orders.runtime, orders.memory) == ("python3.10", 256)
    assert variables(orders) == {"TABLE": "orders", "STAGE": "test"}


def test_the_first_serverless_devs() -> None:
    (notes,) = functions("first_serverless_devs.yaml").values()
    assert (notes.generation, handler(notes), code(notes)) == (2, "index.handler", "notes")
    assert (notes.http, notes.methods) == (True, ("GET", "PUT"))
    assert variables(notes) == {"TABLE": "notes", "SECRET": None}


def test_fun() -> None:
    found = functions("fun.yml")
    entries, cleanup = found.values()
    assert (entries.kind, entries.generation, entries.name) == ("Fun", 2, "entries")
    assert (handler(entries), code(entries)) == ("book.index.handler", "entries")
    assert hooks(entries) == {"initializer": "book.index.start"}
    assert (entries.http, entries.methods) == (True, ("GET", "POST", "HEAD"))
    assert entries.memory == 1024
    assert (cleanup.runtime, cleanup.http, cleanup.timeout) == ("python2.7", False, None)


def test_what_fun_says_of_all_functions() -> None:
    entries = functions("fun.yml")["entries"]
    assert (entries.runtime, entries.timeout) == ("python3", 15)
    assert variables(entries) == {"TABLE": None, "LEVEL": "debug"}


def test_a_file_as_code_stands_for_its_folder() -> None:
    assert code(functions("fun.yml")["cleanup"]) == "."


def test_ros_joins_triggers_to_functions() -> None:
    found = functions("ros.yaml")
    hello, later, lonely = found["Hello"], found["later"], found["lonely"]
    assert (hello.kind, hello.generation, later.generation) == ("ROS", 2, 3)
    assert (hello.http, hello.methods) == (True, ("GET",))  # by reference
    assert later.http is False  # by name
    assert lonely.http is None  # another stack may have its trigger
    assert hooks(hello) == {"initializer": "index.initialize"}
    assert hooks(later) == {"pre_stop": "later.stop"}
    assert lonely.handler is None  # !Sub


def test_terraform() -> None:
    found = functions("terraform.hcl")
    drawer, printer, archive = found.values()
    assert [each.generation for each in found.values()] == [2, 2, 3]
    assert {each.kind for each in found.values()} == {"Terraform"}
    assert (handler(drawer), drawer.runtime) == ("index.handler", "python3.9")
    assert hooks(drawer) == {"initializer": "index.start"}
    assert (drawer.memory, drawer.timeout, drawer.concurrency) == (256, 20, 4)
    assert variables(drawer) == {"CURRENCY": "CNY", "FC_STAGE": "prod", "TABLE": None}
    assert hooks(printer) == {"pre_freeze": "index.freeze"}
    assert printer.handler is None  # a variable, which callers set
    assert archive.name == "archive"  # the name on the platform is a template
    assert hooks(archive) == {"initializer": "archive.start", "pre_stop": "archive.stop"}


def test_terraform_triggers_join_functions_by_reference() -> None:
    found = functions("terraform.hcl")
    assert (found["drawer"].http, found["drawer"].methods) == (True, ("GET", "POST"))
    assert (found["archive"].http, found["archive"].methods) == (True, ("PUT",))
    assert found["printer"].http is None  # another file may have its trigger


def test_terraform_archives_tell_the_folder_of_the_code() -> None:
    found = functions("terraform.hcl")
    assert code(found["drawer"]) == "drawer"
    assert code(found["printer"]) == "printer"  # by way of the bucket


def test_placeholders_of_project_templates_are_unknown() -> None:
    (function,) = functions("project_template.yaml").values()
    assert function.name == "{{ service }}"
    assert (function.handler, function.code, function.runtime) == (None, None, None)
    assert (function.http, function.methods, function.memory) == (True, None, None)
    assert hooks(function) == {"initializer": "index.initialize"}
    assert variables(function) == {"TABLE": None, "STAGE": "test"}


@pytest.mark.parametrize("component", ["${env('COMPONENT', 'fc3')}", "../../fc3", "fc3-preview"])
def test_a_component_of_unknown_name_is_told_by_its_properties(component: str) -> None:
    text = (
        bytes_of("serverless_devs_3.yaml")
        .decode()
        .replace("component: fc3\n", f"component: {component}\n")
    )
    manifest = read_manifest("s.yaml", text.encode())
    assert [each.name for each in manifest.deployments] == ["shop-orders", "reports"]


@pytest.mark.parametrize("name", NAMES)
def test_every_position_is_exact(name: str) -> None:
    data, manifest = bytes_of(name), read(name)
    assert manifest.deployments
    for function in manifest.deployments:
        assert at(data, function.span) == function.name
        for named in filter(None, (function.handler, *function.lifecycle)):
            assert at(data, named.span) in (named.written, "${vars.handler}")
        for variable in function.environment:
            assert at(data, variable.span) == variable.name
        if function.code:
            written = at(data, function.code.span)
            assert os.path.basename(function.code.path) in (
                os.path.basename(written),
                os.path.basename(os.path.dirname(written)),
                FOLDER.name,
            )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_line_ends_and_encodings_move_bytes_only(name: str, encoding: str) -> None:
    plain = read(name).deployments
    windows = bytes_of(name).decode().replace("\n", "\r\n").encode(encoding)
    found = read_manifest(plain[0].manifest, windows)
    assert not found.errors
    for before, after in zip(plain, found.deployments, strict=True):
        assert before.handler is None or after.handler is not None
        for old, new in zip(
            [before.span, *(each.span for each in before.environment)],
            [after.span, *(each.span for each in after.environment)],
            strict=True,
        ):
            assert dataclasses.replace(new, start=old.start, end=old.end) == old
        written = windows[after.span.start : after.span.end]
        expected = after.name.encode("utf-16-le" if encoding == "utf-16" else "utf-8")
        assert written == expected


@pytest.mark.parametrize("name", [name for name in NAMES if name != "terraform.hcl"])
def test_yaml_in_pure_python_says_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_libyaml = read(name)
    monkeypatch.setattr("yaml.__with_libyaml__", False)
    assert read(name) == with_libyaml
