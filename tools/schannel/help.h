// What --help prints, for 80 columns.
#pragma once

namespace schannel::tool {

extern const char* const general_help;
extern const char* const demo_help;
extern const char* const connect_help;
extern const char* const serve_help;
extern const char* const bench_help;

}  // namespace schannel::tool
