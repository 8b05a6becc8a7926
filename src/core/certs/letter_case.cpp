// Upper and lower case, as C.UTF-8 has them.
#include "core/certs/letter_case.h"

#include <clocale>
#include <cwctype>

namespace schannel::core::certs {

std::wstring in_lower_case(std::wstring text) {
  static const locale_t unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", static_cast<locale_t>(nullptr));
  for (wchar_t& letter : text) {
    const auto character = static_cast<std::wint_t>(letter);
    if (unicode != nullptr)
      letter = static_cast<wchar_t>(towlower_l(character, unicode));
    else if (letter >= L'A' && letter <= L'Z')
      letter = static_cast<wchar_t>(letter + (L'a' - L'A'));
  }
  return text;
}

}  // namespace schannel::core::certs
