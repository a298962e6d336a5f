// A row of a plan while it is being read. Its texts lie in one buffer, since a row is added to the
// plan only when its last field is known.
#pragma once

#include <planloom/model/plan_builder.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::detail {

/// A text in the buffer of a draft.
struct Slice {
    std::size_t offset = 0;
    std::size_t length = 0;
    bool is_given = false;
};

/// The fields that are single values, of all kinds of row.
struct RowDraft {
    std::uint32_t line = 0;
    Slice key, title, text, section, parent;
    Slice source, raised_by, reason;
    Slice owner;
    Slice deliverable, due_text, due_every;
    Slice level, region, duty;
    Slice calendar;
    Slice former_key, successor, evidence;
    bool is_optional = false, is_milestone = false, is_joint = false, is_ongoing = false,
         is_elapsed = false, is_late = false, is_closed = false, is_local = false,
         is_external = false;
    RequirementKind requirement_kind = RequirementKind::clause;
    Disposition disposition = Disposition::none;
    SupportRule support = SupportRule::all;
    TaskStatus status = TaskStatus::not_started;
    UnitKind unit_kind = UnitKind::unit;
    std::int32_t round = no_number, support_count = no_number, declared_tasks = no_number,
                 progress = no_number;
    Minutes duration = no_minutes, optimistic = no_minutes, pessimistic = no_minutes,
            baseline_duration = no_minutes;
    DatePeriod horizon, due;
    Date start_no_earlier, start_no_later, finish_no_earlier, finish_no_later, must_start,
        must_finish, actual_start, actual_finish, baseline_start, baseline_finish, plan_filed;
    Date exists_from, exists_until;
    double capacity = 0;
};

struct IndicatorDraft {
    Slice title, measure, baseline, target, actual, source;
    DatePeriod due;
    IndicatorKind kind = IndicatorKind::none;
    Aggregation aggregation = Aggregation::none;
    std::uint32_t line = 0;
};

struct ServesDraft {
    Slice goal;
    ServesRole role = ServesRole::necessary;
    double weight = 1.0;
    std::uint32_t line = 0;
};

struct ShareDraft {
    Slice unit;
    Role role = Role::lead;
    double amount = 1.0;
    bool is_open = false;
    bool is_inferred = false;
    Slice text;
    std::uint32_t line = 0;
};

struct LinkDraft {
    Slice task;
    LinkType type = LinkType::finish_to_start;
    Minutes lag = 0;
    Minutes max_lag = no_minutes;
    bool is_elapsed = false;
    bool is_soft = false;
    Slice reason;
    std::uint32_t line = 0;
};

struct RefinesDraft {
    Slice plan, task;
    std::uint32_t line = 0;
};

struct ReportDraft {
    Date date;
    std::int32_t progress = no_number;
    Slice text;
    std::uint32_t line = 0;
};

struct ExtensionDraft {
    Date recorded, from, until;
    Slice reason;
    std::uint32_t line = 0;
};

struct ImplementsDraft {
    Slice requirement;
    Slice confirmed;
    std::uint32_t line = 0;
};

struct AttributeDraft {
    Slice name, value;
    std::uint32_t line = 0;
    /// Whether it stood as a field of the row that the format does not know.
    bool is_unknown_field = false;
};

struct Draft {
    std::string texts;
    RowDraft row;
    std::vector<IndicatorDraft> indicators;
    std::vector<ServesDraft> serves;
    std::vector<ShareDraft> shares;    ///< of the fields named by a role
    std::vector<ShareDraft> assigned;  ///< of the long form
    std::vector<LinkDraft> links;
    std::vector<RefinesDraft> refines;
    std::vector<ImplementsDraft> implements;
    std::vector<ReportDraft> reports;
    std::vector<ExtensionDraft> extensions;
    std::vector<Slice> tags, needs, aliases;
    std::vector<AttributeDraft> attributes;

    [[nodiscard]] std::string_view operator[](Slice slice) const noexcept {
        return {texts.data() + slice.offset, slice.length};
    }
    [[nodiscard]] std::optional<std::string_view> given(Slice slice) const noexcept {
        return slice.is_given ? std::optional<std::string_view>((*this)[slice]) : std::nullopt;
    }
    [[nodiscard]] Slice keep(std::string_view text) {
        const Slice slice{texts.size(), text.size(), true};
        texts.append(text);
        return slice;
    }
    void clear() {
        texts.clear();
        row = RowDraft();
        indicators.clear();
        serves.clear();
        shares.clear();
        assigned.clear();
        links.clear();
        refines.clear();
        implements.clear();
        reports.clear();
        extensions.clear();
        tags.clear();
        needs.clear();
        aliases.clear();
        attributes.clear();
    }
};

}  // namespace planloom::detail
