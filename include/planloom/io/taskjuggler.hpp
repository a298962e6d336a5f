// Project files of TaskJuggler 3.
#pragma once

#include <planloom/io/json.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace planloom {

/// How read_taskjuggler reaches the files that a file includes.
struct TaskJugglerOptions {
    /// The text of an included file by the name as written; without it includes are left out with a
    /// note.
    std::function<std::optional<std::string>(const std::string& name)> include;
    Limits limits;
};

/// Reads a documented subset of the language: `project`, `macro` (with arguments), `include`,
/// `flags`, `resource` (nested), `task` and `supplement task` (nested) with `depends`, `precedes`,
/// `duration`, `length`, `effort`, `start`, `end`, `minstart`, `maxend`, `scheduling`, `milestone`,
/// `allocate`, `responsible`, `priority`, `complete`, `note`, `flags`, `workinghours`, `leaves`,
/// `vacation` of the project and of resources, and `onstart`, `onend`, `gapduration`,
/// `gaplength`, `maxgapduration`, `maxgaplength` on a link. Every other statement is passed over as
/// a whole and counted in the notes.
///
/// Tasks are named by their full id, `phase.step`. What a container depends on or precedes is
/// handed down to all tasks in it, as TaskJuggler does it; what it points at is not taken apart. A
/// resource that is responsible leads, one that is allocated is responsible for the work.
/// `duration` and `gapduration` are elapsed time, `length` and `gaplength` working time; effort is
/// shared evenly by those who are allocated. A task that says `precedes` or `end` last is to be
/// done as late as possible, as TaskJuggler has it: where it precedes one other task, their link
/// has its gap as greatest lag too.
/// @throws ReadError  with line, also for a reference to nothing
/// @complexity O(bytes after macros, which are bounded) + O(handed-down links)
[[nodiscard]] ReadResult read_taskjuggler(std::string_view text,
                                          const TaskJugglerOptions& options = {});

/// Writes the tasks as they are nested, resources for the units, links as `depends`. Keys become
/// ids by replacing what TaskJuggler does not allow; goals, requirements, roles other than lead and
/// responsible and soft links are left out with a note.
/// @complexity O(nodes + relations)
[[nodiscard]] WrittenText write_taskjuggler(const Plan& plan);

}  // namespace planloom
