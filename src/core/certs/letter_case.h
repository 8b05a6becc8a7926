// Upper and lower case, where texts are compared without them.
#pragma once

#include <string>

namespace schannel::core::certs {

/// Independent of the program's locale. Where C.UTF-8 is missing, only ASCII letters have two cases.
std::wstring in_lower_case(std::wstring text);

}  // namespace schannel::core::certs
