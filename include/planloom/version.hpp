// The version of the library at compile time. A test holds it equal to the version of the build.
#pragma once

#define PLANLOOM_VERSION_MAJOR 0
#define PLANLOOM_VERSION_MINOR 1
#define PLANLOOM_VERSION_PATCH 0
#define PLANLOOM_VERSION "0.1.0"
