// rule: one thing that a program written for Schannel may count on, under a name that never changes.
#pragma once

#include <span>
#include <string_view>

namespace schannel::rules {

/// How it is known that Schannel on Windows does the same.
enum class basis {
  verified,     ///< seen on Windows
  documented,   ///< said by Microsoft or by an RFC
  relied_upon,  ///< shipping programs work only if it holds
  chosen,       ///< nobody says: our choice
};

/// A rule. Its id is SSPI-<function>-<what must hold>, or SSPI-shutdown-<...> for the procedure of several
/// calls.
struct rule {
  std::string_view id;
  std::string_view says;
  basis known_by;
  std::string_view source;
};

/// Rules about one subject, in the order in which they are read best.
struct topic {
  std::string_view chapter;
  std::string_view title;  ///< within the chapter; empty when the chapter has one topic only
  std::span<const rule> rules;
};

/// What Windows does and this library does not, or not yet.
struct deviation {
  std::string_view windows;
  std::string_view here;
  std::string_view reason;
};

/// A page that a source may name by its title.
struct page {
  std::string_view title;
  std::string_view address;
};

}  // namespace schannel::rules
