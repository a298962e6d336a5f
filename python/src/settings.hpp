// Settings of checks and baselines, as Python gives them.
#pragma once

#include "bindings.hpp"

#include <planloom/coverage/gate.hpp>
#include <planloom/model/check_settings.hpp>

#include <optional>
#include <string>

namespace planloom::python {

struct SettingsHandle {
    CheckSettings it;
};

struct BaselineHandle {
    Baseline it;
};

/// A `CheckSettings`, a dict with the fields of a rule file, the path of one, or None for none.
[[nodiscard]] CheckSettings settings_argument(const py::object& value);
/// A `Baseline`, the path of one, or None for none.
[[nodiscard]] std::optional<Baseline> baseline_argument(const py::object& value);
/// A text such as `warning`, `none` or `new:warning,known:error` as a gate.
[[nodiscard]] CheckGate gate_argument(const py::str& text);

void bind_settings(py::module_& module);

}  // namespace planloom::python
