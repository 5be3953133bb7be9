"""The wording language: what it prints, what it refuses when a framework is loaded, and that it ends."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from drafter.errors import DrafterError
from drafter.report.facts import DateRange, Fact
from drafter.wording import MissingValueError, Values, Wording

PLACE = "folder/wording/line.j2"
DAY = datetime.date(2008, 7, 22)
VALUES: Values = {
    "area": "Halton",
    "published": DAY,
    "days": DateRange(datetime.date(2008, 3, 3), datetime.date(2008, 3, 14)),
    "team": ("Ann", "Bob", "Eve"),
    "pupils": 876,
    "grade": {"word": "good", "key": "good", "number": 3},
    "grades": {"capacity_to_improve": {"word": "outstanding"}, "values": {"word": "sound"}},
}
NAMES = (
    *("area", "published", "days", "team", "pupils", "missing"),
    *("grade.word", "grade.key", "grade.number", "other.number"),
    *("grades.capacity_to_improve.word", "grades.values.word"),
)
ORDERS = ("<", "<=", ">", ">=", "in", "not in")
"""Comparisons that a wording cannot make."""


def case(name: str, *values: object) -> Any:
    return pytest.param(*values, id=name)


def wording(source: str) -> Wording:
    return Wording(source, place=PLACE, names=NAMES)


def refusal(source: str) -> DrafterError:
    with pytest.raises(DrafterError) as caught:
        wording(source)
    assert caught.value.where.startswith(PLACE)
    return caught.value


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("Plain words.", "Plain words."),
        ("", ""),
        (" \n Plain.\n\n", "Plain."),
        ("{{ area }}'s", "Halton's"),
        ("{{area}}", "Halton"),
        ("{{ published }}", "22 July 2008"),
        ("{{ days }}", "3 to 14 March 2008"),
        ("{{ team }}", "Ann, Bob and Eve"),
        ("{{ pupils }}", "876"),
        ("{{ grade.word }} ({{ grade.number }})", "good (3)"),
        ("{{ grades.capacity_to_improve.word }}", "outstanding"),
        ("{{ missing or area }}", "Halton"),
        ("{% if area %}yes{% else %}no{% endif %}", "yes"),
        ("{% if missing %}yes{% else %}no{% endif %}", "no"),
        ("{% if not missing %}yes{% endif %}", "yes"),
        ("{% if missing == area %}yes{% else %}no{% endif %}", "no"),
        ("{% if grade.word == 'good' %}yes{% elif area %}no{% endif %}", "yes"),
        ("{% if grade.word == 'bad' %}yes{% elif area %}no{% endif %}", "no"),
        ("{% if grade.number == 3 and pupils != 900 %}yes{% endif %}", "yes"),
        ("{% if area %}\nyes\n{% endif %}", "yes"),
        ("{# a remark #}words", "words"),
        ("{% raw %}{{ area }}{% endraw %}", "{{ area }}"),
        ("{{ 'quoted' }} <&>", "quoted <&>"),
    ],
)
def test_a_wording_prints_its_values(source: str, printed: str) -> None:
    assert wording(source).render(VALUES) == printed


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("{{ area | possessive }}", "Halton's"),
        ("{{ 'Wales' | possessive }}", "Wales'"),
        ("{{ area | lowered }}", "halton"),
        ("{{ 'the council' | capitalised }}", "The council"),
        ("{{ 'éclair' | capitalised }}", "Éclair"),
        ("{{ '' | capitalised }}{{ '' | lowered }}", ""),
        ("{{ published | year }}", "2008"),
        ("{{ days | year }}", "2008"),
        ("{{ area | lowered | possessive }}", "halton's"),
        ("{{ published | possessive }}", "22 July 2008's"),
        ("{{ days | capitalised }}", "3 to 14 March 2008"),
        ("{{ team | lowered }}", "ann, Bob and Eve"),
        pytest.param("{{ team | year }}", "Ann, Bob and Eve"),
    ],
)
def test_a_filter_changes_what_is_printed(source: str, printed: str) -> None:
    assert wording(source).render(VALUES) == printed


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("{{ missing }}", "missing"),
        ("{{ other.number }}", "other.number"),
        ("{{ missing | year }}", "missing"),
        ("{{ missing | possessive }}", "missing"),
        ("{{ missing | capitalised }}", "missing"),
        ("{{ missing | lowered }}", "missing"),
        ("{{ missing or other.number }}", "other.number"),
        ("{% if not missing %}{{ missing }}{% endif %}", "missing"),
    ],
)
def test_a_missing_value_is_named(source: str, name: str) -> None:
    with pytest.raises(MissingValueError) as caught:
        wording(source).render(VALUES)
    assert caught.value.name == name


def test_a_missing_value_that_is_not_printed_is_no_matter() -> None:
    assert wording("{% if missing %}{{ missing }}{% else %}none{% endif %}").render({}) == "none"


def test_a_judgement_may_be_called_values() -> None:
    assert wording("{{ grades.values.word }}").render(VALUES) == "sound"


USERS = ["{{ 7*7 }}", "{% for %}", "{% if", "{#", "<b>&amp;</b>", "a\nb", "${x}", "%s", "\N{PILE OF POO}"]


@pytest.mark.parametrize("text", USERS)
def test_what_a_user_writes_is_printed_as_it_is(text: str) -> None:
    values: Values = {"area": text, "team": (text,), "grade": {"word": text}}
    assert wording("a {{ area }} z").render(values) == f"a {text} z"
    assert wording("a {{ team }} z").render(values) == f"a {text} z"
    assert wording("a {{ grade.word }} z").render(values) == f"a {text} z"
    assert wording("a {{ area | possessive }} z").render(values).startswith(f"a {text}'")


@pytest.mark.parametrize("name", ["lowered", "capitalised", "year"])
def test_a_value_that_a_filter_changes_has_nothing_around_it(name: str) -> None:
    with pytest.raises(MissingValueError):
        wording(f"In {{{{ area | {name} }}}}.").around(VALUES, "area")


def test_the_names_that_a_wording_uses_are_known() -> None:
    assert wording("{{ area }}{% if grade.word %}{{ missing | year }}{% endif %}").names == {
        *("area", "grade.word", "missing")
    }


def test_what_stands_around_a_value_is_told() -> None:
    assert wording("In {{ area }} it is {{ grade.word }}.").around(VALUES, "area") == ("In ", " it is good.")
    assert wording("{{ area }}").around({}, "area") == ("", "")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        case("not printed", "It is {{ grade.word }}.", "area"),
        case("asked for only", "{% if area %}It is {{ grade.word }}.{% endif %}", "area"),
        case("printed twice", "{{ area }} is {{ area }}.", "area"),
        case("another is missing", "In {{ area }} it is {{ missing }}.", "missing"),
    ],
)
def test_a_value_that_is_not_printed_as_it_is_has_nothing_around_it(source: str, name: str) -> None:
    with pytest.raises(MissingValueError) as caught:
        wording(source).around(VALUES, "area")
    assert caught.value.name == name


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{{ weather }}", "'weather'"),
        ("{{ grade }}", "'grade'"),
        ("{{ grade.colour }}", "'grade.colour'"),
        ("{{ area.word }}", "'area.word'"),
        ("{% if weather %}{% endif %}", "'weather'"),
        ("{{ weather | year }}", "'weather'"),
        ("{{ area | upper }}", "'upper'"),
        ("{{ area | attr('x') }}", "'attr'"),
        ("{{ area | tojson }}", "'tojson'"),
        ("{% for a in area %}{% endfor %}", "'for'"),
        ("{% set area = 1 %}", "'assign'"),
        ("{% set area %}x{% endset %}", "'assignblock'"),
        ("{% include 'x' %}", "'include'"),
        ("{% import 'x' as y %}", "'import'"),
        ("{% from 'x' import y %}", "'fromimport'"),
        ("{% extends 'x' %}", "'extends'"),
        ("{% block a %}{% endblock %}", "'block'"),
        ("{% macro a() %}{% endmacro %}", "'macro'"),
        ("{% call area() %}{% endcall %}", "'callblock'"),
        ("{% filter lowered %}x{% endfilter %}", "'filterblock'"),
        ("{% with %}{% endwith %}", "'with'"),
        ("{{ area() }}", "'call'"),
        ("{{ area[0] }}", "'getitem'"),
        ("{{ area['x'] }}", "'getitem'"),
        ("{{ area[:1] }}", "'getitem'"),
        ("{{ 7 * 7 }}", "'mul'"),
        ("{{ 9 ** 9 ** 9 }}", "'pow'"),
        ("{{ area ~ area }}", "'concat'"),
        ("{{ area if area }}", "'condexpr'"),
        ("{{ area is string }}", "'test'"),
        ("{{ [area] }}", "'list'"),
        ("{{ {} }}", "'dict'"),
        ("{{ (area, area) }}", "'tuple'"),
        ("{{ area | possessive(x=1) }}", "'possessive' takes nothing in brackets"),
        ("{{ area | possessive(1) }}", "'possessive' takes nothing in brackets"),
        ("{{ area | possessive(area) }}", "'possessive' takes nothing in brackets"),
        ("{{ area | possessive(*team) }}", "'possessive' takes nothing in brackets"),
        ("{{ area | possessive(**grade) }}", "'possessive' takes nothing in brackets"),
        ("{% do area %}", "do"),
        ("{% weather %}", "weather"),
        ("{{ area", "end of print statement"),
        ("{{ area }", "cannot be read"),
        ("{% if area %}", "endif"),
        ("{% endif %}", "endif"),
        ("{# area", "comment"),
        ("{{ }}", "cannot be read"),
        ("{{ area | }}", "cannot be read"),
    ],
)
def test_what_the_language_lacks_is_refused(source: str, told: str) -> None:
    error = refusal(source)
    assert told in error.problem
    assert "line 1" in error.where


@pytest.mark.parametrize("sign", ORDERS)
def test_values_are_compared_for_being_equal_only(sign: str) -> None:
    for source in (f"{{% if pupils {sign} 5 %}}x{{% endif %}}", f"{{{{ 1 == 1 {sign} team }}}}"):
        assert "== and != only" in refusal(source).problem


def test_the_line_of_a_comparison_is_told() -> None:
    assert "line 3" in refusal("one\ntwo\n{% if area < 5 %}x{% endif %}").where


@pytest.mark.parametrize(
    "source",
    [
        "{{ area.__class__ }}",
        "{{ area.__class__.__mro__ }}",
        "{{ ''.join }}",
        "{{ ''.__class__ }}",
        "{{ 'x'.format }}",
        "{{ (area).join }}",
        "{{ (area or '').join }}",
        "{{ (area | lowered).join }}",
        "{{ area | lowered.join }}",
        "{{ grade.word.join }}",
        "{{ self }}",
        "{{ self._TemplateReference__context }}",
        "{{ loop }}",
        "{{ caller }}",
        "{{ varargs }}",
        "{{ cycler }}",
        "{{ range }}",
        "{{ namespace }}",
        "{{ lipsum.__globals__ }}",
        "{{ config }}",
        "{{ __builtins__ }}",
        "{% if ''.__class__ %}{% endif %}",
        "{{ area | possessive(''.__class__) }}",
    ],
)
def test_there_is_no_way_out_of_the_sandbox(source: str) -> None:
    refusal(source)


def test_the_line_of_the_mistake_is_told() -> None:
    assert "line 3" in refusal("one\ntwo\n{{ weather }}\nfour").where


def test_what_may_be_named_is_told() -> None:
    error = refusal("{{ weather }}")
    assert all(name in error.hint for name in NAMES)
    assert "capitalised, lowered, possessive, year" in refusal("{{ area | upper }}").hint


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("{% if area %}" * 100_000 + "x" + "{% endif %}" * 100_000, id="ifs"),
        pytest.param("{{ " + "(" * 100_000 + "area" + ")" * 100_000 + " }}", id="parentheses"),
        pytest.param("{% if " + "not " * 100_000 + "area %}x{% endif %}", id="nots"),
        pytest.param("{{ area" + "[0" * 100_000 + "]" * 100_000 + " }}", id="subscripts"),
        pytest.param("{{ area" + ".x" * 100_000 + " }}", id="dots"),
    ],
)
def test_deep_nesting_is_refused_at_once(source: str) -> None:
    refusal(source)


def test_a_wording_nests_24_levels_deep() -> None:
    # the template, each `if`, the output in the last one, and its text are a level each
    deepest = "{% if area %}" * 22 + "x" + "{% endif %}" * 22
    assert wording(deepest).render(VALUES) == "x"
    assert "nested too deeply" in refusal("{% if area %}" + deepest + "{% endif %}").problem


def refused_or_printed(source: str) -> None:
    """The rule for a wording: what loads prints, whatever values there are, or names a missing one."""
    try:
        made = wording(source)
    except DrafterError:
        return
    others: dict[str, Fact] = {name: "x" for name in NAMES if "." not in name}
    for values in ({}, VALUES, others):
        try:
            assert isinstance(made.render(values), str)
        except MissingValueError:
            continue
        except (SyntaxError, RecursionError, MemoryError, TypeError, ValueError) as error:
            pytest.fail(repr(error)[:200], pytrace=False)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("{% if area %}" * 50 + "x" + "{% endif %}" * 50, id="50 ifs"),
        pytest.param("{% if area %}" * 150 + "x" + "{% endif %}" * 150, id="150 ifs"),
        pytest.param("{% if " + "not " * 210 + "area %}x{% endif %}", id="210 nots"),
        pytest.param("{{ area" + " | lowered" * 50 + " }}", id="50 filters"),
        pytest.param("{{ area" + " | lowered" * 5_000 + " }}", id="5,000 filters"),
        pytest.param("{{ missing" + " or missing" * 210 + " }}", id="210 ors"),
        pytest.param("{{ area | possessive(1) }}", id="a filter with a value"),
        pytest.param("{% if area < 5 %}x{% endif %}", id="text and number"),
        pytest.param("{% if published > 2008 %}x{% endif %}", id="day and number"),
        pytest.param("{% if team > area %}x{% endif %}", id="list and text"),
        pytest.param("{% if area in 5 %}x{% endif %}", id="in a number"),
        pytest.param("{% if other.number < 2 %}x{% endif %}", id="a missing number"),
        pytest.param("{{ " + "9" * 5_000 + " }}", id="5,000 digits"),
        pytest.param("{{ 0x" + "f" * 5_000 + " }}", id="5,000 digits of another base"),
        pytest.param("{% if area == 'x' %}" + "{% elif area %}" * 100 + "{% endif %}", id="100 elifs"),
        pytest.param("{% if area %}" + "{% elif area %}" * 3_000 + "{% endif %}", id="3,000 elifs"),
        pytest.param("{% if area" + " == area" * 3_000 + " %}x{% endif %}", id="3,000 comparisons"),
        pytest.param("{{ 1e999 }}", id="infinity"),
        pytest.param("{{ none }}", id="none"),
        pytest.param("\ufeff{{ area }}", id="a byte-order mark"),
    ],
)
def test_what_loads_can_be_printed(source: str) -> None:
    refused_or_printed(source)
