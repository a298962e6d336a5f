// Options of one command, each with its help in two languages. Only the command line needs CLI11.
#pragma once

#include "arguments.hpp"

#include <CLI/CLI.hpp>

#include <string>
#include <utility>
#include <vector>

namespace planloom::tool {

/// Adds options to a command, with their help in the wanted language.
class Options {
public:
    Options(CLI::App& app, Arguments& arguments)
        : app_(app), arguments_(arguments), language_(arguments.language) {}

    CLI::Option* add(const char* name, std::string& target, const char* type, const char* en,
                     const char* zh) {
        return app_.add_option(name, target, language_.pick(en, zh))->type_name(type);
    }
    // One value each time, so that a key never swallows what stands behind it.
    CLI::Option* add_list(const char* name, std::vector<std::string>& target, const char* type,
                          const char* en, const char* zh) {
        return app_.add_option(name, target, language_.pick(en, zh))
            ->type_name(type)
            ->allow_extra_args(false);
    }
    void add_flag(const char* name, bool& target, const char* en, const char* zh) {
        app_.add_flag(name, target, language_.pick(en, zh));
    }
    template <class Value>
    CLI::Option* add_choice(const char* name, Value& target,
                            std::vector<std::pair<std::string, Value>> choices, const char* en,
                            const char* zh) {
        std::string words;
        for (const auto& [word, value] : choices) words += (words.empty() ? "" : "|") + word;
        const auto choose = [&target, words, choices = std::move(choices),
                             language = language_](const std::string& text) {
            for (const auto& [word, value] : choices) {
                if (word != text) continue;
                target = value;
                return;
            }
            throw CLI::ValidationError(
                language.say("\"{0}\" is none of {1}", "“{0}”不在 {1} 之中", text, words));
        };
        return app_.add_option_function<std::string>(name, choose, language_.pick(en, zh))
            ->type_name(words);
    }

    void add_plan() {
        add("PLAN", arguments_.plan, "",
            "the plan, in any format that can be read; - is standard input",
            "方案文件（凡可读的格式均可），- 表示标准输入")
            ->required();
    }
    void add_formats(std::vector<std::pair<std::string, Format>> formats) {
        add_choice("--format", arguments_.format, std::move(formats),
                   "form of the answer; the first is the default", "输出格式，默认为第一种");
    }
    void add_output() {
        add("-o,--output", arguments_.output, "FILE",
            "write the answer to a file, which is replaced as one step",
            "把结果写入文件（整体替换，不会留下半个文件）");
        add_language();
        add_choice<Color>(
            "--color", arguments_.color,
            {{"auto", Color::automatic}, {"always", Color::always}, {"never", Color::never}},
            "colours; auto heeds NO_COLOR and whether a terminal listens",
            "颜色；auto 遵从 NO_COLOR，且只在终端上使用");
    }

    void add_language() {
        add_choice<Language>(
            "--lang", arguments_.language, {{"en", Language(false)}, {"zh", Language(true)}},
            "language of texts; by default that of the environment", "语言，默认随系统环境");
    }

    [[nodiscard]] CLI::App& app() noexcept { return app_; }
    [[nodiscard]] Arguments& arguments() noexcept { return arguments_; }
    [[nodiscard]] Language language() const noexcept { return language_; }

private:
    CLI::App& app_;
    Arguments& arguments_;
    Language language_;
};

}  // namespace planloom::tool
