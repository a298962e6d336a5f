#include "bindings.hpp"

#include <planloom/coverage/check.hpp>

#include "arguments.hpp"
#include "monitor.hpp"
#include "types.hpp"
#include "values.hpp"

#include <string>

namespace planloom::python {
namespace {

/// A result and the plan that was checked.
struct CheckHandle {
    PlanPtr plan;
    std::shared_ptr<const CheckResult> result;
};

struct FindingHandle {
    CheckHandle whole;
    std::size_t place;

    [[nodiscard]] const Finding& it() const noexcept { return whole.result->findings[place]; }
};

py::object rule_text(const RuleText& words) {
    return value_class("RuleText")(text(words.title), text(words.what), text(words.why),
                                   text(words.fix), text(words.message));
}

py::object rule_value(const Rule& rule) {
    return value_class("Rule")(text(rule.id), text(rule.name), text(to_string(rule.severity)),
                               text(rule.source), rule_text(rule.en), rule_text(rule.zh));
}

py::str rule_name(const Finding& finding) {
    const Rule* rule = find_rule(finding.rule);
    return text(rule == nullptr ? std::string_view() : rule->name);
}

py::dict finding_dict(const FindingHandle& handle, std::string_view language) {
    const Finding& it = handle.it();
    py::list keys, kinds;
    for (const Node subject : it.subjects) {
        keys.append(text(handle.whole.plan->key(subject)));
        kinds.append(text(word(subject.kind)));
    }
    py::dict answer;
    answer["rule"] = text(it.rule);
    answer["name"] = rule_name(it);
    answer["severity"] = text(to_string(it.severity));
    answer["subjects"] = keys;
    answer["subject_kinds"] = kinds;
    answer["message"] = text(message(it, language));
    answer["witness"] = text_list(it.witness);
    answer["where"] = text(it.where);
    answer["line"] = it.line;
    answer["fingerprint"] = text(it.fingerprint);
    return answer;
}

py::dict severity_counts(const CheckHandle& handle) {
    py::dict counts;
    for (const Severity each : {Severity::error, Severity::warning, Severity::info})
        counts[text(to_string(each))] = handle.result->count(each);
    return counts;
}

py::list finding_list(const CheckHandle& handle) {
    py::list all;
    for (std::size_t place = 0; place < handle.result->findings.size(); ++place)
        all.append(FindingHandle{handle, place});
    return all;
}

py::list not_evaluated(const CheckHandle& handle, std::string_view language) {
    py::list all;
    const py::object type = value_class("NotEvaluated");
    for (const NotEvaluated& each : handle.result->not_evaluated)
        all.append(type(text(each.rule), text(message(each, language))));
    return all;
}

py::dict result_dict(const CheckHandle& handle, std::string_view language) {
    py::list findings, skipped;
    for (std::size_t place = 0; place < handle.result->findings.size(); ++place)
        findings.append(finding_dict({handle, place}, language));
    for (const NotEvaluated& each : handle.result->not_evaluated) {
        py::dict entry;
        entry["rule"] = text(each.rule);
        entry["reason"] = text(message(each, language));
        skipped.append(entry);
    }
    py::dict answer;
    answer["findings"] = findings;
    answer["counts"] = severity_counts(handle);
    answer["not_evaluated"] = skipped;
    return answer;
}

py::object result_frame(const CheckHandle& handle, const py::str& language) {
    const std::string_view in = language_argument(language);
    py::dict columns;
    for (const char* name :
         {"rule", "name", "severity", "subjects", "message", "where", "line", "fingerprint"})
        columns[name] = py::list();
    for (std::size_t place = 0; place < handle.result->findings.size(); ++place) {
        const py::dict finding = finding_dict({handle, place}, in);
        for (const auto& [name, values] : columns)
            py::reinterpret_borrow<py::list>(values).append(finding[name]);
    }
    return py::module_::import("planloom._columns").attr("frame")(columns);
}

void bind_finding(py::module_& module) {
    py::class_<FindingHandle> type =
        answer_class<FindingHandle>(module, "Finding", "What a rule found.");
    type.def_property_readonly(
        "rule", [](const FindingHandle& handle) { return text(handle.it().rule); },
        "The id of the rule, such as `PL301`.");
    type.def_property_readonly(
        "name", [](const FindingHandle& handle) { return rule_name(handle.it()); },
        "The name of the rule, such as `no-lead`.");
    type.def_property_readonly(
        "severity",
        [](const FindingHandle& handle) { return text(to_string(handle.it().severity)); },
        "How much it weighs.");
    type.def_property_readonly(
        "subjects",
        [](const FindingHandle& handle) {
            return node_list(*handle.whole.plan, handle.it().subjects);
        },
        "The nodes that it is about.");
    type.def_property_readonly(
        "arguments",
        [](const FindingHandle& handle) {
            py::dict fields;
            for (const auto& [name, value] : handle.it().arguments)
                fields[text(name)] = text(value);
            return fields;
        },
        "The fields of the message: names and values.");
    type.def_property_readonly(
        "witness", [](const FindingHandle& handle) { return text_list(handle.it().witness); },
        "What proves it; empty where the subject says it all.");
    type.def_property_readonly(
        "where", [](const FindingHandle& handle) { return text(handle.it().where); },
        "The JSON pointer of the first subject.");
    type.def_property_readonly(
        "line", [](const FindingHandle& handle) { return handle.it().line; },
        "The line of the first subject in the source; 0 if not known.");
    type.def_property_readonly(
        "fingerprint", [](const FindingHandle& handle) { return text(handle.it().fingerprint); },
        "Sixteen digits that stay the same when the plan is renumbered or moved in its file.");
    type.def(
        "message",
        [](const FindingHandle& handle, const py::str& language) {
            return text(message(handle.it(), language_argument(language)));
        },
        py::arg("language") = "en", "The text of the finding, in `en` or `zh`.");
    type.def(
        "to_dict",
        [](const FindingHandle& handle, const py::str& language) {
            return finding_dict(handle, language_argument(language));
        },
        py::arg("language") = "en", "As the tool's JSON.");
    type.def("__str__",
             [](const FindingHandle& handle) { return text(message(handle.it(), "en")); });
    type.def("__repr__", [](const FindingHandle& handle) {
        return text("<planloom.Finding " + std::string(handle.it().rule) + ": " +
                    message(handle.it(), "en") + ">");
    });
}

void bind_result(py::module_& module) {
    py::class_<CheckHandle> type =
        answer_class<CheckHandle>(module, "CheckResult", "What a plan's check found.");
    type.def_property_readonly("findings", &finding_list,
                               "By rule, then plan order of the subjects.");
    type.def_property_readonly(
        "not_evaluated", [](const CheckHandle& handle) { return not_evaluated(handle, "en"); },
        "The rules that had nothing to look at, and why, in English.");
    type.def_property_readonly("counts", &severity_counts,
                               "How many findings there are of each severity.");
    type.def(
        "count",
        [](const CheckHandle& handle, const py::str& of) -> std::size_t {
            for (const Severity each : {Severity::error, Severity::warning, Severity::info})
                if (to_string(each) == view(of)) return handle.result->count(each);
            const Rule* rule = find_rule(view(of));
            if (rule == nullptr) throw UnknownKey("rule", view(of), {});
            return handle.result->count(rule->id);
        },
        py::arg("of"),
        R"(How many findings there are of a severity or of a rule.

Args:
    of: `error`, `warning` or `info`, or the id or name of a rule.

Raises:
    UnknownKey: It is neither.)");
    type.def(
        "to_dict",
        [](const CheckHandle& handle, const py::str& language) {
            return result_dict(handle, language_argument(language));
        },
        py::arg("language") = "en",
        "As the tool's JSON: `findings`, `counts` and `not_evaluated`.");
    type.def("to_pandas", &result_frame, py::arg("language") = "en",
             R"(A row for each finding.

Raises:
    ImportError: pandas is not installed.)");
    type.def("__repr__", [](const CheckHandle& handle) {
        return "<planloom.CheckResult: " + std::to_string(handle.result->count(Severity::error)) +
               " errors, " + std::to_string(handle.result->count(Severity::warning)) +
               " warnings, " + std::to_string(handle.result->count(Severity::info)) + " remarks>";
    });
}

constexpr const char* check_doc = R"(Holds a plan against the rules.

Args:
    plan: A plan, which may be faulty, or a graph that is frozen already.
    only: Ids or names of the rules to hold the plan against, one or several; all when None.

Raises:
    UnknownKey: There is no such rule.)";

CheckOptions options_of(const py::object& only) {
    CheckOptions options;
    if (!only.is_none()) options.only = texts(only);
    return options;
}

}  // namespace

void bind_coverage(py::module_& module) {
    bind_finding(module);
    bind_result(module);
    module.def(
        "check",
        [](const PlanHandle& handle, const py::object& only) {
            const PlanPtr plan = handle.plan;
            const CheckOptions options = options_of(only);
            return CheckHandle{
                plan, without_lock([&](Monitor* monitor) {
                    return std::make_shared<const CheckResult>(check(*plan, options, monitor));
                })};
        },
        py::arg("plan"), py::arg("only") = py::none(), check_doc);
    module.def(
        "check",
        [](const GraphHandle& handle, const py::object& only) {
            const GraphPtr graph = handle.graph;
            const CheckOptions options = options_of(only);
            return CheckHandle{
                graph->shared_plan(), without_lock([&](Monitor* monitor) {
                    return std::make_shared<const CheckResult>(check(*graph, options, monitor));
                })};
        },
        py::arg("plan"), py::arg("only") = py::none());
    module.def(
        "rules",
        [] {
            py::list all;
            for (const Rule& rule : rules()) all.append(rule_value(rule));
            return all;
        },
        "All rules, by id.");
    module.def(
        "find_rule",
        [](const py::str& id_or_name) -> py::object {
            const Rule* rule = find_rule(view(id_or_name));
            if (rule == nullptr) return py::none();
            return rule_value(*rule);
        },
        py::arg("id_or_name"), "The rule with this id or name, or None.");
    bind_matrix(module);
}

}  // namespace planloom::python
