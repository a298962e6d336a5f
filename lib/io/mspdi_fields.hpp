// Which elements of Microsoft Project XML are read, and which may be passed over without a word,
// since they are worked out from the others or say how the file is shown.
#pragma once

#include <planloom/model/plan_builder.hpp>

#include "mspdi_parts.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace planloom::detail::mspdi {

// Each list is sorted by its bytes.
constexpr std::array<std::string_view, 20> task_fields = {
    "Active",          "ActualFinish", "ActualStart", "CalendarUID", "ConstraintDate",
    "ConstraintType",  "Contact",      "Deadline",    "Duration",    "DurationFormat",
    "Manual",          "ManualStart",  "Milestone",   "Name",        "Notes",
    "PercentComplete", "Priority",     "Start",       "UID",         "WBS"};
constexpr std::array<std::string_view, 66> silent_task_fields = {"ACWP",
                                                                 "ActualDuration",
                                                                 "BCWP",
                                                                 "BCWS",
                                                                 "CV",
                                                                 "CommitmentType",
                                                                 "CreateDate",
                                                                 "Critical",
                                                                 "DisplayAsSummary",
                                                                 "DisplayOnTimeline",
                                                                 "DurationText",
                                                                 "DurationVariance",
                                                                 "EarlyFinish",
                                                                 "EarlyStart",
                                                                 "EarnedValueMethod",
                                                                 "EffortDriven",
                                                                 "ExtendedAttribute",
                                                                 "Finish",
                                                                 "FinishSlack",
                                                                 "FinishText",
                                                                 "FinishVariance",
                                                                 "FixedCostAccrual",
                                                                 "FreeSlack",
                                                                 "GUID",
                                                                 "HideBar",
                                                                 "ID",
                                                                 "IgnoreResourceCalendar",
                                                                 "IsNull",
                                                                 "IsPublished",
                                                                 "IsSubproject",
                                                                 "IsSubprojectReadOnly",
                                                                 "LateFinish",
                                                                 "LateStart",
                                                                 "LevelAssignments",
                                                                 "LevelingCanSplit",
                                                                 "LevelingDelay",
                                                                 "LevelingDelayFormat",
                                                                 "ManualDuration",
                                                                 "ManualFinish",
                                                                 "OutlineLevel",
                                                                 "OutlineNumber",
                                                                 "OverAllocated",
                                                                 "PercentWorkComplete",
                                                                 "PhysicalPercentComplete",
                                                                 "PreLeveledFinish",
                                                                 "PreLeveledStart",
                                                                 "PredecessorLink",
                                                                 "RegularWork",
                                                                 "RemainingCost",
                                                                 "RemainingDuration",
                                                                 "RemainingOvertimeCost",
                                                                 "RemainingOvertimeWork",
                                                                 "RemainingWork",
                                                                 "Resume",
                                                                 "ResumeValid",
                                                                 "Rollup",
                                                                 "StartSlack",
                                                                 "StartText",
                                                                 "StartVariance",
                                                                 "Stop",
                                                                 "Summary",
                                                                 "TimephasedData",
                                                                 "TotalSlack",
                                                                 "Type",
                                                                 "WBSLevel",
                                                                 "WorkVariance"};
constexpr std::array<std::string_view, 12> resource_fields = {
    "CalendarUID", "Code",     "EmailAddress", "Group", "Initials", "IsCostResource",
    "IsNull",      "MaxUnits", "Name",         "Notes", "Type",     "UID"};
constexpr std::array<std::string_view, 41> silent_resource_fields = {"ACWP",
                                                                     "AccrueAt",
                                                                     "ActualCost",
                                                                     "ActualOvertimeCost",
                                                                     "ActualOvertimeWork",
                                                                     "ActualWork",
                                                                     "AvailabilityPeriods",
                                                                     "BCWP",
                                                                     "BCWS",
                                                                     "BookingType",
                                                                     "CV",
                                                                     "CanLevel",
                                                                     "Cost",
                                                                     "CostVariance",
                                                                     "CreationDate",
                                                                     "ExtendedAttribute",
                                                                     "Finish",
                                                                     "GUID",
                                                                     "ID",
                                                                     "IsBudget",
                                                                     "IsEnterprise",
                                                                     "IsGeneric",
                                                                     "IsInactive",
                                                                     "OverAllocated",
                                                                     "OvertimeCost",
                                                                     "OvertimeRateFormat",
                                                                     "OvertimeWork",
                                                                     "PeakUnits",
                                                                     "PercentWorkComplete",
                                                                     "RegularWork",
                                                                     "RemainingCost",
                                                                     "RemainingOvertimeCost",
                                                                     "RemainingOvertimeWork",
                                                                     "RemainingWork",
                                                                     "SV",
                                                                     "StandardRateFormat",
                                                                     "Start",
                                                                     "TimephasedData",
                                                                     "Work",
                                                                     "WorkGroup",
                                                                     "WorkVariance"};

// Texts of a project and of a resource, and the attribute in which each is kept.
constexpr std::pair<const char*, const char*> head_texts[] = {{"Subject", "subject"},
                                                              {"Category", "category"},
                                                              {"Company", "company"},
                                                              {"Manager", "manager"},
                                                              {"Author", "author"}};
constexpr std::pair<const char*, const char*> resource_texts[] = {{"Initials", "initials"},
                                                                  {"Code", "code"},
                                                                  {"Group", "group"},
                                                                  {"EmailAddress", "email"},
                                                                  {"Notes", "notes"}};

/// The field of a task that holds the day of a constraint.
/// @param constraint  one that has a day
[[nodiscard]] inline Date& constraint_day(NewTask& task, Constraint constraint) {
    switch (constraint) {
        case Constraint::must_start_on:
            return task.must_start;
        case Constraint::must_finish_on:
            return task.must_finish;
        case Constraint::start_no_earlier_than:
            return task.start_no_earlier;
        case Constraint::start_no_later_than:
            return task.start_no_later;
        case Constraint::finish_no_earlier_than:
            return task.finish_no_earlier;
        default:
            return task.finish_no_later;
    }
}

}  // namespace planloom::detail::mspdi
