#include <planloom/io/matrix_file.hpp>

#include "matrix_words.hpp"

#include <initializer_list>
#include <string>
#include <utility>

namespace planloom {
namespace {

MatrixTableCell text(std::string text) {
    return {std::move(text), false, false};
}
MatrixTableCell number(std::uint64_t value) {
    return {std::to_string(value), true, false};
}

MatrixTableRow header(std::initializer_list<std::string> heads) {
    MatrixTableRow row{MatrixRowKind::header, {}};
    for (const std::string& head : heads) row.cells.push_back(text(head));
    return row;
}

void note_left_out(MatrixTable& table, std::size_t tasks, std::size_t links,
                   const TableLanguage& language) {
    if (tasks != 0)
        table.notes.push_back(language.say("tasks with too many units, left out: {0}",
                                           "单位过多而略去的任务：{0}", tasks));
    if (links != 0)
        table.notes.push_back(language.say("links between too many units, left out: {0}",
                                           "涉及单位过多而略去的依赖：{0}", links));
}

}  // namespace

MatrixTable coordination_table(const PlanGraph& graph, const Coordination& units,
                               std::string_view language_code) {
    const TableLanguage language(language_code);
    const Plan& plan = graph.plan();
    MatrixTable table{language.pick("unit-pairs", "Pairs of units", "单位协同明细"), 2, {}, {}};
    table.rows.push_back(header({language.pick("row", "unit", "单位"),
                                 language.pick("column", "other unit", "对方单位"),
                                 language.pick("shared", "shared tasks", "共同任务"),
                                 language.pick("leads", "of these it leads", "其中牵头"),
                                 language.pick("links", "links to it", "移交依赖"),
                                 language.pick("hand_offs", "hand-offs to it", "移交次数")}));
    const auto name = [&](UnitId unit) {
        return std::string(language.is_none() ? plan.key(unit) : plan.title(unit));
    };
    for (const UnitId unit : plan.units()) {
        for (const CoordinationCell& cell : units.row(unit)) {
            if (cell.column == unit.value()) continue;
            table.rows.push_back(
                {MatrixRowKind::item,
                 {text(name(unit)), text(name(UnitId(cell.column))), number(cell.shared),
                  number(cell.leads), number(cell.links), number(cell.hand_offs)}});
        }
    }
    table.notes.push_back(language.say(
        "a hand-off is a link from a task that the unit leads to one that the other leads; one on "
        "a summary task counts for each pair of its leaves",
        "移交：前置任务由本单位牵头、后续任务由对方牵头的依赖；汇总任务上的依赖按末级任务逐对计"));
    note_left_out(table, units.left_out_tasks().size(), units.left_out_links().size(), language);
    return table;
}

MatrixTable crossings_table(std::span<const Crossings> axes, std::string_view language_code) {
    const TableLanguage language(language_code);
    MatrixTable table{language.pick("crossings", "Crossing", "跨界统计"), 1, {}, {}};
    table.rows.push_back(
        header({language.pick("axis", "by", "维度"), language.pick("groups", "groups", "组数"),
                language.pick("tasks_inside", "tasks inside one", "组内任务"),
                language.pick("tasks_crossing", "tasks that cross", "跨组任务"),
                language.pick("tasks_unknown", "tasks not known", "未知任务"),
                language.pick("tasks_single", "tasks of one unit", "单一单位任务"),
                language.pick("hand_offs_inside", "hand-offs inside one", "组内移交"),
                language.pick("hand_offs_crossing", "hand-offs that cross", "跨组移交"),
                language.pick("hand_offs_unknown", "hand-offs not known", "未知移交")}));
    for (const Crossings& each : axes) {
        MatrixTableRow row{MatrixRowKind::item, {text(axis_name(each.axis, language))}};
        row.cells.push_back(number(each.groups.size()));
        if (!each.is_evaluated()) {
            constexpr std::size_t counts = 7;
            for (std::size_t i = 0; i < counts; ++i)
                row.cells.push_back(text(language.pick("", "not evaluated", "未评估")));
            table.notes.push_back(language.say("{0}: not evaluated, {1}", "{0}：未评估，{1}",
                                               axis_name(each.axis, language),
                                               not_evaluated(each.axis, language)));
        } else {
            for (const std::uint64_t count :
                 {each.tasks.inside, each.tasks.crossing, each.tasks.unknown, each.single_tasks,
                  each.hand_offs.inside, each.hand_offs.crossing, each.hand_offs.unknown})
                row.cells.push_back(number(count));
            const auto share = [&](const CrossingCount& count, std::string_view en,
                                   std::string_view zh) {
                if (count.known() == 0) return;
                table.notes.push_back(language.say("{0}: {1} of {2} {3} cross ({4:.1f} %)",
                                                   "{0}：{2} {3}中跨组 {1}（{4:.1f}%）",
                                                   axis_name(each.axis, language), count.crossing,
                                                   count.known(), language.is_chinese() ? zh : en,
                                                   100.0 * static_cast<double>(count.crossing) /
                                                       static_cast<double>(count.known())));
            };
            share(each.tasks, "tasks", "项任务");
            share(each.hand_offs, "hand-offs", "次移交");
            note_left_out(table, each.left_out_tasks, each.left_out_links, language);
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

MatrixTable crossing_pairs_table(std::span<const Crossings> axes, std::string_view language_code) {
    const TableLanguage language(language_code);
    MatrixTable table{language.pick("crossing-pairs", "Crossing pairs", "跨界明细"), 3, {}, {}};
    table.rows.push_back(
        header({language.pick("axis", "by", "维度"), language.pick("from", "from", "自"),
                language.pick("to", "to", "至"), language.pick("tasks", "shared tasks", "共同任务"),
                language.pick("hand_offs", "hand-offs", "移交")}));
    for (const Crossings& each : axes)
        for (const GroupPair& pair : each.pairs)
            table.rows.push_back(
                {MatrixRowKind::item,
                 {text(axis_name(each.axis, language)), text(each.groups[pair.from]),
                  text(each.groups[pair.to]), number(pair.tasks), number(pair.hand_offs)}});
    return table;
}

}  // namespace planloom
