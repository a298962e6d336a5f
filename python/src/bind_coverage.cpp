#include "bindings.hpp"

#include <planloom/coverage/check.hpp>
#include <planloom/coverage/gate.hpp>
#include <planloom/coverage/mend.hpp>

#include "arguments.hpp"
#include "monitor.hpp"
#include "settings.hpp"
#include "types.hpp"
#include "values.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace planloom::python {
namespace {

/// A result and the plan that was checked.
struct CheckHandle {
    PlanPtr plan;
    std::shared_ptr<const CheckResult> result;
    /// What was known before; nothing where no baseline was given.
    std::shared_ptr<const Baseline> baseline = {};
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

Comparison comparison(const CheckHandle& handle) {
    return compare(*handle.result, handle.baseline ? *handle.baseline : Baseline());
}

bool is_among(const std::vector<std::size_t>& places, std::size_t place) {
    return std::binary_search(places.begin(), places.end(), place);
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
    answer["fixable"] = !it.edits.empty();
    if (handle.whole.baseline)
        answer["new"] = is_among(comparison(handle.whole).fresh, handle.place);
    if (it.waiver) {
        const Waiver& waiver = handle.whole.result->waivers[*it.waiver];
        py::dict accepted;
        accepted["reason"] = text(waiver.reason);
        accepted["approved_by"] = text(waiver.approved_by);
        accepted["expires"] = text(to_string(waiver.expires));
        answer["accepted"] = accepted;
    }
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

py::list findings_at(const CheckHandle& handle, const std::vector<std::size_t>& places) {
    py::list all;
    for (const std::size_t place : places) all.append(FindingHandle{handle, place});
    return all;
}

py::list accepted(const CheckHandle& handle) {
    py::list all;
    for (std::size_t place = 0; place < handle.result->findings.size(); ++place)
        if (handle.result->findings[place].is_accepted()) all.append(FindingHandle{handle, place});
    return all;
}

py::list ratio_list(const CheckHandle& handle) {
    py::list all;
    const py::object type = value_class("Ratio");
    for (const Ratio& each : handle.result->ratios)
        all.append(type(text(each.rule), each.numerator, each.denominator, each.threshold,
                        each.is_floor, each.unknown));
    return all;
}

py::list ratio_dicts(const CheckHandle& handle) {
    py::list all;
    for (const Ratio& each : handle.result->ratios) {
        py::dict entry;
        entry["rule"] = text(each.rule);
        entry["numerator"] = each.numerator;
        entry["denominator"] = each.denominator;
        entry["threshold"] = each.threshold;
        entry["is_floor"] = each.is_floor;
        entry["unknown"] = each.unknown;
        entry["passes"] = each.passes();
        all.append(entry);
    }
    return all;
}

py::list fixed_dicts(const CheckHandle& handle) {
    py::list all;
    for (const BaselineEntry& each : comparison(handle).fixed) {
        py::dict entry;
        entry["rule"] = text(each.rule);
        entry["subjects"] = text_list(each.subjects);
        entry["fingerprint"] = text(each.fingerprint);
        entry["count"] = each.count;
        all.append(entry);
    }
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
    answer["accepted"] = handle.result->accepted_count();
    answer["profile"] = text(word(handle.result->profile));
    answer["ratios"] = ratio_dicts(handle);
    if (handle.baseline) answer["fixed"] = fixed_dicts(handle);
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
    type.def_property_readonly(
        "is_accepted", [](const FindingHandle& handle) { return handle.it().is_accepted(); },
        "Whether a waiver accepts it.");
    type.def_property_readonly(
        "is_fixable", [](const FindingHandle& handle) { return !handle.it().edits.empty(); },
        "Whether `mend` can mend it.");
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
                               "How many findings there are of each severity, without those that "
                               "are accepted.");
    type.def_property_readonly("ratios", &ratio_list,
                               "What rules that count a share have counted.");
    type.def_property_readonly("waived", &accepted, "The findings that a waiver accepts.");
    type.def_property_readonly(
        "new",
        [](const CheckHandle& handle) { return findings_at(handle, comparison(handle).fresh); },
        "The findings that the baseline does not know, or all without one; none is accepted.");
    type.def_property_readonly(
        "known",
        [](const CheckHandle& handle) { return findings_at(handle, comparison(handle).known); },
        "The findings that the baseline knows; none is accepted.");
    type.def_property_readonly("fixed", &fixed_dicts,
                               "What the baseline knows and was not found any more.");
    type.def_property_readonly(
        "profile", [](const CheckHandle& handle) { return text(word(handle.result->profile)); },
        "What the check was for.");
    type.def_property_readonly(
        "ran", [](const CheckHandle& handle) { return text_list(handle.result->ran); },
        "The ids of the rules that ran.");
    type.def(
        "baseline",
        [](const CheckHandle& handle) {
            return BaselineHandle{baseline_of(*handle.plan, *handle.result)};
        },
        "The findings that no waiver accepts, to be known from now on.");
    type.def(
        "passes",
        [](const CheckHandle& handle, const std::optional<py::str>& gate) {
            return passes(*handle.result, gate ? gate_argument(*gate) : handle.result->gate,
                          handle.baseline.get());
        },
        py::arg("gate") = py::none(),
        R"(Whether no finding is as heavy as the gate says.

Args:
    gate: `info`, `warning`, `error` or `none` for new findings, or both as in
        `new:warning,known:error`. That of the settings when None.)");
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
    only: Ids or names of the rules to hold the plan against, one or several; those of the profile
        when None.
    profile: What the check is for; by default what the settings or the plan say, else `policy`.
    settings: What a rule file says, as `CheckSettings`, dict or path; it goes before the plan's.
    as_of: The day that counts as today; by default the plan's status date.
    before: An earlier revision of the plan.
    baseline: Findings that are known, as `Baseline` or path.

Raises:
    UnknownKey: There is no such rule.
    InvalidSettings: The settings of the plan or those given cannot be followed.)";

constexpr const char* mend_doc = R"(Carries out the mends that need no decision of a person.

Findings that a waiver accepts are left. The plan is checked again until nothing more is to mend.
The arguments are those of `check`.

Returns:
    The mended plan, and what was mended.)";

/// The arguments of a check beside the plan, which outlive it.
struct CheckArguments {
    PlanPtr before;
    std::shared_ptr<const Baseline> baseline;
    CheckOptions options;

    CheckArguments(const py::object& only, const std::optional<py::str>& profile,
                   const py::object& settings, const py::object& as_of,
                   const std::optional<PlanHandle>& earlier, const py::object& known) {
        if (!only.is_none()) options.only = texts(only);
        if (profile) {
            constexpr std::string_view words[] = {"policy", "schedule", "supervision", "revision",
                                                  "strict"};
            options.profile = static_cast<Profile>(word_index("profile", view(*profile), words));
        }
        options.settings = settings_argument(settings);
        options.as_of = date_argument("as_of", as_of);
        if (earlier) before = earlier->plan;
        options.before = before.get();
        if (std::optional<Baseline> read = baseline_argument(known))
            baseline = std::make_shared<const Baseline>(std::move(*read));
    }
};

template <class Checked>
CheckHandle checked(const PlanPtr& plan, const Checked& what, const CheckArguments& arguments) {
    return {plan, without_lock([&](Monitor* monitor) {
                return std::make_shared<const CheckResult>(check(what, arguments.options, monitor));
            }),
            arguments.baseline};
}

py::object mended(const PlanPtr& plan, const CheckArguments& arguments) {
    Mended answer = without_lock([&](Monitor* monitor) {
        const CheckResult result = check(*plan, arguments.options, monitor);
        return mend(*plan, result, arguments.options, 10, monitor);
    });
    py::list applied;
    const py::object type = value_class("Mend");
    for (const Finding& each : answer.applied)
        applied.append(type(text(each.rule), text(each.fingerprint), text(message(each, "en")),
                            text(message(each, "zh"))));
    return py::make_tuple(PlanHandle{std::make_shared<const Plan>(std::move(answer.plan)), {}},
                          applied);
}

void bind_check(py::module_& module) {
    const auto define = [&](const char* name, auto&& function, const char* doc) {
        module.def(name, function, py::arg("plan"), py::arg("only") = py::none(), py::kw_only(),
                   py::arg("profile") = py::none(), py::arg("settings") = py::none(),
                   py::arg("as_of") = py::none(), py::arg("before") = py::none(),
                   py::arg("baseline") = py::none(), doc);
    };
    define(
        "check",
        [](const PlanHandle& handle, const py::object& only, const std::optional<py::str>& profile,
           const py::object& settings, const py::object& as_of,
           const std::optional<PlanHandle>& before, const py::object& baseline) {
            return checked(handle.plan, *handle.plan,
                           {only, profile, settings, as_of, before, baseline});
        },
        check_doc);
    define(
        "check",
        [](const GraphHandle& handle, const py::object& only, const std::optional<py::str>& profile,
           const py::object& settings, const py::object& as_of,
           const std::optional<PlanHandle>& before, const py::object& baseline) {
            const GraphPtr graph = handle.graph;
            return checked(graph->shared_plan(), *graph,
                           {only, profile, settings, as_of, before, baseline});
        },
        "");
    module.def(
        "mend",
        [](const PlanHandle& handle, const py::object& only, const std::optional<py::str>& profile,
           const py::object& settings, const py::object& as_of,
           const std::optional<PlanHandle>& before) {
            return mended(handle.plan, {only, profile, settings, as_of, before, py::none()});
        },
        py::arg("plan"), py::arg("only") = py::none(), py::kw_only(),
        py::arg("profile") = py::none(), py::arg("settings") = py::none(),
        py::arg("as_of") = py::none(), py::arg("before") = py::none(), mend_doc);
}

}  // namespace

void bind_coverage(py::module_& module) {
    bind_settings(module);
    bind_finding(module);
    bind_result(module);
    bind_check(module);
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
    bind_support(module);
}

}  // namespace planloom::python
