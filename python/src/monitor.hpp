// Long work without the lock of the interpreter, that Ctrl-C still ends.
#pragma once

#include <planloom/core/monitor.hpp>

#include <pybind11/pybind11.h>

#include <chrono>
#include <optional>
#include <utility>

namespace planloom::python {

namespace py = pybind11;

/// Lets Python's signal handlers run every 20 milliseconds; what they raise stops the work. Only
/// the main thread runs handlers, so elsewhere there is nothing to look at.
class SignalMonitor final : public Monitor {
public:
    SignalMonitor() {
        const py::module_ threading = py::module_::import("threading");
        is_main_ = threading.attr("current_thread")().is(threading.attr("main_thread")());
    }

    bool proceed(std::uint64_t /*done*/, std::uint64_t /*total*/) override {
        if (!is_main_) return true;
        const Clock::time_point now = Clock::now();
        if (now < next_look_) return true;
        next_look_ = now + std::chrono::milliseconds(20);
        const py::gil_scoped_acquire lock;
        if (PyErr_CheckSignals() == 0) return true;
        raised_.emplace();
        return false;
    }

    /// Raises what the handler raised, if it was a handler that stopped the work.
    void rethrow() {
        if (raised_) throw py::error_already_set(std::move(*raised_));
    }

private:
    using Clock = std::chrono::steady_clock;

    bool is_main_ = false;
    Clock::time_point next_look_ = Clock::now();
    std::optional<py::error_already_set> raised_;
};

/// Runs work that touches no Python object. The work takes a Monitor*.
template <class Work>
auto without_lock(Work&& work) {
    SignalMonitor monitor;
    try {
        const py::gil_scoped_release release;
        return std::forward<Work>(work)(static_cast<Monitor*>(&monitor));
    } catch (const Interrupted&) {
        monitor.rethrow();
        throw;
    }
}

}  // namespace planloom::python
