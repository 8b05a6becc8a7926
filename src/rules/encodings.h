// What certificates, keys and names look like as bytes and as text.
#pragma once

#include "rules/binary_text.h"
#include "rules/coding.h"
#include "rules/names.h"

namespace schannel::rules {

inline constexpr topic encoding_topics[] = {
    {"Encodings", "Bytes as text", binary_text},   {"Encodings", "Coding", coding},
    {"Encodings", "Structures", coded_structures}, {"Encodings", "Names", written_names},
    {"Encodings", "Comparing", comparisons},       {"Encodings", "Queries", queries},
};

}  // namespace schannel::rules
