#include "types.hpp"

namespace planloom::python::detail {
namespace {

extern "C" {

PyObject* refuse_new(PyTypeObject* type, PyObject* /*args*/, PyObject* /*kwargs*/) {
    PyErr_Format(PyExc_TypeError, "%s is made by the functions of planloom only", type->tp_name);
    return nullptr;
}

PyObject* call_make(PyTypeObject* type, PyObject* args, PyObject* kwargs) {
    PyObject* make = PyObject_GetAttrString(reinterpret_cast<PyObject*>(type), "_make");
    if (make == nullptr) return nullptr;
    PyObject* made = PyObject_Call(make, args, kwargs);
    Py_DECREF(make);
    return made;
}

}  // extern "C"

void set_new(const py::handle& type, newfunc make) {
    auto* slots = reinterpret_cast<PyTypeObject*>(type.ptr());
    slots->tp_new = make;
    PyType_Modified(slots);
}

}  // namespace

void refuse_calls(const py::handle& type) {
    // What tp_new returns needs no more, and a second __init__ changes nothing. pybind11 would take
    // a function of that name for a constructor.
    type.attr("__init__") = py::cpp_function(
        [](const py::object& /*self*/, const py::args& /*args*/, const py::kwargs& /*kwargs*/) {},
        py::name("initialize"), py::is_method(type));
    set_new(type, &refuse_new);
}

void make_by_call(const py::handle& type) {
    set_new(type, &call_make);
}

}  // namespace planloom::python::detail
