// The planloom tool: one command for each question, see --help. For a program of your own, the
// small examples beside this folder are the better beginning.
#include <planloom/core/utf8.hpp>

#include "command_line.hpp"

#include <cerrno>
#include <csignal>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <utility>

namespace planloom::tool {
namespace {

// The message without the code in brackets, which only programs need.
std::string text_of(const Error& error) {
    const std::string text = error.what();
    const std::string code = "[" + error.code() + "] ";
    return text.starts_with(code) ? text.substr(code.size()) : text;
}

int fail(Session& session, int code, const std::string& message) {
    session.tell(session.language().say("planloom: {0}", "planloom：{0}", message));
    return code;
}

int fail_unknown(Session& session, const UnknownKey& error) {
    if (!session.language().is_chinese()) return fail(session, exit_usage, text_of(error));
    std::string text = "“" + escape_controls(error.key()) + "”不存在";
    if (!error.nearest().empty()) text += "，最接近的是“" + escape_controls(error.nearest()) + "”";
    return fail(session, exit_usage, text);
}

int fail_invalid(Session& session, const std::vector<Diagnostic>& diagnostics) {
    const Language language = session.language();
    session.tell(diagnostics);
    return fail(session, exit_invalid_input,
                language.say("{0} cannot be used: {1}", "{0} 无法使用：{1}", session.file(),
                             language.amount(diagnostics.size(), "fault", "处错误")));
}

// A reader that has gone, such as `head`, is no fault.
int fail_io(Session& session, const IoError& error) {
    if (error.error_number() == EPIPE) return 128 + SIGPIPE;
    const bool is_input = error.path() == session.arguments().plan;
    return fail(session, is_input ? exit_invalid_input : exit_internal, text_of(error));
}

int run(Session& session, int (*command)(Session&)) {
    const Language language = session.language();
    try {
        return command(session);
    } catch (const ReadError& error) {
        return fail_invalid(session, error.diagnostics());
    } catch (const InvalidSettings& error) {
        return fail_invalid(session, error.diagnostics());
    } catch (const InvalidPlan& error) {
        const int code = fail_invalid(session, error.diagnostics());
        session.tell(language.pick("planloom check says what else there is to mend",
                                   "用 planloom check 查看其他需要修改之处"));
        return code;
    } catch (const UnknownKey& error) {
        return fail_unknown(session, error);
    } catch (const UsageError& error) {
        return fail(session, exit_usage, error.what());
    } catch (const IoError& error) {
        return fail_io(session, error);
    } catch (const Error& error) {
        // A key in the arguments may name several nodes, a format be of the other direction.
        const bool is_argument = error.code() == "ambiguous_key" ||
                                 error.code() == "unwritable_format" ||
                                 error.code() == "unreadable_format";
        return fail(session, is_argument ? exit_usage : exit_internal, text_of(error));
    } catch (const std::bad_alloc&) {
        return fail(session, exit_internal, language.pick("out of memory", "内存不足"));
    } catch (const std::exception& error) {
        return fail(session, exit_internal, error.what());
    }
}

int run(int count, const char* const* words) {
    end_on_signals();
    Arguments arguments;
    arguments.language = wanted_language(count, words);
    int (*command)(Session&) = nullptr;
    try {
        const std::optional<CommandLine> line = read_command_line(count, words, arguments.language);
        if (!line) return exit_clean;
        arguments = line->arguments;
        command = line->run;
    } catch (const UsageError& error) {
        Session session(arguments);
        const int code = fail(session, exit_usage, escape_controls(error.what()));
        session.tell(session.language().pick("planloom --help, or planloom COMMAND --help",
                                             "详见 planloom --help 或 planloom 命令 --help"));
        return code;
    }
    Session session(std::move(arguments));
    return run(session, command);
}

}  // namespace
}  // namespace planloom::tool

int main(int count, char** words) {
    try {
        return planloom::tool::run(count, words);
    } catch (...) {
        return planloom::tool::exit_internal;
    }
}
