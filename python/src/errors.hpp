// Exceptions of planloom/_errors.py.
#pragma once

#include <planloom/core/error.hpp>

#include "values.hpp"

#include <pybind11/pybind11.h>

#include <utility>

namespace planloom::python {

/// Makes an exception of planloom/_errors.py and sets it as the present error.
template <class... Fields>
void set_error(const char* name, const Error& error, Fields&&... fields) {
    const py::object type = py::module_::import("planloom._errors").attr(name);
    const py::object value =
        type(text(error.what()), text(error.code()), std::forward<Fields>(fields)...);
    PyErr_SetObject(type.ptr(), value.ptr());
}

}  // namespace planloom::python
