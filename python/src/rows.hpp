// One row of a plan as Python sees it: a view that holds the plan.
#pragma once

#include "bindings.hpp"

#include <planloom/model/views.hpp>

#include "types.hpp"
#include "values.hpp"

#include <pybind11/pybind11.h>

#include <functional>
#include <string_view>
#include <utility>

namespace planloom::python {

/// A view and the plan that it borrows from.
template <class View>
class RowHandle {
public:
    RowHandle(PlanPtr plan, View view) noexcept : plan_(std::move(plan)), view_(view) {}

    [[nodiscard]] const Plan& plan() const noexcept { return *plan_; }
    [[nodiscard]] const View& view() const noexcept { return view_; }
    [[nodiscard]] std::size_t row() const noexcept { return view_.id().index(); }
    [[nodiscard]] Node node() const noexcept { return Node(view_.id()); }

    friend bool operator==(const RowHandle& a, const RowHandle& b) noexcept {
        return a.plan_ == b.plan_ && a.view_.id() == b.view_.id();
    }

private:
    PlanPtr plan_;
    View view_;
};

// How the answers of a view read in Python.
inline py::object field_value(std::string_view value) {
    return text(value);
}
inline py::object field_value(bool value) {
    return py::bool_(value);
}
inline py::object field_value(Date value) {
    return date_value(value);
}
inline py::object field_value(const DatePeriod& value) {
    return period_value(value);
}
template <class Number>
py::object field_value(const std::optional<Number>& value) {
    return optional_value(value);
}
template <class Enum>
requires std::is_enum_v<Enum> py::object field_value(Enum value) {
    return text(word(value));
}

/// A class of views, with what all kinds of node have.
template <class View>
class RowClass {
public:
    using Handle = RowHandle<View>;

    RowClass(py::module_& module, const char* name, const char* doc)
        : class_(answer_class<Handle>(module, name, doc)) {
        field("key", &View::key, "The key.");
        property(
            "title", [](const Handle& row) { return text(row.plan().title(row.node())); },
            "The title, or the key where no title was given.");
        property(
            "id", [](const Handle& row) { return row.row(); }, "The number of the row, from 0.");
        property(
            "pointer", [](const Handle& row) { return text(row.plan().pointer(row.node())); },
            "Where the row was written: its JSON pointer, such as `/tasks/3`.");
        property(
            "line", [](const Handle& row) { return row.plan().line(row.node()); },
            "The line on which the row was written, from 1; 0 if it was not read from a text.");
        property(
            "attributes",
            [](const Handle& row) {
                return attributes_value(row.plan(), row.plan().attributes(row.node()));
            },
            "Free attributes: a dict of names and values.");
        class_.def("__eq__", [](const Handle& a, const py::object& b) -> py::object {
            if (!py::isinstance<Handle>(b))
                return py::reinterpret_borrow<py::object>(Py_NotImplemented);
            return py::bool_(a == b.cast<const Handle&>());
        });
        class_.def("__hash__", [](const Handle& row) {
            return py::hash(
                py::make_tuple(reinterpret_cast<std::uintptr_t>(&row.plan()), row.row()));
        });
        class_.def("__repr__", [name = std::string(name)](const Handle& row) {
            return "<planloom." + name + " " +
                   std::string(py::str(py::repr(text(row.view().key())))) + ">";
        });
    }

    template <class Getter>
    RowClass& property(const char* name, Getter&& getter, const char* doc) {
        class_.def_property_readonly(name, std::forward<Getter>(getter), doc);
        return *this;
    }
    /// What a member function of the view answers.
    template <class Answer>
    RowClass& field(const char* name, Answer (View::*answer)() const noexcept, const char* doc) {
        return property(
            name, [answer](const Handle& row) { return field_value((row.view().*answer)()); }, doc);
    }
    /// A reference to another row, kept in a column of ids.
    template <class IdType>
    RowClass& reference(const char* name, std::optional<IdType> (View::*id)() const noexcept,
                        DanglingRef::Field field, const char* doc) {
        return property(
            name,
            [id, field](const Handle& row) {
                return reference_value(row.plan(), (row.view().*id)().value_or(IdType()), field,
                                       row.row());
            },
            doc);
    }

private:
    py::class_<Handle> class_;
};

}  // namespace planloom::python
