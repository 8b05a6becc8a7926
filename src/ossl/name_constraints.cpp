// Name constraints: whose are violated by names further down a path.
#include "ossl/name_constraints.h"

#include <new>
#include <string_view>

#include "ossl/handles.h"

namespace schannel::ossl {

namespace {

using constraints_ptr = owned<NAME_CONSTRAINTS, NAME_CONSTRAINTS_free>;

constraints_ptr constraints_of(const path_step& step) {
  return constraints_ptr{static_cast<NAME_CONSTRAINTS*>(
      X509_get_ext_d2i(step.shown.native(), NID_name_constraints, nullptr, nullptr))};
}

defects unreadable() {
  defects both{defect::bad_name_constraints};
  both.add(defect::bad_extension);
  return both;
}

defects defects_of(int violation) {
  switch (violation) {
    case X509_V_OK:
      return {};
    case X509_V_ERR_PERMITTED_VIOLATION:
      return defect::name_not_permitted;
    case X509_V_ERR_EXCLUDED_VIOLATION:
      return defect::name_excluded;
    case X509_V_ERR_SUBTREE_MINMAX:
    case X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE:
      return defect::unsupported_name_constraints;
    case X509_V_ERR_OUT_OF_MEM:
      throw std::bad_alloc{};
    default:
      return unreadable();
  }
}

/// A certificate that only passes its issuer's key on may have any name (RFC 5280 section 6.1.3 (b)).
bool is_held_to_names(const std::vector<path_step>& path, std::size_t position) {
  return position == 0 || (X509_get_extension_flags(path[position].shown.native()) & EXFLAG_SI) == 0;
}

/// A name with a NUL inside is one name to those who stop there, and another to those who do not.
bool has_ambiguous_name(X509* shown) {
  using names_ptr = owned<GENERAL_NAMES, GENERAL_NAMES_free>;
  const names_ptr names{
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(shown, NID_subject_alt_name, nullptr, nullptr))};
  for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* const name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type != GEN_DNS && name->type != GEN_EMAIL && name->type != GEN_URI) continue;
    const std::string_view text{reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.ia5)),
                                static_cast<std::size_t>(ASN1_STRING_length(name->d.ia5))};
    // Trailing NULs are a mistake of old issuers, and hide nothing.
    if (text.find_last_not_of('\0') != std::string_view::npos &&
        text.find('\0') < text.find_last_not_of('\0'))
      return true;
  }
  return false;
}

defects violations_below(const std::vector<path_step>& path, std::size_t issuer, NAME_CONSTRAINTS* limits) {
  defects found;
  for (std::size_t i = 0; i < issuer; ++i) {
    if (!is_held_to_names(path, i)) continue;
    X509* const named = path[i].shown.native();
    if (has_ambiguous_name(named)) {
      found.add(unreadable());
      continue;
    }
    found.add(defects_of(NAME_CONSTRAINTS_check(named, limits)));
    // A common name is taken for a host's where there is no alternative name.
    if (i == 0 && X509_get_ext_by_NID(named, NID_subject_alt_name, -1) < 0)
      found.add(defects_of(NAME_CONSTRAINTS_check_CN(named, limits)));
  }
  return found;
}

}  // namespace

void examine_name_constraints(std::vector<path_step>& path) {
  for (std::size_t i = 1; i < path.size(); ++i) {
    const constraints_ptr limits = constraints_of(path[i]);
    if (!limits) continue;
    path[i].constrains_names = true;
    path[i].wrong.add(violations_below(path, i, limits.get()));
  }
}

}  // namespace schannel::ossl
