#include "tj_project.hpp"

#include "tj_hours.hpp"

#include <charconv>

namespace planloom::detail {
namespace {

/// One block that is open: where its statements go.
struct Block {
    enum class Kind : std::uint8_t { project, resource, task } kind;
    std::size_t index = 0;
};

class Parser {
public:
    Parser(std::string_view text, const TaskJugglerOptions& options) : tokens_(text, options) {}

    TjProject parse() {
        while (tokens_.peek().kind != TjKind::end) {
            if (tokens_.take_if("}")) {
                if (blocks_.empty()) tokens_.fail("expected a statement, found \"}\"");
                blocks_.pop_back();
            } else {
                statement();
            }
        }
        if (!blocks_.empty()) tokens_.fail("expected \"}\", found the end of the file");
        return std::move(project_);
    }

private:
    static constexpr std::size_t max_depth = 1000;

    void statement() {
        if (tokens_.peek().kind != TjKind::word)
            tokens_.fail("expected a statement, found \"" + tokens_.peek().text + '"');
        const TjToken word = tokens_.take();
        if (word.text == "macro") return tokens_.define_macro();
        if (word.text == "include") return tokens_.include_file(project_.notes);
        if (word.text == "task") return begin_task(false);
        if (word.text == "supplement" && tokens_.take_if("task")) return begin_task(true);
        if (word.text == "resource") return begin_resource();
        if (blocks_.empty() && word.text == "project") return begin_project();
        if (!blocks_.empty()) {
            const Block block = blocks_.back();
            if (block.kind == Block::Kind::task && task_statement(word)) return;
            if (block.kind == Block::Kind::project &&
                (project_statement(word) || hours_statement(word, project_.hours)))
                return;
            if (block.kind == Block::Kind::resource &&
                hours_statement(word, project_.resources[block.index].hours))
                return;
        } else if (word.text == "flags") {
            (void)words();
            return;
        } else if (hours_statement(word, project_.hours)) {
            return;
        }
        pass_over(word);
    }

    void open(Block block) {
        if (!tokens_.take_if("{")) return;
        if (blocks_.size() >= max_depth)
            tokens_.fail("expected blocks at most 1000 deep, found more");
        blocks_.push_back(block);
    }

    void begin_project() {
        project_.id = word("a project id");
        if (tokens_.peek().kind == TjKind::string) project_.name = tokens_.take().text;
        if (tokens_.peek().kind == TjKind::string) project_.version = tokens_.take().text;
        project_.start = word("a start date");
        if (tokens_.take_if("-"))
            project_.end = word("an end date");
        else if (tokens_.take_if("+"))
            (void)minutes(true);
        open({Block::Kind::project});
    }

    bool project_statement(const TjToken& word) {
        if (word.text == "dailyworkinghours")
            project_.hours_per_day = number();
        else if (word.text == "yearlyworkingdays")
            project_.days_per_year = number();
        else
            return false;
        return true;
    }

    bool hours_statement(const TjToken& word, TjHours& hours) {
        if (word.text == "workinghours")
            read_working_hours(tokens_, hours);
        else if (word.text == "leaves" || word.text == "vacation" || word.text == "holiday")
            read_days_off(tokens_, word.text == "leaves", hours);
        else
            return false;
        return true;
    }

    void begin_resource() {
        TjResource resource;
        resource.line = tokens_.peek().line;
        resource.id = word("a resource id");
        if (tokens_.peek().kind == TjKind::string) resource.name = tokens_.take().text;
        if (!blocks_.empty() && blocks_.back().kind == Block::Kind::resource)
            resource.parent = blocks_.back().index;
        project_.resources.push_back(std::move(resource));
        open({Block::Kind::resource, project_.resources.size() - 1});
    }

    void begin_task(bool is_supplement) {
        const std::uint32_t line = tokens_.peek().line;
        std::string id = word("a task id");
        const bool is_nested = !blocks_.empty() && blocks_.back().kind == Block::Kind::task;
        const std::size_t parent = is_nested ? blocks_.back().index : TjTask::no_parent;
        if (is_nested) id = project_.tasks[parent].id + '.' + id;
        const auto found = task_of_id_.find(id);
        if (is_supplement) {
            if (found == task_of_id_.end()) tokens_.fail_at(line, "unknown task \"" + id + '"');
            return open({Block::Kind::task, found->second});
        }
        if (found != task_of_id_.end())
            tokens_.fail_at(line, "the id \"" + id + "\" is taken by the task on line " +
                                      std::to_string(project_.tasks[found->second].line));
        TjTask task;
        task.id = id;
        task.line = line;
        task.parent = parent;
        if (tokens_.peek().kind != TjKind::string)
            tokens_.fail("expected the name of task \"" + id + "\" in quotes, found \"" +
                         tokens_.peek().text + '"');
        task.name = tokens_.take().text;
        if (is_nested) {
            project_.tasks[parent].has_children = true;
            task.is_late = project_.tasks[parent].is_late;
        }
        task_of_id_.emplace(id, project_.tasks.size());
        project_.tasks.push_back(std::move(task));
        open({Block::Kind::task, project_.tasks.size() - 1});
    }

    bool task_statement(const TjToken& word) {
        TjTask& task = project_.tasks[blocks_.back().index];
        if (word.text == "depends") {
            references(task.depends);
            task.is_late = false;
        } else if (word.text == "precedes") {
            references(task.precedes);
            task.is_late = true;
        } else if (word.text == "duration" || word.text == "length" || word.text == "effort") {
            task.is_elapsed = word.text == "duration";
            task.is_effort = word.text == "effort";
            task.minutes = minutes(task.is_elapsed);
        } else if (word.text == "milestone") {
            task.is_milestone = true;
        } else if (word.text == "allocate") {
            append(task.allocate, words());
        } else if (word.text == "responsible") {
            append(task.responsible, words());
        } else if (word.text == "flags") {
            append(task.flags, words());
        } else if (word.text == "complete") {
            task.complete = static_cast<std::int32_t>(number());
        } else if (word.text == "priority") {
            task.priority = static_cast<std::int32_t>(number());
        } else if (word.text == "note") {
            if (tokens_.peek().kind != TjKind::string) tokens_.fail("expected a text in quotes");
            task.note = tokens_.take().text;
        } else if (std::string* const date = date_field(task, word.text)) {
            *date = this->word("a date");
            if (word.text == "start" || word.text == "end") task.is_late = word.text == "end";
        } else if (word.text == "scheduling") {
            const TjToken way = tokens_.peek();
            const std::string text = this->word("asap or alap");
            if (text != "asap" && text != "alap")
                tokens_.fail_at(way.line, "expected asap or alap, found \"" + text + '"');
            task.is_late = text == "alap";
        } else {
            return false;
        }
        return true;
    }

    static std::string* date_field(TjTask& task, std::string_view word) {
        if (word == "start") return &task.start;
        if (word == "end") return &task.end;
        if (word == "minstart") return &task.min_start;
        return word == "maxend" ? &task.max_end : nullptr;
    }

    void references(std::vector<TjReference>& into) {
        do {
            TjReference reference;
            reference.line = tokens_.peek().line;
            reference.path = word("a task");
            if (tokens_.take_if("{"))
                while (!tokens_.take_if("}")) reference_option(reference);
            into.push_back(std::move(reference));
        } while (tokens_.take_if(","));
    }

    void reference_option(TjReference& reference) {
        const TjToken option = tokens_.take();
        if (option.text == "onstart") {
            reference.is_on_start = true;
        } else if (option.text == "onend") {
            reference.is_on_end = true;
        } else if (option.text == "gapduration" || option.text == "gaplength") {
            reference.is_elapsed = option.text == "gapduration";
            reference.gap_minutes = minutes(reference.is_elapsed);
        } else if (option.text == "maxgapduration" || option.text == "maxgaplength") {
            reference.max_gap_minutes = minutes(option.text == "maxgapduration");
        } else {
            tokens_.fail_at(option.line,
                            "expected onstart, onend, gapduration, gaplength, "
                            "maxgapduration, maxgaplength or \"}\", found \"" +
                                option.text + '"');
        }
    }

    std::string word(std::string_view what) {
        if (tokens_.peek().kind != TjKind::word)
            tokens_.fail("expected " + std::string(what) + ", found " +
                         (tokens_.peek().kind == TjKind::end ? "the end of the file"
                                                             : '"' + tokens_.peek().text + '"'));
        return tokens_.take().text;
    }

    /// Words separated by commas, each with a block of options or without.
    std::vector<std::string> words() {
        std::vector<std::string> all;
        do {
            all.push_back(word("a name"));
            if (tokens_.peek().text == "{" && tokens_.peek().kind == TjKind::symbol) skip_block();
        } while (tokens_.take_if(","));
        return all;
    }

    static void append(std::vector<std::string>& to, std::vector<std::string> more) {
        to.insert(to.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
    }

    double number() {
        const TjToken token = tokens_.take();
        double value = 0;
        const auto [end, error] =
            std::from_chars(token.text.data(), token.text.data() + token.text.size(), value);
        if (error != std::errc() || end != token.text.data() + token.text.size())
            tokens_.fail_at(token.line, "expected a number, found \"" + token.text + '"');
        return value;
    }

    double minutes(bool is_elapsed) {
        const TjToken token = tokens_.take();
        const char* const last = token.text.data() + token.text.size();
        double value = 0;
        const auto [end, error] = std::from_chars(token.text.data(), last, value);
        std::string unit(end, last);
        if (error == std::errc() && unit.empty()) unit = tokens_.take().text;
        const double day = is_elapsed ? 1440 : project_.hours_per_day * 60;
        const double year = day * (is_elapsed ? 365 : project_.days_per_year);
        const std::map<std::string, double, std::less<>> units = {
            {"min", 1},       {"h", 60},  {"d", day}, {"w", day * (is_elapsed ? 7 : 5)},
            {"m", year / 12}, {"y", year}};
        const auto found = units.find(unit);
        if (error != std::errc() || found == units.end() || value < 0 || value > 1e7)
            tokens_.fail_at(token.line,
                            "expected a length of time such as 5d, found \"" + token.text + '"');
        return value * found->second;
    }

    void skip_block() {
        std::size_t open = 0;
        do {
            const TjToken token = tokens_.take();
            if (token.kind == TjKind::end)
                tokens_.fail("expected \"}\", found the end of the file");
            if (token.kind == TjKind::symbol && token.text == "{") ++open;
            if (token.kind == TjKind::symbol && token.text == "}") --open;
        } while (open > 0);
    }

    /// A statement ends where the next line begins, unless a comma or a block carries it on.
    void pass_over(const TjToken& word) {
        ++project_.passed_over[word.text];
        bool goes_on = false;
        while (tokens_.peek().kind != TjKind::end) {
            const TjToken& next = tokens_.peek();
            const bool is_symbol = next.kind == TjKind::symbol;
            if (is_symbol && next.text == "}") return;
            if (is_symbol && next.text == "{") {
                skip_block();
                continue;
            }
            if (next.starts_line && !goes_on) return;
            goes_on = is_symbol && next.text == ",";
            tokens_.take();
        }
    }

    TjTokens tokens_;
    TjProject project_;
    std::vector<Block> blocks_;
    std::map<std::string, std::size_t, std::less<>> task_of_id_;
};

}  // namespace

TjProject parse_taskjuggler(std::string_view text, const TaskJugglerOptions& options) {
    return Parser(text, options).parse();
}

}  // namespace planloom::detail
