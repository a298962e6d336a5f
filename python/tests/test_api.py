"""The package as a whole: names, documentation, words."""

import inspect
import re
import subprocess
import sys
import typing

import pytest

import planloom
from planloom import _values


def public_members():
    for name in planloom.__all__:
        item = getattr(planloom, name)
        yield name, item
        if inspect.isclass(item) and item.__module__ == "planloom._core":
            for member, value in vars(item).items():
                if not member.startswith("_"):
                    yield (
                        f"{name}.{member}",
                        getattr(item, member) if isinstance(value, staticmethod) else value,
                    )


@pytest.mark.parametrize(
    ("name", "item"), [(n, i) for n, i in public_members() if not isinstance(i, int | str)]
)
def test_everything_public_is_documented(name, item):
    text = inspect.getdoc(item) or ""
    # What pybind11 says of the signature is not a sentence.
    sentences = [
        line
        for line in text.splitlines()
        if line.strip()
        and not line.startswith(("Overloaded function", name.split(".")[-1] + "("))
        and not re.match(r"\d+\. ", line)
    ]
    assert sentences, name
    assert re.match(r"[A-Z`]", sentences[0].strip()), sentences[0]


def test_all_names_what_there_is():
    public = {
        name
        for name, item in vars(planloom).items()
        if not name.startswith("_") and not inspect.ismodule(item)
    }
    assert public | {"__version__"} == set(planloom.__all__)


def test_version_is_that_of_the_project(root):
    text = (root / "CMakeLists.txt").read_text(encoding="utf-8")
    assert re.search(r"VERSION (\d+\.\d+\.\d+)\n", text).group(1) == planloom.__version__


@pytest.mark.parametrize(
    ("name", "literal"),
    [
        ("role", _values.Role),
        ("serves_role", _values.ServesRole),
        ("type", _values.LinkType),
        ("status", _values.TaskStatus),
        ("requirement_kind", _values.RequirementKind),
        ("unit_kind", _values.UnitKind),
        ("support", _values.SupportRule),
    ],
)
def test_literals_have_the_words_of_the_library(name, literal):
    assert planloom.words(name) == typing.get_args(literal)


def test_disposition_none_is_none_in_python():
    assert planloom.words("disposition") == ("none", *typing.get_args(_values.Disposition))


def test_relations_and_effects_have_the_words_of_the_library():
    lines = planloom.transmission()
    assert {line.relation for line in lines} == set(typing.get_args(_values.Relation))
    effects = {effect for line in lines for effect in line[2:]} - {"none"}
    assert effects <= set(typing.get_args(_values.Effect))


def test_type_information_is_installed():
    from importlib.resources import files

    assert files(planloom).joinpath("py.typed").is_file()
    assert files(planloom).joinpath("_core.pyi").is_file()


def test_import_loads_neither_pandas_nor_the_network():
    code = "import sys, planloom; print(sorted({'pandas', 'socket', 'asyncio'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
