// Columns as NumPy arrays that cannot be written to. Where the memory can be shared it is, and the
// array keeps its owner alive.
#pragma once

#include <planloom/core/column.hpp>
#include <planloom/core/id.hpp>

#include <pybind11/numpy.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace planloom::python {

namespace py = pybind11;

/// A capsule that holds the owner.
template <class Owner>
[[nodiscard]] py::capsule keep_alive(Owner owner) {
    auto held = std::make_unique<Owner>(std::move(owner));
    py::capsule capsule(held.get(), [](void* pointer) { delete static_cast<Owner*>(pointer); });
    held.release();
    return capsule;
}

inline py::array read_only(py::array array) {
    py::detail::array_proxy(array.ptr())->flags &= ~py::detail::npy_api::NPY_ARRAY_WRITEABLE_;
    return array;
}

/// An array over memory of the owner. `stride` 0 shows one value `count` times.
template <class Owner>
[[nodiscard]] py::array shared_array(const py::dtype& type, const void* first, std::size_t count,
                                     std::size_t stride, Owner owner) {
    return read_only(py::array(type, std::vector<py::ssize_t>{static_cast<py::ssize_t>(count)},
                               std::vector<py::ssize_t>{static_cast<py::ssize_t>(stride)}, first,
                               keep_alive(std::move(owner))));
}

/// Numbers that lie side by side in memory of the owner.
template <class T, class Owner>
[[nodiscard]] py::array shared_array(const py::dtype& type, std::span<const T> items, Owner owner) {
    // Without a pointer NumPy would make memory of its own.
    static constexpr T nothing{};
    const T* first = items.empty() ? &nothing : items.data();
    return shared_array(type, first, items.size(), sizeof(T), std::move(owner));
}

/// A column as it is stored. One that holds its default only is one value shown `count` times.
template <class T, class Owner>
[[nodiscard]] py::array column_array(const py::dtype& type, const Column<T>& column,
                                     std::size_t count, Owner owner) {
    const std::span<const T> stored = column.stored();
    if (stored.size() == count) return shared_array(type, stored, std::move(owner));
    auto values = std::make_shared<std::vector<T>>(stored.empty() ? 1 : count);
    for (std::size_t row = 0; row < values->size(); ++row) (*values)[row] = column[row];
    const std::size_t stride = stored.empty() ? 0 : sizeof(T);
    return shared_array(type, values->data(), count, stride, values);
}

template <class Tag, class Owner>
[[nodiscard]] py::array id_array(std::span<const Id<Tag>> ids, Owner owner) {
    static_assert(sizeof(Id<Tag>) == sizeof(std::uint32_t));
    return shared_array(py::dtype::of<std::uint32_t>(), ids, std::move(owner));
}

/// An array of Python objects; `item(row)` makes one.
template <class Item>
[[nodiscard]] py::array object_array(std::size_t count, Item&& item) {
    const py::object numpy = py::module_::import("numpy");
    const py::array array = numpy.attr("empty")(count, py::arg("dtype") = py::dtype("O"));
    auto* items = reinterpret_cast<PyObject**>(py::detail::array_proxy(array.ptr())->data);
    for (std::size_t row = 0; row < count; ++row) {
        py::object value = item(row);
        Py_XDECREF(std::exchange(items[row], value.release().ptr()));
    }
    return read_only(array);
}

}  // namespace planloom::python
