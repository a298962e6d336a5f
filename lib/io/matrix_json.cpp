#include <planloom/coverage/matrix_evidence.hpp>
#include <planloom/io/matrix_file.hpp>
#include <planloom/model/views.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace planloom {
namespace {

using Json = nlohmann::ordered_json;

std::string to_text(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json fraction(std::size_t part, std::size_t whole) {
    const Fraction fraction{part, whole};
    Json json;
    json["part"] = part;
    json["whole"] = whole;
    json["share"] = fraction.share() ? Json(*fraction.share()) : Json();
    return json;
}

class MatrixJson {
public:
    MatrixJson(const PlanGraph& graph, const Matrix& matrix, const MatrixLayout& layout,
               bool has_evidence)
        : graph_(graph), matrix_(matrix), layout_(layout), has_evidence_(has_evidence) {
        shown_.assign(matrix.columns().size(), false);
        for (const std::uint32_t column : layout.columns) shown_[column] = true;
        marks_.assign(mark_words(matrix.kind()).size(), 0);
    }

    std::string make() {
        Json json;
        json["kind"] = word(matrix_.kind());
        json["rows"] = keys(matrix_.rows(), layout_.rows);
        json["columns"] = keys(matrix_.columns(), layout_.columns);
        json["cells"] = Json::array();
        for (const std::uint32_t row : layout_.rows)
            for (const Cell& cell : matrix_.row(row))
                if (shown_[cell.column]) json["cells"].push_back(cell_json(row, cell));
        json["row_totals"] = layout_.row_totals;
        json["column_totals"] = layout_.column_totals;
        json["mark_totals"] = Json::object();
        for (std::size_t bit = 0; bit < marks_.size(); ++bit)
            json["mark_totals"][std::string(mark_words(matrix_.kind())[bit])] = marks_[bit];
        const auto filled = [](const std::vector<std::uint32_t>& totals) {
            return totals.size() -
                   static_cast<std::size_t>(std::count(totals.begin(), totals.end(), 0U));
        };
        json["rows_filled"] = fraction(filled(layout_.row_totals), layout_.rows.size());
        // Hidden columns are empty ones unless rows were chosen, and count all the same.
        const std::size_t columns =
            layout_.hidden_rows == 0 ? matrix_.columns().size() : layout_.columns.size();
        json["columns_filled"] = fraction(filled(layout_.column_totals), columns);
        json["row_groups"] = groups(layout_.row_groups);
        json["column_groups"] = groups(layout_.column_groups);
        json["hidden_rows"] = layout_.hidden_rows;
        json["hidden_columns"] = layout_.hidden_columns;
        return to_text(json);
    }

private:
    [[nodiscard]] Json keys(std::span<const Node> nodes,
                            const std::vector<std::uint32_t>& places) const {
        Json all = Json::array();
        for (const std::uint32_t place : places) all.push_back(graph_.plan().key(nodes[place]));
        return all;
    }

    static Json groups(const std::vector<LayoutGroup>& runs) {
        Json all = Json::array();
        for (const LayoutGroup& run : runs) {
            Json json;
            json["title"] = run.title.empty() ? Json() : Json(run.title);
            json["first"] = run.first;
            json["count"] = run.count;
            all.push_back(std::move(json));
        }
        return all;
    }

    Json cell_json(std::uint32_t row, const Cell& cell) {
        const Plan& plan = graph_.plan();
        Json json;
        json["row"] = plan.key(matrix_.rows()[row]);
        json["column"] = plan.key(matrix_.columns()[cell.column]);
        json["marks"] = Json::array();
        for (std::size_t bit = 0; bit < marks_.size(); ++bit) {
            if ((cell.marks >> bit & 1U) == 0) continue;
            json["marks"].push_back(mark_words(matrix_.kind())[bit]);
            ++marks_[bit];
        }
        json["count"] = cell.count;
        json["direct"] = cell.is_direct;
        if (!has_evidence_) return json;
        json["evidence"] = Json::array();
        for (const Evidence& each : cell_evidence(graph_, matrix_, row, cell.column))
            json["evidence"].push_back(evidence_json(each));
        return json;
    }

    [[nodiscard]] Json evidence_json(const Evidence& each) const {
        const Plan& plan = graph_.plan();
        const std::size_t row = each.row;
        Json json;
        json["relation"] = word(each.kind);
        json["row"] = each.row;
        switch (each.kind) {
            case EvidenceKind::serves:
                json["task"] = plan.key(plan.serves_table().task[row]);
                json["goal"] = plan.key(plan.serves_table().goal[row]);
                json["role"] = word(plan.serves_table().role[row]);
                break;
            case EvidenceKind::assignment:
                json["task"] = plan.key(plan.assignment_table().task[row]);
                json["unit"] = plan.key(plan.assignment_table().unit[row]);
                json["role"] = word(plan.assignment_table().role[row]);
                break;
            case EvidenceKind::implements:
                json["node"] = plan.key(plan.implements_table().node[row]);
                json["requirement"] = plan.key(plan.implements_table().requirement[row]);
                break;
            case EvidenceKind::task:
                json["task"] = plan.key(TaskId(row));
                break;
            case EvidenceKind::dependency:
                json["predecessor"] = plan.key(plan.dependency_table().predecessor[row]);
                json["successor"] = plan.key(plan.dependency_table().successor[row]);
                break;
        }
        return json;
    }

    const PlanGraph& graph_;
    const Matrix& matrix_;
    const MatrixLayout& layout_;
    bool has_evidence_;
    std::vector<bool> shown_;
    std::vector<std::uint64_t> marks_;
};

Json count_json(const CrossingCount& count) {
    Json json;
    json["inside"] = count.inside;
    json["crossing"] = count.crossing;
    json["unknown"] = count.unknown;
    json["share"] =
        count.known() == 0
            ? Json()
            : Json(static_cast<double>(count.crossing) / static_cast<double>(count.known()));
    return json;
}

Json unit_pairs(const PlanGraph& graph, const Coordination& units, const Groups& groups) {
    const Plan& plan = graph.plan();
    Json pairs = Json::array();
    for (const UnitId unit : plan.units()) {
        const std::uint32_t from = groups.of[unit.index()];
        for (const CoordinationCell& cell : units.row(unit)) {
            const std::uint32_t to = groups.of[cell.column];
            if (from == no_group || to == no_group || from == to) continue;
            Json json;
            json["from"] = plan.key(unit);
            json["to"] = plan.key(UnitId(cell.column));
            json["shared"] = cell.shared;
            json["leads"] = cell.leads;
            json["links"] = cell.links;
            json["hand_offs"] = cell.hand_offs;
            pairs.push_back(std::move(json));
        }
    }
    return pairs;
}

}  // namespace

std::string matrix_json(const PlanGraph& graph, const Matrix& matrix, const MatrixLayout& layout,
                        bool has_evidence) {
    return MatrixJson(graph, matrix, layout, has_evidence).make();
}

std::string crossings_json(const PlanGraph& graph, const Coordination& units,
                           std::span<const Crossings> axes) {
    Json all = Json::array();
    for (const Crossings& each : axes) {
        Json json;
        json["axis"] = word(each.axis);
        json["evaluated"] = each.is_evaluated();
        json["groups"] = each.groups;
        json["tasks"] = each.is_evaluated() ? count_json(each.tasks) : Json();
        json["single_tasks"] = each.is_evaluated() ? Json(each.single_tasks) : Json();
        json["hand_offs"] = each.is_evaluated() ? count_json(each.hand_offs) : Json();
        json["pairs"] = Json::array();
        for (const GroupPair& pair : each.pairs) {
            Json item;
            item["from"] = each.groups[pair.from];
            item["to"] = each.groups[pair.to];
            item["tasks"] = pair.tasks;
            item["hand_offs"] = pair.hand_offs;
            json["pairs"].push_back(std::move(item));
        }
        json["unit_pairs"] = is_of_units(each.axis)
                                 ? unit_pairs(graph, units, unit_groups(graph, each.axis))
                                 : Json::array();
        json["left_out_tasks"] = each.left_out_tasks;
        json["left_out_links"] = each.left_out_links;
        all.push_back(std::move(json));
    }
    Json json;
    json["axes"] = std::move(all);
    return to_text(json);
}

}  // namespace planloom
