// How the types of the module come to instances. pybind11 alone would let `T.__new__(T)` make one
// without its C++ part, and then read what is not there; here every instance comes whole.
#pragma once

#include <pybind11/pybind11.h>

#include <utility>

namespace planloom::python {

namespace py = pybind11;

namespace detail {
/// `T()` is a TypeError, and so is `T.__new__(T)`.
void refuse_calls(const py::handle& type);
/// `T(...)` is what the static method `_make` of the type returns.
void make_by_call(const py::handle& type);
}  // namespace detail

/// A type without subclasses whose instances the library makes.
template <class T>
[[nodiscard]] py::class_<T> answer_class(py::module_& module, const char* name, const char* doc) {
    const py::metaclass plain(reinterpret_cast<PyObject*>(&PyType_Type));
    py::class_<T> type(module, name, doc, py::is_final(), plain);
    detail::refuse_calls(type);
    return type;
}

/// A type without subclasses whose instances `make` makes from the arguments.
template <class T, class Make, class... Arguments>
[[nodiscard]] py::class_<T> called_class(py::module_& module, const char* name, const char* doc,
                                         Make&& make, const Arguments&... arguments) {
    py::class_<T> type = answer_class<T>(module, name, doc);
    type.def_static("_make", std::forward<Make>(make), arguments...);
    detail::make_by_call(type);
    return type;
}

}  // namespace planloom::python
