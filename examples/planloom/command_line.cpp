#include "command_line.hpp"

#include <planloom/core/key_index.hpp>
#include <planloom/version.hpp>

#include "commands.hpp"
#include "options.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom::tool {
namespace {

const std::vector<std::pair<std::string, Format>> text_or_json = {{"text", Format::text},
                                                                  {"json", Format::json}};

void plain_options(Options& options) {
    options.add_plan();
    options.add_formats(text_or_json);
    options.add_output();
}

/// Answers that are text, JSON or a table, and may be other files.
void table_options(Options& options, const std::vector<std::pair<std::string, Format>>& more = {}) {
    Arguments& arguments = options.arguments();
    std::vector<std::pair<std::string, Format>> formats = {
        {"text", Format::text}, {"json", Format::json}, {"csv", Format::csv}};
    formats.insert(formats.end(), more.begin(), more.end());
    options.add_formats(std::move(formats));
    options.add_flag("--raw", arguments.raw,
                     "csv: texts as they are, even those that a spreadsheet takes for a formula",
                     "csv：文字原样输出，即使表格软件会当作公式");
    options.add_flag("--bom", arguments.byte_order_mark,
                     "csv: begin with a byte order mark, as Excel wants it",
                     "csv：以字节顺序标记开头，便于 Excel 识别");
    options.add_output();
}

/// The severity that a word of the gate stands for; nothing in the first place for no such word.
std::optional<std::optional<Severity>> gate_limit(std::string_view word) {
    if (word == "none" || word == "off") return std::optional<Severity>();
    for (const Severity each : {Severity::error, Severity::warning, Severity::info})
        if (word == to_string(each)) return std::optional<Severity>(each);
    return std::nullopt;
}

/// Reads `error`, or `new:warning,known:error`.
std::optional<CheckGate> parse_gate(std::string_view text) {
    if (const auto limit = gate_limit(text)) return CheckGate{*limit, std::nullopt};
    CheckGate gate;
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find(','));
        text.remove_prefix(std::min(part.size() + 1, text.size()));
        const std::size_t colon = part.find(':');
        if (colon == std::string_view::npos) return std::nullopt;
        const auto limit = gate_limit(part.substr(colon + 1));
        const std::string_view which = part.substr(0, colon);
        if (!limit || (which != "new" && which != "known")) return std::nullopt;
        (which == "new" ? gate.fresh : gate.known) = *limit;
    }
    return gate;
}

void add_gate(Options& options) {
    const Language language = options.language();
    const auto read = [&gate = options.arguments().gate, language](const std::string& text) {
        gate = parse_gate(text);
        if (!gate || text.empty())
            throw CLI::ValidationError(
                language.say("\"{0}\" is no gate such as error, none or new:warning,known:error",
                             "“{0}”不是门槛，应如 error、none 或 new:warning,known:error", text));
    };
    options.app()
        .add_option_function<std::string>(
            "--gate", read,
            language.pick("the weight from which a finding makes exit code 1, apart for new and "
                          "known ones",
                          "达到哪一级问题时退出码为 1，可对新问题和已知问题分别设定"))
        ->type_name("error|warning|info|none|new:W,known:W");
}

void add_day(Options& options, const char* name, Date& target, const char* en, const char* zh) {
    const Language language = options.language();
    const auto read = [&target, language](const std::string& text) {
        const std::optional<DatePeriod> day = parse_date(text);
        if (!day || day->precision != DatePrecision::day)
            throw CLI::ValidationError(language.say("\"{0}\" is no date such as 2025-06-30",
                                                    "“{0}”不是日期，应如 2025-06-30", text));
        target = day->date;
    };
    options.app()
        .add_option_function<std::string>(name, read, language.pick(en, zh))
        ->type_name("DATE");
}

void check_options(Options& options) {
    Arguments& arguments = options.arguments();
    plain_options(options);
    options
        .add_list("--only", arguments.only, "RULES", "hold the plan against these rules only",
                  "只用这些规则检查")
        ->delimiter(',');
    add_gate(options);
    options.add_choice<std::optional<Profile>>("--profile", arguments.profile,
                                               {{"policy", Profile::policy},
                                                {"schedule", Profile::schedule},
                                                {"supervision", Profile::supervision},
                                                {"revision", Profile::revision},
                                                {"strict", Profile::strict}},
                                               "what the check is for; by default what the rule "
                                               "file or the plan says, else policy",
                                               "检查类型，默认按规则文件或方案，否则为 policy");
    options.add("--rules-file", arguments.rules_file, "FILE",
                "rules, waivers and gate, as YAML or JSON; they go before those of the plan",
                "规则文件（YAML 或 JSON），优先于方案自带的设置");
    options.add("--baseline", arguments.baseline, "FILE", "findings that are known; others are new",
                "基线文件，其中的问题按已知问题处理");
    options.add("--write-baseline", arguments.write_baseline, "FILE",
                "write the findings as a baseline", "把发现的问题写为基线文件");
    options.add("--before", arguments.before, "OLD", "an earlier revision of the plan",
                "方案的上一版本");
    add_day(options, "--as-of", arguments.as_of,
            "the day that counts as today; by default the plan's status date",
            "以哪一天为今日，默认按方案的状态日期");
    options.add_flag("--fix", arguments.fix,
                     "carry out the mends that need no decision: show them as a diff, or write the "
                     "plan with --write or -o",
                     "进行无需人工决定的修改：显示差异，或用 --write、-o 写出");
    options.add_flag("--write", arguments.write, "with --fix: write the mended plan over PLAN",
                     "与 --fix 同用：把修改后的方案写回原文件");
    options.add_flag("--exit-zero", arguments.exit_zero, "exit code 0 whatever is found",
                     "无论发现什么，退出码都为 0");
    options.add_flag("--all", arguments.all, "list every finding, not only ten for each rule",
                     "列出全部问题，而不是每条规则十处");
}

template <class Number>
void add_number(Options& options, const char* name, Number& target, const char* en,
                const char* zh) {
    options.app().add_option(name, target, options.language().pick(en, zh))->type_name("N");
}

void add_moment(Options& options, const char* name, DateTime& target, const char* en,
                const char* zh) {
    const Language language = options.language();
    const auto read = [&target, language](const std::string& text) {
        const std::optional<DateTime> moment = parse_date_time(text);
        if (!moment)
            throw CLI::ValidationError(
                language.say("\"{0}\" is no date such as 2025-06-30 or 2025-06-30T08:00",
                             "“{0}”不是日期，应如 2025-06-30 或 2025-06-30T08:00", text));
        target = *moment;
    };
    options.app()
        .add_option_function<std::string>(name, read, language.pick(en, zh))
        ->type_name("DATE");
}

/// When work begins and how far it is known to be, for all that schedules.
void start_options(Options& options) {
    Arguments& arguments = options.arguments();
    add_moment(options, "--start", arguments.start,
               "when work begins; by default what the plan says", "开始日期，默认按方案");
    add_moment(options, "--status-date", arguments.status_date,
               "up to when progress is known; by default what the plan says",
               "进展截止日期，默认按方案");
}

void order_options(Options& options) {
    Arguments& arguments = options.arguments();
    plain_options(options);
    options.add_flag("--waves", arguments.waves, "one line for each wave, keys only",
                     "每批一行，只列编号");
    options.add_flag("--ready", arguments.ready, "say which tasks can begin now",
                     "列出现在可以开始的任务");
    options.add_list("--done", arguments.done, "KEY",
                     "with --ready: take this task as done; may be repeated",
                     "与 --ready 合用：视为已完成的任务，可重复");
    options.add_flag("--reduce", arguments.reduce,
                     "name the links that others say already, with the path that does",
                     "列出可以省去的先后关系及替代路径");
    options.add_flag("--width", arguments.width,
                     "say how many tasks can go on side by side, and how few teams do them all",
                     "最多几项任务可同时推进，最少需要几个工作组");
}

void risk_options(Options& options) {
    Arguments& arguments = options.arguments();
    plain_options(options);
    start_options(options);
    add_moment(options, "--deadline", arguments.risk.deadline, "say how likely all is done by then",
               "计算按期完成的概率");
    options.add_choice("--distribution", arguments.risk.distribution,
                       {{"pert", Distribution::pert},
                        {"triangular", Distribution::triangular},
                        {"uniform", Distribution::uniform},
                        {"lognormal", Distribution::lognormal}},
                       "how three durations become a distribution; pert if not said",
                       "三点工期对应的分布，默认 pert");
    add_number(options, "--tail", arguments.risk.tail,
               "share of cases beyond the optimistic and the pessimistic duration (0)",
               "乐观、悲观工期之外的概率（0）");
    add_number(options, "--spread-below", arguments.risk.spread_below,
               "tasks with one duration: how much less it may be, as a share (0)",
               "只有一个工期的任务：最多可缩短的比例（0）");
    add_number(options, "--spread-above", arguments.risk.spread_above,
               "tasks with one duration: how much more it may be, as a share (0)",
               "只有一个工期的任务：最多可延长的比例（0）");
    add_number(options, "--correlation", arguments.risk.correlation,
               "how much tasks of one lead go long together, 0 to 1 (0)",
               "同一牵头单位的任务同涨同落的程度，0 到 1（0）");
    add_number(options, "--samples", arguments.risk.samples, "how many times to draw (10000)",
               "抽样次数（10000）");
    add_number(options, "--precision", arguments.risk.precision,
               "stop once the 80 % date is known to this share of the length (0: never)",
               "80% 日期的误差小于工期的这一比例时停止（0 为不提前停止）");
    add_number(options, "--seed", arguments.risk.seed, "where the draws begin (1)",
               "随机种子（1）");
    add_number(options, "--threads", arguments.risk.threads,
               "0 for all that there are; the answer is the same (0)",
               "线程数，0 为全部，结果不变（0）");
}

void schedule_options(Options& options) {
    Arguments& arguments = options.arguments();
    options.add_plan();
    start_options(options);
    add_moment(options, "--finish", arguments.finish,
               "by when all is to be done; float is measured against it",
               "要求全部完成的日期，浮动时间据此计算");
    options.add_list("--target", arguments.targets, "KEY",
                     "measure float against the date of this goal or task too; may be repeated",
                     "同时计算相对该目标或任务期限的浮动时间，可重复");
    options.add_flag("--capacity", arguments.has_capacity,
                     "ask no unit for more than its capacity at any time",
                     "任何时候都不超过单位的承担能力");
    add_number(options, "--schedules", arguments.max_schedules,
               "with --capacity: try this many schedules (5000)",
               "与 --capacity 合用：尝试多少种安排（5000）");
    add_number(options, "--seed", arguments.seed, "with --capacity: where the search begins (1)",
               "与 --capacity 合用：搜索的随机种子（1）");
    options.add("--why", arguments.why, "TASK", "say why this task is where it is",
                "说明该任务为何安排在此时");
    add_number(options, "--paths", arguments.paths, "list this many paths, the tightest first (1)",
               "列出多少条关键路径，最紧的在前（1）");
    table_options(options);
}

void impact_options(Options& options) {
    Arguments& arguments = options.arguments();
    plain_options(options);
    options.add_list("--unit", arguments.units, "KEY", "a unit that fails; may be repeated",
                     "不能履职的单位，可重复");
    options.add_list("--task", arguments.tasks, "KEY", "a task that is dropped; may be repeated",
                     "被取消的任务，可重复");
}

void explain_options(Options& options) {
    Arguments& arguments = options.arguments();
    options.add_plan();
    options
        .add("FROM", arguments.from, "", "the key of what may do harm, such as T1 or unit:T1",
             "起点的编号，如 T1 或 unit:T1")
        ->required();
    options.add("TO", arguments.to, "", "the key of what may be harmed", "终点的编号")->required();
    options.add_formats(text_or_json);
    options.add_output();
}

void coverage_options(Options& options) {
    Arguments& arguments = options.arguments();
    options.add_plan();
    options.add_flag("--by-horizon", arguments.by_horizon,
                     "say whether each goal can be reached by its horizon, and by what path",
                     "判断各目标能否在期限内完成，并列出关键路径");
    options.add_flag(
        "--missing", arguments.missing,
        "list the missing facts that would decide most goals; csv: instead of the goals",
        "列出最影响判断的缺失信息；csv 只列缺失信息");
    start_options(options);
    table_options(options);
}

void matrix_options(Options& options) {
    Arguments& arguments = options.arguments();
    options.add_plan();
    std::vector<std::pair<std::string, MatrixKind>> kinds;
    for (const MatrixKind each :
         {MatrixKind::task_unit, MatrixKind::goal_task, MatrixKind::goal_unit,
          MatrixKind::requirement_task, MatrixKind::unit_unit}) {
        kinds.emplace_back(word(each), each);
    }
    options.add_choice("KIND", arguments.matrix, std::move(kinds),
                       "which matrix; task-unit if not said",
                       "哪一张表，默认 task-unit（任务分工表）");
    options.add_flag("--all", arguments.all, "all matrices: in one workbook with -o FILE.xlsx",
                     "全部矩阵：-o FILE.xlsx 写入同一工作簿");
    options.add("--unit", arguments.unit, "KEY", "only what this unit takes part in: its job sheet",
                "只列该单位参与的内容（单位任务清单）");
    options.add("--goal", arguments.goal, "KEY", "only this goal and those below",
                "只列该目标及其下级目标");
    std::vector<std::pair<std::string, std::optional<GroupAxis>>> axes;
    for (const GroupAxis each : group_axes) axes.emplace_back(word(each), each);
    options.add_choice("--by", arguments.by, std::move(axes),
                       "group rows or columns; unit-unit: count what stays inside groups and what "
                       "crosses them",
                       "行列分组；unit-unit：统计组内与跨组的任务和移交");
    std::vector<std::pair<std::string, std::optional<MarkStyle>>> styles;
    for (const MarkStyle each : mark_styles) styles.emplace_back(word(each), each);
    options.add_choice("--marks", arguments.marks, std::move(styles), "how cells are written",
                       "单元格的写法");
    options.add_flag("--evidence", arguments.has_evidence,
                     "json: name the relations behind each cell", "json：列出每格背后的关系");
    table_options(options, {{"xlsx", Format::xlsx}, {"html", Format::html}});
}

void query_options(Options& options) {
    Arguments& arguments = options.arguments();
    options.add_plan();
    options
        .add("QUERY", arguments.query, "", "what to select, such as \"before(T1) & status:open\"",
             "查询，如 \"before(T1) & status:open\"")
        ->required();
    options.add_choice<QueryForm>("--out,--format", arguments.query_form,
                                  {{"table", QueryForm::table},
                                   {"ids", QueryForm::ids},
                                   {"json", QueryForm::json},
                                   {"csv", QueryForm::csv},
                                   {"dot", QueryForm::dot},
                                   {"mermaid", QueryForm::mermaid},
                                   {"paths", QueryForm::paths},
                                   {"sentence", QueryForm::sentence}},
                                  "form of the answer; table if not said", "输出格式，默认 table");
    options.add_flag("--count", arguments.count, "say only how many there are", "只输出个数");
    options.add_flag("--explain", arguments.explain, "say of each why it was found",
                     "说明每一项为什么入选");
    options.add_flag("--fail-empty", arguments.fail_empty, "exit code 1 when nothing is found",
                     "没有结果时退出码为 1");
    options.add_flag("--canonical", arguments.canonical,
                     "say how the query is read, with all brackets, and stop",
                     "只输出查询的规范写法");
    options.app()
        .add_option("--limit", arguments.limit,
                    options.language().pick("list at most this many, and count the rest",
                                            "最多列出多少项，其余只计数"))
        ->type_name("N");
    options.add_list("--set", arguments.sets, "NAME=QUERY",
                     "name a set, for $NAME in queries; may be repeated",
                     "给集合命名，查询中以 $NAME 引用，可重复");
    options.add("--against", arguments.against, "FILE",
                "an earlier revision of the plan, for new, gone, changed, same and @ old",
                "方案的较早版本，供 new、gone、changed、same 和 @ old 使用");
    start_options(options);
    options.add_flag("--raw", arguments.raw,
                     "csv: texts as they are, even those that a spreadsheet takes for a formula",
                     "csv：文字原样输出，即使表格软件会当作公式");
    options.add_flag("--bom", arguments.byte_order_mark,
                     "csv: begin with a byte order mark, as Excel wants it",
                     "csv：以字节顺序标记开头，便于 Excel 识别");
    options.add_output();
}

void draw_options(Options& options) {
    Arguments& arguments = options.arguments();
    options.add_plan();
    options.add_formats({{"dot", Format::dot}, {"svg", Format::svg}});
    options.add_flag("--all-kinds", arguments.all_kinds, "draw goals, units and requirements too",
                     "同时画出目标、单位和要求");
    add_number(options, "--max-tasks", arguments.max_tasks,
               "tasks beyond this many are left out and counted (2000)",
               "最多画多少项任务，其余只计数（2000）");
    options.add_output();
}

void report_options(Options& options) {
    options.add_plan();
    options.add_output();
}

void rules_options(Options& options) {
    options.add("ID", options.arguments().rule, "", "explain this rule, by id or name",
                "解释这条规则（编号或名称）");
    options.add_formats(text_or_json);
    options.add_output();
}

void schema_options(Options& options) {
    options.add_output();
}

void ledger_options(Options& options) {
    Arguments& arguments = options.arguments();
    options.add("--sheet", arguments.sheet, "NAME", "the only sheet of a workbook to read",
                "只读工作簿中的这张工作表");
    options.app()
        .add_option("--header-row", arguments.header_row,
                    options.language().pick("the row of a ledger's header, if it is not found",
                                            "台账表头所在的行，识别不出时用"))
        ->type_name("N")
        ->check(CLI::Range(1U, 1'048'576U));
    options.add("--mapping", arguments.mapping, "FILE",
                "JSON that says what columns of a ledger hold; planloom headers lists the known",
                "说明台账各列含义的 JSON 文件；planloom headers 列出已知表头");
    options.add_flag("--first-is-lead", arguments.first_is_lead,
                     "the first unit of each list is the lead", "责任单位中排在第一位的为牵头单位");
}

void headers_options(Options& options) {
    options.add_formats(text_or_json);
    options.add_output();
}

void convert_options(Options& options) {
    Arguments& arguments = options.arguments();
    options
        .add("IN", arguments.plan, "", "the file to read; - is standard input",
             "要读的文件，- 表示标准输入")
        ->required();
    options
        .add("OUT", arguments.output, "", "the file to write; - is standard output",
             "要写的文件，- 表示标准输出")
        ->required();
    options.add("--from", arguments.from_format, "FORMAT", "format of IN, if its name does not say",
                "IN 的格式，文件名看不出时用");
    options.add("--to", arguments.to_format, "FORMAT", "format of OUT, if its name does not say",
                "OUT 的格式，文件名看不出时用");
    ledger_options(options);
    options.add("--like", arguments.like, "FILE",
                "a ledger whose columns, rows and texts stay where the plan does not differ",
                "以此台账为底稿：与方案一致之处原样保留");
    options.add_flag("--bom", arguments.byte_order_mark,
                     "csv: begin with a byte order mark, as Excel wants it",
                     "csv：以字节顺序标记开头，便于 Excel 识别");
    options.add_flag("--no-bom", arguments.no_byte_order_mark,
                     "csv: begin without a byte order mark", "csv：开头不带字节顺序标记");
    options.add_language();
}

void import_options(Options& options) {
    Arguments& arguments = options.arguments();
    options
        .add("DOCUMENT", arguments.plan, "",
             "a policy document (.txt, .docx) or a ledger (.csv, .xlsx, .ods); - is standard input",
             "政策文件（.txt、.docx）或台账（.csv、.xlsx、.ods），- 表示标准输入")
        ->required();
    options.add("--from", arguments.from_format, "document|docx|csv|xlsx|ods",
                "format, if the name does not say", "格式，文件名看不出时用");
    options.add_flag("--review", arguments.review,
                     "print what was understood beside the source text instead of the plan",
                     "不输出方案，而是把识别结果与原文逐条对照列出");
    ledger_options(options);
    options.add_output();
}

struct Command {
    const char* name;
    const char* en;
    const char* zh;
    int (*run)(Session& session);
    void (*add_options)(Options& options);
};

constexpr std::array commands = {
    Command{"check", "hold the plan against the rules", "按规则检查方案", run_check, check_options},
    Command{"order", "say in which order the tasks can be done", "排出任务的先后顺序", run_order,
            order_options},
    Command{"schedule", "say when tasks can start and finish, and how much they can slip",
            "推算任务的起止时间和浮动时间", run_schedule, schedule_options},
    Command{"risk", "say how certain the dates are, by drawing durations many times",
            "多次抽样，评估日期的把握", run_risk, risk_options},
    Command{"impact", "say what breaks if units fail or tasks are dropped",
            "单位不能履职或任务取消时，推算影响范围", run_impact, impact_options},
    Command{"explain", "say why one thing hangs on another", "说明一项为什么受另一项影响",
            run_explain, explain_options},
    Command{"coverage", "say how far every goal is covered, and what is missing to tell",
            "判断各目标的支撑是否到位，缺哪些信息", run_coverage, coverage_options},
    Command{"matrix", "show who does what, and what serves what", "任务分工表、目标支撑表等",
            run_matrix, matrix_options},
    Command{"query", "select parts of the plan by a query", "按查询选取方案中的内容", run_query,
            query_options},
    Command{"stats", "count what the plan holds", "统计方案内容", run_stats, plain_options},
    Command{"draw", "draw the tasks and their links", "画出任务关系图", run_draw, draw_options},
    Command{"report", "write a report as one HTML page", "生成单页 HTML 报告", run_report,
            report_options},
    Command{"rules", "list the rules, or explain one", "列出或解释规则", run_rules, rules_options},
    Command{"schema", "print the JSON Schema of a plan", "输出方案格式的 JSON Schema", run_schema,
            schema_options},
    Command{"format", "write the plan in its canonical form", "把方案改写为规范格式", run_format,
            report_options},
    Command{"convert", "turn a plan from one format into another", "把方案从一种格式转换为另一种",
            run_convert, convert_options},
    Command{"import", "make a plan out of a policy document or a ledger",
            "从政策文件或台账生成方案", run_import, import_options},
    Command{"headers", "list the headers by which columns of a ledger are known",
            "列出可识别的台账表头", run_headers, headers_options},
};

void set_words(CLI::App& app, Language language) {
    const auto formatter = std::make_shared<CLI::Formatter>();
    formatter->label("SUBCOMMAND", language.pick("COMMAND", "命令"));
    formatter->label("Usage", language.pick("usage", "用法"));
    formatter->label("Positionals", language.pick("Arguments", "参数"));
    formatter->label("OPTIONS", language.pick("OPTIONS", "选项"));
    formatter->label("REQUIRED", language.pick("(required)", "（必填）"));
    app.formatter(formatter);
    app.option_defaults()->group(language.pick("Options", "选项"));
    app.set_help_flag("-h,--help", language.pick("say this and stop", "显示本说明"));
    app.set_version_flag("--version", "planloom " PLANLOOM_VERSION,
                         language.pick("say the version and stop", "显示版本"));
    app.footer(language.pick(
        "Exit codes: 0 nothing found, 1 findings at or above the gate, 2 wrong arguments,\n"
        "3 the plan cannot be read or is invalid, 4 there is no answer (an order on circles),\n"
        "5 the system or planloom itself failed, 130 interrupted",
        "退出码：0 没有问题，1 有达到门槛的问题，2 参数有误，3 方案读不出或无效，\n"
        "4 无法回答（循环依赖时求顺序），5 系统或程序本身出错，130 被中断"));
}

void require_known_command(int count, const char* const* words, Language language) {
    if (count < 2) {
        throw UsageError(language.pick("which command? planloom --help lists them",
                                       "请给出命令，planloom --help 可查看"));
    }
    const std::string_view wanted = words[1];
    if (wanted.starts_with("-")) return;
    std::vector<std::string_view> names;
    for (const Command& each : commands) {
        if (each.name == wanted) return;
        names.emplace_back(each.name);
    }
    const std::optional<std::size_t> near = nearest(wanted, names);
    throw UsageError(near ? language.say("unknown command \"{0}\"; the nearest is \"{1}\"",
                                         "没有命令“{0}”，最接近的是“{1}”", wanted, names[*near])
                          : language.say("unknown command \"{0}\"; planloom --help lists them",
                                         "没有命令“{0}”，planloom --help 可查看", wanted));
}

}  // namespace

std::optional<CommandLine> read_command_line(int count, const char* const* words,
                                             Language language) {
    require_known_command(count, words, language);
    CommandLine line;
    line.arguments.language = language;
    CLI::App app(language.pick("Order, coverage and impact of a plan",
                               "分析工作方案：先后顺序、责任覆盖、影响范围"),
                 "planloom");
    set_words(app, language);
    app.require_subcommand(1);
    for (const Command& each : commands) {
        CLI::App* command = app.add_subcommand(each.name, language.pick(each.en, each.zh));
        command->group(language.pick("Commands", "命令"));
        Options options(*command, line.arguments);
        each.add_options(options);
    }
    try {
        app.parse(count, words);
    } catch (const CLI::Success& wish) {
        app.exit(wish, std::cout, std::cerr);
        std::cout.flush();
        return std::nullopt;
    } catch (const CLI::ParseError& fault) {
        throw UsageError(fault.what());
    }
    const CLI::App* chosen = app.get_subcommands().front();
    line.arguments.has_language = chosen->get_option("--lang")->count() > 0;
    const CLI::Option* format = chosen->get_option_no_throw("--format");
    line.arguments.has_format = format != nullptr && format->count() > 0;
    for (const Command& each : commands)
        if (chosen->get_name() == each.name) line.run = each.run;
    return line;
}

Language wanted_language(int count, const char* const* words) {
    Language language = language_of_environment();
    for (int i = 1; i < count; ++i) {
        const std::string_view word = words[i];
        std::string_view wanted;
        if (word == "--lang" && i + 1 < count) wanted = words[i + 1];
        if (word.starts_with("--lang=")) wanted = word.substr(std::string_view("--lang=").size());
        if (wanted == "zh" || wanted == "en") language = Language(wanted == "zh");
    }
    return language;
}

}  // namespace planloom::tool
