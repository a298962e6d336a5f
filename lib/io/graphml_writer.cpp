#include <planloom/io/graphml.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "attribute_json.hpp"
#include "graphml_fields.hpp"
#include "loss_notes.hpp"
#include "xml_writer.hpp"

#include <array>
#include <charconv>
#include <map>
#include <set>

namespace planloom {
namespace {

using detail::Json;
using detail::graphml::type_word;
using detail::graphml::visit_fields;

std::string text_of(double value) {
    std::array<char, 32> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

class Writer {
public:
    explicit Writer(const Plan& plan) : plan_(plan) {}

    WrittenText write() {
        xml_.open("graphml");
        xml_.attribute("xmlns", detail::graphml::name_space);
        xml_.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
        xml_.attribute("xsi:schemaLocation",
                       "http://graphml.graphdrawing.org/xmlns "
                       "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd");
        declare();
        xml_.open("graph");
        xml_.attribute("id", "plan");
        xml_.attribute("edgedefault", "directed");
        write_head();
        for (const RequirementId id : plan_.requirements())
            write_node(id, plan_.requirement_table());
        for (const GoalId id : plan_.goals()) write_node(id, plan_.goal_table());
        for (const UnitId id : plan_.units()) write_node(id, plan_.unit_table());
        for (const TaskId id : plan_.tasks()) write_node(id, plan_.task_table());
        write_missing();
        write_hierarchy();
        write_relations();
        xml_.close();
        xml_.close();
        WrittenText written;
        detail::LossNotes losses;
        losses.add("characters_replaced", xml_.replaced(),
                   "characters that XML cannot hold are replaced");
        detail::note_course(plan_, losses);
        written.notes = std::move(losses).take();
        written.text = std::move(xml_).finish();
        return written;
    }

private:
    using Field = DanglingRef::Field;

    // Keys. One id is the letter of what it hangs on and its name.

    void declare_one(std::string_view owner, std::string_view name, std::string_view type) {
        const std::string id = std::string(1, owner.front()) + '_' + std::string(name);
        if (!declared_.insert(id).second) return;
        xml_.open("key");
        xml_.attribute("id", id);
        xml_.attribute("for", owner);
        xml_.attribute("attr.name", name);
        xml_.attribute("attr.type", type);
        xml_.close();
    }

    struct Declare {
        Writer& writer;
        template <class Table, class Cell, class Row, class Value>
        void operator()(const char* name, Column<Cell> Table::*, Value Row::*) const {
            writer.declare_one("node", name, type_word<Value>());
        }
        template <class Table, class Row>
        void operator()(const char* name, Column<Date> Table::*, Column<DatePrecision> Table::*,
                        DatePeriod Row::*) const {
            writer.declare_one("node", name, "string");
        }
    };

    void declare() {
        for (const char* name : {"planloom", "title", "head"}) declare_one("graph", name, "string");
        for (const char* name : {"kind", "key", "label"}) declare_one("node", name, "string");
        visit_fields(&plan_.requirement_table(), Declare{*this});
        visit_fields(&plan_.goal_table(), Declare{*this});
        visit_fields(&plan_.unit_table(), Declare{*this});
        visit_fields(&plan_.task_table(), Declare{*this});
        for (const char* name : {"tags", "aliases", "indicators", "refines", "attributes"})
            declare_one("node", name, "string");
        for (const char* name : {"kind", "type", "role", "reason", "text"})
            declare_one("edge", name, "string");
        for (const char* name : {"lag", "max_lag"}) declare_one("edge", name, "long");
        for (const char* name : {"elapsed", "soft", "open"}) declare_one("edge", name, "boolean");
        for (const char* name : {"weight", "amount"}) declare_one("edge", name, "double");
    }

    void write_data(char owner, std::string_view name, std::string_view value) {
        xml_.text("data", "key", std::string(1, owner) + '_' + std::string(name), value);
    }
    void write_data_if(char owner, std::string_view name, std::string_view value) {
        if (!value.empty()) write_data(owner, name, value);
    }

    /// The head has lists, calendars and counts, so it stands as planloom JSON.
    void write_head() {
        PlanBuilder builder;
        builder.head() = plan_.head();
        write_data('g', "planloom", "1");
        write_data_if('g', "title", plan_.head().title);
        write_data('g', "head", write_json(std::move(builder).build()));
    }

    // Nodes.

    [[nodiscard]] static std::string id_of(Node node) {
        constexpr std::string_view letters = "rgtu";
        return letters[static_cast<std::size_t>(node.kind)] + std::to_string(node.index + 1);
    }

    template <class Table>
    struct Write {
        Writer& writer;
        const Table& table;
        std::size_t row;
        template <class Cell, class Row, class Value>
        void operator()(const char* name, Column<Cell> Table::*column, Value Row::*) const {
            writer.write_data_if('n', name, writer.text_of_cell((table.*column)[row]));
        }
        template <class Row>
        void operator()(const char* name, Column<Date> Table::*column,
                        Column<DatePrecision> Table::*precision, DatePeriod Row::*) const {
            writer.write_data_if(
                'n', name, to_string(DatePeriod{(table.*column)[row], (table.*precision)[row]}));
        }
    };

    template <class Id, class Table>
    void write_node(Id id, const Table& table) {
        xml_.open("node");
        xml_.attribute("id", id_of(id));
        write_data('n', "kind", word(Node(id).kind));
        write_data('n', "key", plan_.key(id));
        write_data('n', "label", plan_.title(id));
        visit_fields(&table, Write<Table>{*this, table, id.index()});
        write_lists(id);
        std::string attributes;
        for (const RowText& each : plan_.attributes(id)) {
            attributes += attributes.empty() ? "{" : ",";
            attributes += Json(std::string(plan_.text(each.name))).dump() + ':';
            attributes += plan_.text(each.value);
        }
        if (!attributes.empty()) write_data('n', "attributes", attributes + '}');
        xml_.close();
    }

    // Empty where the column holds what stands when nothing was said.
    [[nodiscard]] std::string text_of_cell(TextRef value) const {
        return std::string(plan_.text(value));
    }
    [[nodiscard]] static std::string text_of_cell(std::uint8_t value) {
        return value != 0 ? "true" : "";
    }
    [[nodiscard]] static std::string text_of_cell(Minutes value) {
        return value == no_minutes ? "" : std::to_string(value);
    }
    [[nodiscard]] static std::string text_of_cell(std::int32_t value) {
        return value == no_number ? "" : std::to_string(value);
    }
    [[nodiscard]] static std::string text_of_cell(double value) {
        return value == 0 ? "" : text_of(value);
    }
    [[nodiscard]] static std::string text_of_cell(Date value) { return to_string(value); }
    template <class Enum, class = std::enable_if_t<std::is_enum_v<Enum>>>
    [[nodiscard]] static std::string text_of_cell(Enum value) {
        return value == Enum() ? "" : std::string(word(value));
    }

    void write_lists(RequirementId) {}
    void write_lists(GoalId goal) {
        const IndicatorTable& table = plan_.indicator_table();
        Json list = Json::array();
        for (const IndicatorId row : plan_.indicators(goal)) {
            const std::size_t at = row.index();
            Json each = Json::object();
            const auto set = [&](const char* name, std::string_view value) {
                if (!value.empty()) each[name] = std::string(value);
            };
            set("title", plan_.text(table.title[at]));
            set("measure", plan_.text(table.measure[at]));
            set("baseline", plan_.text(table.baseline[at]));
            set("target", plan_.text(table.target[at]));
            set("actual", plan_.text(table.actual[at]));
            set("due", to_string(DatePeriod{table.due[at], table.due_precision[at]}));
            set("source", plan_.text(table.source[at]));
            if (table.kind[at] != IndicatorKind::none) set("kind", word(table.kind[at]));
            if (table.aggregation[at] != Aggregation::none)
                set("aggregation", word(table.aggregation[at]));
            list.push_back(std::move(each));
        }
        if (!list.empty()) write_data('n', "indicators", list.dump());
    }
    void write_texts(const char* name, std::span<const RowText> texts) {
        Json list = Json::array();
        for (const RowText& each : texts) list.push_back(std::string(plan_.text(each.value)));
        if (!list.empty()) write_data('n', name, list.dump());
    }
    void write_lists(UnitId unit) { write_texts("aliases", plan_.aliases(unit)); }
    void write_lists(TaskId task) {
        write_texts("tags", plan_.tags(task));
        Json list = Json::array();
        for (const RefinesId row : plan_.refines(task)) {
            Json each = Json::object();
            each["plan"] = std::string(plan_.text(plan_.refines_table().plan[row.index()]));
            each["task"] = std::string(plan_.text(plan_.refines_table().target[row.index()]));
            list.push_back(std::move(each));
        }
        if (!list.empty()) write_data('n', "refines", list.dump());
    }

    /// One node for each key that names nothing.
    void write_missing() {
        for (const DanglingRef& each : plan_.dangling()) {
            const std::string_view key = plan_.text(each.key);
            const auto [found, is_new] =
                missing_.emplace(key, "x" + std::to_string(missing_.size() + 1));
            if (!is_new) continue;
            xml_.open("node");
            xml_.attribute("id", found->second);
            write_data('n', "kind", "missing");
            write_data('n', "key", key);
            write_data('n', "label", key);
            xml_.close();
        }
    }

    // Edges.

    template <class Id>
    [[nodiscard]] std::string end_of(Id id, Field field, std::size_t row) const {
        if (id.is_valid()) return id_of(id);
        const auto found = missing_.find(plan_.dangling_key(field, row));
        return found == missing_.end() ? std::string() : found->second;
    }
    void open_edge(const std::string& from, const std::string& to, std::string_view kind) {
        xml_.open("edge");
        xml_.attribute("source", from);
        xml_.attribute("target", to);
        write_data('e', "kind", kind);
    }
    void write_edge(const std::string& from, const std::string& to, std::string_view kind) {
        // Nothing was named, so there is nothing to lead to.
        if (from.empty() || to.empty()) return;
        open_edge(from, to, kind);
        xml_.close();
    }

    void write_hierarchy() {
        for (const GoalId id : plan_.goals()) {
            const GoalTable& table = plan_.goal_table();
            write_edge(end_of(table.parent[id.index()], Field::goal_parent, id.index()), id_of(id),
                       "contains");
            write_edge(end_of(table.owner[id.index()], Field::goal_owner, id.index()), id_of(id),
                       "owns");
        }
        for (const UnitId id : plan_.units())
            write_edge(
                end_of(plan_.unit_table().parent[id.index()], Field::unit_parent, id.index()),
                id_of(id), "contains");
        for (const TaskId id : plan_.tasks())
            write_edge(
                end_of(plan_.task_table().parent[id.index()], Field::task_parent, id.index()),
                id_of(id), "contains");
    }

    void write_relations() {
        const ServesTable& serves = plan_.serves_table();
        for (std::size_t row = 0; row < serves.count; ++row) {
            open_edge(id_of(serves.task[row]), end_of(serves.goal[row], Field::serves_goal, row),
                      "serves");
            write_data_if('e', "role", text_of_cell(serves.role[row]));
            if (serves.weight[row] != 1.0) write_data('e', "weight", text_of(serves.weight[row]));
            xml_.close();
        }
        const AssignmentTable& assigned = plan_.assignment_table();
        for (std::size_t row = 0; row < assigned.count; ++row) {
            open_edge(id_of(assigned.task[row]),
                      end_of(assigned.unit[row], Field::assignment_unit, row), "assigned");
            write_data('e', "role", word(assigned.role[row]));
            if (assigned.amount[row] != 1.0)
                write_data('e', "amount", text_of(assigned.amount[row]));
            write_data_if('e', "open", text_of_cell(assigned.is_open[row]));
            write_data_if('e', "text", text_of_cell(assigned.text[row]));
            xml_.close();
        }
        const DependencyTable& links = plan_.dependency_table();
        for (std::size_t row = 0; row < links.count; ++row) {
            open_edge(end_of(links.predecessor[row], Field::dependency_predecessor, row),
                      id_of(links.successor[row]), "depends");
            write_data('e', "type", word(links.type[row]));
            if (links.lag[row] != 0) write_data('e', "lag", std::to_string(links.lag[row]));
            write_data_if('e', "max_lag", text_of_cell(links.max_lag[row]));
            write_data_if('e', "elapsed", text_of_cell(links.is_elapsed[row]));
            write_data_if('e', "soft", text_of_cell(links.is_soft[row]));
            write_data_if('e', "reason", text_of_cell(links.reason[row]));
            xml_.close();
        }
        const ImplementsTable& implements = plan_.implements_table();
        for (std::size_t row = 0; row < implements.count; ++row)
            write_edge(id_of(implements.node[row]),
                       end_of(implements.requirement[row], Field::implements_requirement, row),
                       "implements");
    }

    const Plan& plan_;
    detail::XmlWriter xml_;
    std::set<std::string> declared_;
    std::map<std::string_view, std::string> missing_;
};

}  // namespace

WrittenText write_graphml(const Plan& plan) {
    return Writer(plan).write();
}

}  // namespace planloom
