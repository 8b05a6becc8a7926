// store: certificates in the order in which they were added.
#include "core/certs/store.h"

#include <algorithm>
#include <utility>

#include "ossl/certificate_fields.h"

namespace schannel::core::certs {

namespace {

bool refuses(disposition how, const entry& newcomer, const entry& existing) {
  switch (how) {
    case disposition::only_new:
      return true;
    case disposition::only_newer:
    case disposition::newer_inherit:
      return newcomer.certificate().not_before() <= existing.certificate().not_before();
    default:
      return false;
  }
}

}  // namespace

addition store::add(entry_ptr newcomer, disposition how) {
  const auto existing = how == disposition::always
                            ? entries_.end()
                            : std::find_if(entries_.begin(), entries_.end(), [&](const entry_ptr& candidate) {
                                return candidate->is_same_certificate(*newcomer);
                              });
  if (existing == entries_.end()) {
    entries_.push_back(newcomer);
    newcomer->position_ = ++last_position_;
    return {newcomer, nullptr};
  }
  if (refuses(how, *newcomer, **existing)) return {nullptr, nullptr};
  if (how == disposition::use_existing) {
    (*existing)->attached.inherit(newcomer->attached);
    return {*existing, nullptr};
  }
  if (how == disposition::replace_inherit || how == disposition::newer_inherit)
    newcomer->attached.inherit((*existing)->attached);
  newcomer->position_ = (*existing)->position_;
  return {newcomer, std::exchange(*existing, newcomer)};
}

entry_ptr store::next(const entry* previous, const criterion& fits) const {
  const auto start = find_after(previous == nullptr ? 0 : previous->position_);
  const auto found = std::find_if(start, entries_.end(), [&](const entry_ptr& one) { return fits(*one); });
  return found == entries_.end() ? nullptr : *found;
}

void store::remove(const entry& one) {
  std::erase_if(entries_, [&](const entry_ptr& candidate) { return candidate.get() == &one; });
}

bool store::holds(const entry& one) const {
  const auto found = one.position_ == 0 ? entries_.end() : find_after(one.position_ - 1);
  return found != entries_.end() && found->get() == &one;
}

std::vector<entry_ptr>::const_iterator store::find_after(std::uint64_t position) const {
  return std::upper_bound(entries_.begin(), entries_.end(), position,
                          [](std::uint64_t limit, const entry_ptr& one) { return limit < one->position_; });
}

}  // namespace schannel::core::certs
