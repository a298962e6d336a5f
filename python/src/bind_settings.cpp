#include <planloom/coverage/settings.hpp>
#include <planloom/io/baseline.hpp>
#include <planloom/io/check_settings.hpp>

#include "arguments.hpp"
#include "io.hpp"
#include "settings.hpp"
#include "types.hpp"
#include "values.hpp"

#include <algorithm>

namespace planloom::python {
namespace {

py::object settings_dict(const SettingsHandle& handle) {
    return json_value(write_check_settings(handle.it));
}

std::optional<Severity> limit_argument(std::string_view word) {
    constexpr std::string_view words[] = {"info", "warning", "error", "none"};
    const std::size_t place = word_index("gate", word, words);
    return place == 3 ? std::nullopt : std::optional(static_cast<Severity>(place));
}

}  // namespace

CheckSettings settings_argument(const py::object& value) {
    if (value.is_none()) return {};
    if (py::isinstance<SettingsHandle>(value)) return value.cast<const SettingsHandle&>().it;
    if (py::isinstance<py::dict>(value)) return read_check_settings(json_argument(value));
    return read_check_settings_file(path_argument(value));
}

std::optional<Baseline> baseline_argument(const py::object& value) {
    if (value.is_none()) return std::nullopt;
    if (py::isinstance<BaselineHandle>(value)) return value.cast<const BaselineHandle&>().it;
    return read_baseline_file(path_argument(value));
}

CheckGate gate_argument(const py::str& text) {
    std::string_view rest = view(text);
    if (rest.find(':') == std::string_view::npos) return {limit_argument(rest), std::nullopt};
    CheckGate gate;
    while (!rest.empty()) {
        const std::string_view part = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(part.size() + 1, rest.size()));
        const std::size_t colon = std::min(part.find(':'), part.size());
        constexpr std::string_view words[] = {"new", "known"};
        const bool is_new = word_index("gate", part.substr(0, colon), words) == 0;
        (is_new ? gate.fresh : gate.known) =
            limit_argument(part.substr(std::min(colon + 1, part.size())));
    }
    return gate;
}

void bind_settings(py::module_& module) {
    py::class_<SettingsHandle> settings = called_class<SettingsHandle>(
        module, "CheckSettings",
        R"(How a plan is to be checked: profile, rules, rules of its own, waivers, gate.

Args:
    value: A dict with the fields of a rule file, the path of a rule file, or None for none.

Raises:
    ReadError: With every fault at once.
    IoError: The file cannot be read.)",
        [](const py::object& value) { return SettingsHandle{settings_argument(value)}; },
        py::arg("value") = py::none());
    settings.def_static(
        "parse",
        [](const py::str& text) { return SettingsHandle{read_check_settings(view(text))}; },
        py::arg("text"), "Reads the text of a rule file, YAML or JSON.");
    settings.def(
        "faults",
        [](const SettingsHandle& handle) { return diagnostic_list(find_faults(handle.it)); },
        "What cannot be followed, such as a rule that there is not.");
    settings.def("to_dict", &settings_dict, "The fields of a rule file.");
    settings.def(
        "to_json",
        [](const SettingsHandle& handle) { return text(write_check_settings(handle.it)); },
        "The canonical text of a rule file.");
    settings.def(
        "__eq__", [](const SettingsHandle& a, const SettingsHandle& b) { return a.it == b.it; },
        py::is_operator());
    settings.attr("__hash__") = py::none();

    py::class_<BaselineHandle> baseline =
        answer_class<BaselineHandle>(module, "Baseline", "Findings that are known.");
    baseline.def_static(
        "read",
        [](const py::object& path) {
            return BaselineHandle{read_baseline_file(path_argument(path))};
        },
        py::arg("path"), "Reads a file that `to_json` gave the text of.");
    baseline.def_static(
        "parse", [](const py::str& text) { return BaselineHandle{read_baseline(view(text))}; },
        py::arg("text"), "Reads what `to_json` gives.");
    baseline.def(
        "to_json", [](const BaselineHandle& handle) { return text(write_baseline(handle.it)); },
        "The text of a file.");
    baseline.def("__len__", [](const BaselineHandle& handle) { return handle.it.entries.size(); });
    baseline.def(
        "__eq__", [](const BaselineHandle& a, const BaselineHandle& b) { return a.it == b.it; },
        py::is_operator());
    baseline.attr("__hash__") = py::none();
}

}  // namespace planloom::python
