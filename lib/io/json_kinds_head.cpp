// What a plan says of how it came about and how it is watched; and links that somebody confirmed.
#include "json_kinds.hpp"
#include "json_take.hpp"

#include <array>
#include <string>

namespace planloom::detail {
namespace {

void require(Reading& reading, std::string_view kind, std::string_view field) {
    if (!reading.saw(field))
        reading.fault("missing_field", std::string(kind) + " has no " + std::string(field));
}

void begin_implements(Reading& reading, const Field&) {
    reading.draft().implements.push_back({{}, {}, reading.line()});
}

void end_implements(Reading& reading) {
    require(reading, "an answer to a requirement", "requirement");
}

constexpr std::array implements_fields = {
    text_field<&ImplementsDraft::requirement>("requirement"),
    text_field<&ImplementsDraft::confirmed>("confirmed"),
};

void begin_asked(Reading& reading, const Field&) {
    reading.builder().head().asked.emplace_back();
}

void end_asked(Reading& reading) {
    require(reading, "a round", "units");
}

constexpr std::array asked_fields = {
    Field{"round", "a whole number from 1", accepts::number, 0, take_count<&AskedUnits::round, 1>},
    texts_field<&AskedUnits::units>("units"),
};

void take_report_every(Reading& reading, const Field&, const Value& value) {
    static constexpr std::array<std::string_view, 5> periods = {"week", "month", "quarter", "half",
                                                                "year"};
    if (const auto place = read_word(reading, value.text, periods))
        reading.builder().head().supervision.report_every = periods[*place];
}

constexpr std::array supervision_fields = {
    Field{"report_every", "a word", accepts::text, 0, take_report_every},
    count_field<&Supervision::grace_days>("grace_days"),
    day_field<&Supervision::plans_due>("plans_due"),
};

void begin_dropped(Reading& reading, const Field&) {
    reading.builder().head().dropped.emplace_back();
}

void end_dropped(Reading& reading) {
    require(reading, "a dropped row", "key");
}

void take_dropped_kind(Reading& reading, const Field&, const Value& value) {
    static constexpr std::array<std::string_view, 4> kinds = {"requirement", "goal", "task",
                                                              "unit"};
    if (const auto place = read_word(reading, value.text, kinds))
        reading.builder().head().dropped.back().kind = static_cast<NodeKind>(*place);
}

constexpr std::array dropped_fields = {
    Field{"kind", "a word", accepts::text, 0, take_dropped_kind},
    text_field<&Dropped::key>("key"),
    text_field<&Dropped::replaced_by>("replaced_by"),
    text_field<&Dropped::reason>("reason"),
};

}  // namespace

constinit const ObjectKind implements_kind = {"an answer to a requirement", implements_fields,
                                              begin_implements, end_implements};
constinit const ObjectKind asked_kind = {"a round", asked_fields, begin_asked, end_asked};
constinit const ObjectKind supervision_kind = {"a supervision", supervision_fields};
constinit const ObjectKind dropped_kind = {"a dropped row", dropped_fields, begin_dropped,
                                           end_dropped};

}  // namespace planloom::detail
