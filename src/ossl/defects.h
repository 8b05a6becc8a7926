// defects: everything that can be wrong with a certificate in its place in a chain.
#pragma once

#include <cstdint>

namespace schannel::ossl {

enum class defect : std::uint8_t {
  outside_validity,                ///< expired or not yet valid at the time in question
  bad_signature,                   ///< not signed by the key of its issuer
  weak_signature,                  ///< signed with a broken digest, or a key that is too short
  untrusted_root,                  ///< the last of its chain, and nobody trusts it
  incomplete,                      ///< the last of a chain that reaches no root
  cyclic,                          ///< issued by a certificate that comes before it
  bad_basic_constraints,           ///< issues certificates but is no CA, or has too long a path below it
  may_not_issue,                   ///< its key usage does not allow to sign certificates
  wrong_usage,                     ///< not for what it is wanted for
  name_not_permitted,              ///< constrains names, and one below it is not among the permitted ones
  name_excluded,                   ///< constrains names, and one below it is excluded
  unsupported_name_constraints,    ///< constrains names in a way that cannot be checked
  bad_name_constraints,            ///< the constraints, or the names they are for, cannot be read
  bad_policy,                      ///< the certificate policies do not go together
  bad_extension,                   ///< an extension cannot be read
  unsupported_critical_extension,  ///< an extension that must be understood is not
  distrusted,                      ///< somebody decided that it must not be trusted
  revoked,                         ///< by its issuer
  revocation_unknown,              ///< nothing tells whether it is revoked
  revocation_offline,              ///< what would tell cannot be reached or is out of date
};

class defects {
 public:
  constexpr defects() = default;
  constexpr defects(defect only) { add(only); }

  constexpr void add(defect what) { bits_ |= bit(what); }
  constexpr void add(defects others) { bits_ |= others.bits_; }
  constexpr void remove(defect what) { bits_ &= ~bit(what); }
  constexpr bool has(defect what) const { return (bits_ & bit(what)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }

  friend constexpr bool operator==(defects, defects) = default;

 private:
  static constexpr std::uint32_t bit(defect what) { return std::uint32_t{1} << static_cast<unsigned>(what); }

  std::uint32_t bits_ = 0;
};

}  // namespace schannel::ossl
