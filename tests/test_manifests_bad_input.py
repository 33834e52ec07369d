"""Manifests that are broken, hostile, huge or somebody else's."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fclint.source.deployment import Manifest
from fclint.source.manifests import read_manifest
from manifest_samples import NAMES, bytes_of
from robustness_settings import MORE, RANDOM

HEAD = """\
services:
  web:
    component: fc
    props:
      function:
        handler: index.handler
"""
TERRAFORM = 'resource "alicloud_fc_function" "web" {\n  handler = "index.handler"\n'


def yaml(text: str) -> Manifest:
    return read_manifest("s.yaml", text.encode())


def handlers(manifest: Manifest) -> list[str]:
    return [each.handler.written for each in manifest.deployments if each.handler]


def only_error(manifest: Manifest) -> tuple[int, int, str]:
    assert not manifest.deployments
    (error,) = manifest.errors
    assert "\n" not in error.message
    return error.span.row, error.span.column, error.message


@pytest.mark.parametrize(
    ("more", "row", "column", "message"),
    [
        ("\t- a", 7, 1, "malformed YAML: while scanning a plain scalar found a tab character"),
        ("a: b: c", 7, 5, "malformed YAML: mapping values are not allowed in this context"),
        ("a: *missing", 7, 4, "malformed YAML: no anchor &missing"),
        ("a: [b\nc: d", 8, 2, "malformed YAML: while parsing a flow sequence did not find"),
        ('a: "b', 7, 6, "malformed YAML: while scanning a quoted scalar"),
        ("é: \x07", 7, 4, "malformed YAML: control characters are not allowed"),
    ],
)
def test_a_broken_manifest_is_one_error_at_its_line(
    more: str, row: int, column: int, message: str
) -> None:
    found = only_error(yaml(HEAD + more))
    assert found[:2] == (row, column)
    assert found[2].startswith(message)


@pytest.mark.parametrize(
    ("more", "row", "column", "message"),
    [
        ("  name = = 3\n}\n", 3, 10, "malformed Terraform configuration: unexpected '= 3'"),
        ("  name = [\n", 3, 11, "malformed Terraform configuration: it ends unexpectedly"),
        ("  name = 'web'\n}\n", 3, 10, "malformed Terraform configuration: unexpected \"'web'\""),
    ],
)
def test_broken_terraform_is_one_error_at_its_line(
    more: str, row: int, column: int, message: str
) -> None:
    found = only_error(read_manifest("main.tf", (TERRAFORM + more).encode()))
    assert found == (row, column, message)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("template.yaml", "kind: {{ .Values.kind }}\nname: {{ template x }\n  handler: - :"),
        ("template.yaml", "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Handler: [a"),
        ("template.yml", "Resources: {F: {Type: 'AWS::Lambda::Function', Handler: index.handler}}"),
        ("s.yaml", "component: website\nhandler: {a: b\n"),
        ("main.tf", 'resource "aws_lambda_function" "f" {\n  handler = "index.handler"\n}\n'),
        ("main.tf", 'resource "aws_lambda_function" "f" {\n  handler = = 1\n'),
        ("s.yaml", ""),
        ("s.yaml", "- 1\n- 2\n"),
    ],
)
def test_what_deploys_elsewhere_is_none_of_our_business(name: str, text: str) -> None:
    assert read_manifest(name, text.encode()) == Manifest(name)


@pytest.mark.parametrize(
    "component", ["website", "devsapp/oss", "fc-domain", "fc3-domain", "./plugins/website"]
)
def test_components_that_deploy_no_function(component: str) -> None:
    text = f"a: {{component: fc}}\nservices: {{x: {{component: {component}, props: {{a: 1}}}}}}"
    assert yaml(text + "\n# handler").deployments == ()


@pytest.mark.parametrize(
    "text",
    [
        "services: [1, 2]",
        "services: {web: 1, api: null, x: [a]}",
        "services: {web: {component: fc, props: [1]}}",
        "services: {web: {component: fc, props: {function: index.handler}}}",
        "services: {web: {component: [fc], props: {handler: 1}}}",
        "Resources: [ALIYUN::FC::Function]",
        "Resources: {F: {Type: [ALIYUN::FC::Function]}}",
        "{? [a, b] : c, ? {d: e} : f}",
    ],
)
def test_another_shape_deploys_nothing(text: str) -> None:
    manifest = yaml(text + "\n# component: fc, handler")
    assert (manifest.deployments, manifest.errors) == ((), ())


def test_nonsense_values_are_unknown() -> None:
    manifest = yaml(
        HEAD
        + """\
        name: [web]
        runtime: {a: b}
        codeUri: "a\\0b"
        memorySize: lots
        timeout: .inf
        instanceConcurrency: 1e99
        environmentVariables: [a, {Key: [1]}, {Key: A}]
        instanceLifecycleConfig: preStop
      triggers: [http, {type: HTTP, config: {methods: [1, GET]}}]
"""
    )
    (function,) = manifest.deployments
    assert function.name == "web"
    assert (function.runtime, function.code) == (None, None)
    assert (function.memory, function.timeout, function.concurrency) == (None, None, None)
    assert [(each.name, each.value) for each in function.environment] == [("A", None)]
    assert (function.http, function.methods, function.lifecycle) == (True, None, ())


def test_names_that_no_platform_takes_are_unknown() -> None:
    """Each part of a handler's or a folder's name is looked for on the disk."""
    for handler in ("a." * 300_000 + "b", "a/" * 300_000 + "b.c"):
        (deployment,) = yaml(HEAD.replace("index.handler", handler)).deployments
        assert deployment.handler is None
    (deployment,) = yaml(f"{HEAD}        codeUri: {'../' * 300_000}\n").deployments
    assert deployment.code is None
    assert deployment.handler is not None


def test_tags_make_no_objects() -> None:
    manifest = yaml(
        HEAD + '        name: !!python/object/apply:os.system ["exit"]\nx: !Ref {y: !Sub z}'
    )
    assert handlers(manifest) == ["index.handler"]


def test_every_document_counts() -> None:
    manifest = yaml(f"{HEAD}---\n{HEAD.replace('index', 'other')}")
    assert handlers(manifest) == ["index.handler", "other.handler"]


def test_aliases_are_not_unfolded() -> None:
    lists = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 60))
    maps = "".join(f"b{n}: &b{n} {{<<: [*b{n - 1}, *b{n - 1}]}}\n" for n in range(1, 60))
    manifest = yaml(
        f"a0: &a0 [1]\nb0: &b0 {{K: v}}\n{lists}{maps}{HEAD}"
        "        environmentVariables: {<<: *b59}\n      triggers: *a59\n"
    )
    (function,) = manifest.deployments
    assert [each.name for each in function.environment] == ["K"]


def test_aliases_may_go_round_in_circles() -> None:
    manifest = yaml(
        "services: &s\n  <<: *s\n  web: &w\n    <<: [*w, *s]\n    component: fc\n    props: &p\n"
        "      <<: *p\n      function: &f {<<: *f, handler: a.b, environmentVariables: *f}\n"
    )
    assert handlers(manifest) == ["a.b"]


@pytest.mark.slow
def test_merging_is_bounded() -> None:
    big = "".join(f"  k{n}: 1\n" for n in range(20_000))
    many = "".join(
        f"  s{n}: {{component: fc, props: {{function: {{handler: a.b, <<: *big}}}}}}\n"
        for n in range(5_000)
    )
    assert len(yaml(f"big: &big\n{big}services:\n{many}").deployments) == 5_000


@pytest.mark.parametrize("deep", ["a: " + "[" * 50_000, "a: " + "{a: " * 50_000, "- " * 50_000])
def test_deep_nesting_is_an_error(deep: str) -> None:
    text = f"# component: fc, handler\n{deep}"
    assert only_error(yaml(text))[2] == "nested more than 200 levels deep"


@pytest.mark.parametrize(
    "value", ["[" * 3_000 + "]" * 3_000, "1" + " + 1" * 3_000, "a" + ".b" * 3_000]
)
def test_deep_terraform_expressions_are_unknown(value: str) -> None:
    manifest = read_manifest(
        "main.tf", f"{TERRAFORM}  environment_variables = {value}\n}}".encode()
    )
    assert handlers(manifest) == ["index.handler"]


@pytest.mark.parametrize(
    ("name", "text"), [("s.yaml", HEAD + "#" * 2_000_000), ("main.tf", TERRAFORM + "#" * 1_000_000)]
)
def test_huge_files_are_not_parsed(name: str, text: str) -> None:
    row, column, message = only_error(read_manifest(name, text.encode()))
    assert (row, column) == (1, 1)
    assert message.endswith("characters are too many for a manifest")


def test_blank_space_that_would_take_forever() -> None:
    text = TERRAFORM + "  x = <<A\n" + "\n" * 400_000 + "A \n}\n"
    assert only_error(read_manifest("main.tf", text.encode()))[0] == 3


def test_five_hundred_functions() -> None:
    modules = "".join(HEAD.replace("services:\n", "").replace("web", f"web{n}") for n in range(500))
    assert len(yaml("services:\n" + modules).deployments) == 500
    resources = "".join(f"{TERRAFORM.replace('web', f'web{n}')}}}\n" for n in range(500))
    manifest = read_manifest("main.tf", resources.encode())
    assert [each.name for each in manifest.deployments][-1] == "web499"


def test_bytes_that_are_no_text() -> None:
    data = b"# \xb9\xfe\xff\n" + HEAD.encode() + b"        name: \xb9\n"
    (function,) = read_manifest("s.yaml", data).deployments
    place = data.rindex(b"\xb9")
    assert (function.span.row, function.span.column) == (8, 15)
    assert (function.span.start, function.span.end) == (place, place + 1)


def test_a_broken_half_of_utf_16() -> None:
    data = HEAD.encode("utf-16")[:-1]
    assert read_manifest("s.yaml", data).errors == ()


@settings(RANDOM, max_examples=150 * MORE)
@given(
    name=st.sampled_from(sorted(NAMES)),
    place=st.floats(0, 1),
    cut=st.integers(0, 60),
    more=st.one_of(
        st.sampled_from([b"{", b"[", b'"', b"\n", b"\t", b": ", b"- ", b"{{", b"<<EOF\n", b"*a"]),
        st.binary(max_size=6),
    ),
)
def test_no_input_makes_it_fail(name: str, place: float, cut: int, more: bytes) -> None:
    data = bytes_of(name)
    start = int(place * len(data))
    data = data[:start] + more + data[start + cut :]
    manifest = read_manifest(NAMES[name], data)
    assert len(manifest.errors) <= 1
    for function in manifest.deployments:
        assert 0 <= function.span.start <= function.span.end <= len(data)


def test_parsers_are_imported_for_functions_only() -> None:
    program = """
import sys
from fclint.source.manifests import find_manifests, read_manifest
find_manifests(["tests"])
read_manifest("template.yaml", b"Resources: {F: {Type: 'AWS::Lambda::Function', Handler: a.b}}")
read_manifest("main.tf", b'resource "aws_lambda_function" "f" {\\n  handler = "a.b"\\n}')
assert not {"yaml", "hcl2", "lark", "libcst"} & set(sys.modules), sorted(sys.modules)
read_manifest("s.yaml", b"component: fc # handler")
assert "yaml" in sys.modules and "hcl2" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)
