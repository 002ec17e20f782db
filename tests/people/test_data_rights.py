"""Every table is thought of: what it holds about a person is given out, or it is said why not."""

import pytest
from django.apps import apps
from django.db import models

from solidarity.people.data_rights import chapters, partings, spared
from solidarity.people.data_rights.file import field_at, shape_of
from solidarity.people.models import Person

TABLES = {table.model: table for chapter in chapters() for table in chapter.tables}
ALL = sorted(apps.get_models(), key=lambda model: model._meta.db_table)
# The log may not be changed by the web: a function of the eraser takes her out of it.
BY_THE_ERASER = {("networks_logentry", "by"), ("networks_logentry", "whom")}


def links_to_people(model):
    return [
        field
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.related_model is Person
        and not field.auto_created
    ]


@pytest.mark.parametrize("model", ALL, ids=lambda model: model._meta.db_table)
def test_each_table_is_given_out_or_spared_with_a_reason(model):
    is_given, is_spared = model in TABLES, model in spared()

    assert is_given != is_spared, (
        f"{model._meta.label}: name it in the data_rights.py of its app, once: as a Table that is"
        " given out, or among those that are spared, with the reason"
    )
    if is_spared:
        assert len(spared()[model]) > 5


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model._meta.db_table)
def test_each_column_is_given_out_or_has_a_reason_not_to_be(model):
    columns = {field.name for field in model._meta.concrete_fields}
    forgotten = columns - TABLES[model].columns

    assert not forgotten, f"{model._meta.label}: say or spare {sorted(forgotten)}"


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_the_shape_of_each_table_is_documented(table):
    assert set(shape_of(table)) == set(table.said)
    for path in table.said:
        assert field_at(table.model, path)


@pytest.mark.parametrize("model", ALL, ids=lambda model: model._meta.db_table)
def test_no_row_keeps_a_person_who_is_deleted(model):
    for field in links_to_people(model):
        if (model._meta.db_table, field.name) in BY_THE_ERASER:
            continue
        rule = field.remote_field.on_delete
        assert rule in {models.CASCADE, models.SET_NULL}, (
            f"{model._meta.label}.{field.name}: a row that stays must let her go"
        )


def test_what_higher_apps_hold_is_parted_with_first():
    names = [part.__module__.split(".")[-2] for part in partings()]

    assert names.index("actions") < names.index("threads") < names.index("inbox")
    assert len(names) >= 5
