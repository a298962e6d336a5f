// Questions that no peer answers, measured alone.
#pragma once

namespace planloom::bench {

// One for each file of such questions.
void register_matrices();

}  // namespace planloom::bench
