#include "check_mend.hpp"

#include <planloom/core/utf8.hpp>
#include <planloom/coverage/mend.hpp>
#include <planloom/coverage/settings.hpp>
#include <planloom/io/check_settings.hpp>
#include <planloom/io/format.hpp>
#include <planloom/io/json.hpp>
#include <planloom/io/text.hpp>

#include "line_diff.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace planloom::tool {
namespace {

[[noreturn]] void refuse(const Session& session, const std::vector<Diagnostic>& faults) {
    const std::string& file = session.arguments().rules_file;
    std::string text =
        session.language().say("the rule file {0} cannot be used", "规则文件 {0} 无法使用", file);
    for (const Diagnostic& each : faults) text += "\n    " + to_string(each);
    throw UsageError(text);
}

void tell_applied(Session& session, const Mended& mended) {
    const Language language = session.language();
    for (const Finding& each : mended.applied)
        session.tell(fmt::format("{}: {} {}: {}", session.place(each.line),
                                 language.pick("mended", "已修改"), each.rule,
                                 escape_controls(message(each, language.code()))));
    if (mended.applied.empty())
        session.tell(language.pick("nothing can be mended without a decision",
                                   "没有无需人工决定即可修改的问题"));
    if (mended.is_cut)
        session.tell(language.pick("there may be more to mend: run it again",
                                   "可能还有可修改之处，请再次运行"));
}

}  // namespace

CheckSettings read_rules_file(Session& session) {
    const std::string& file = session.arguments().rules_file;
    if (file.empty()) return {};
    try {
        return read_check_settings_file(file);
    } catch (const ReadError& error) {
        refuse(session, error.diagnostics());
    }
}

void require_rules_file(const Session& session, const CheckSettings& settings, const Plan& plan) {
    const std::vector<Diagnostic> faults = find_faults(settings, plan.head().checks.custom);
    if (!faults.empty()) refuse(session, faults);
}

CheckResult mend_plan(Session& session, const Plan& plan, const CheckResult& result,
                      const CheckOptions& options) {
    const Arguments& arguments = session.arguments();
    const Language language = session.language();
    if (arguments.write &&
        (arguments.plan == "-" || format_of_name(arguments.plan) != planloom::Format::json))
        throw UsageError(language.pick("--write needs a plan in a file of planloom JSON; use -o",
                                       "--write 只能用于 planloom JSON 文件，请改用 -o"));
    const Mended mended = mend(plan, result, options, 10, &session.progress());
    tell_applied(session, mended);
    if (arguments.write) {
        if (!mended.applied.empty()) save(arguments.plan, write_json(mended.plan));
    } else if (arguments.output != "-") {
        session.emit(write_json(mended.plan));
    } else {
        session.emit(unified_diff(arguments.plan, write_json(plan), write_json(mended.plan)));
    }
    return check(mended.plan, options, &session.progress());
}

}  // namespace planloom::tool
