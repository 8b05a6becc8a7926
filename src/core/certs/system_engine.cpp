// system_engine: read once, and kept for as long as the places it was read from stay as they were.
#include "core/certs/system_engine.h"

#include <chrono>
#include <mutex>
#include <optional>
#include <utility>
#include <variant>

#include "core/certs/store_folder.h"
#include "core/certs/trust_stamp.h"

namespace schannel::core::certs {

namespace {

using certificates = std::vector<ossl::certificate>;
using std::chrono::steady_clock;

void append(certificates& to, const std::vector<serialized_element>& elements) {
  for (const serialized_element& one : elements)
    if (const auto* shown = std::get_if<ossl::certificate>(&one.content)) to.push_back(*shown);
}

/// The certificates of one folder; nothing when it cannot be read, which one that is not there can. Distrust
/// is read to the last file, or not at all.
std::optional<certificates> read_folder(location where, const system_store_name& name) {
  const auto folder = folder_of(where, name);
  if (!folder) return certificates{};
  const store_folder::content content = store_folder{*folder, readers_of(where)}.read();
  if (content.error || (name.is_distrust() && !content.is_complete)) return std::nullopt;
  certificates found;
  append(found, content.elements);
  if (name.is_distrust()) append(found, content.bundled);
  return found;
}

std::optional<certificates> read_store(location where, std::wstring_view store) {
  const auto name = system_store_name::parse(store);
  auto all = read_folder(location::local_machine, *name);
  if (where == location::local_machine || !all) return all;
  const auto own = read_folder(location::current_user, *name);
  if (!own) return std::nullopt;
  all->insert(all->end(), own->begin(), own->end());
  return all;
}

std::shared_ptr<const chain_engine> share(chain_engine made) {
  return std::make_shared<const chain_engine>(std::move(made));
}

std::shared_ptr<const chain_engine> read_engine(location where) {
  return share(chain_engine{{.anchors = read_store(where, L"ROOT").value_or(certificates{})},
                            read_store(where, L"CA").value_or(certificates{}),
                            read_store(where, L"Disallowed")});
}

/// Nobody waits for somebody else's disk: two may read at the same time.
class kept_engine {
 public:
  std::shared_ptr<const chain_engine> current(location where) {
    const trust_stamp now = stamp_of(where);
    if (auto kept = find(now)) return kept;
    // What changed a moment ago may change again without a trace.
    const bool can_be_kept = now.is_settled();
    auto made = read_engine(where);
    const std::scoped_lock lock{mutex_};
    stamp_ = can_be_kept ? std::optional{now} : std::nullopt;
    read_at_ = steady_clock::now();
    engine_ = made;
    return made;
  }

 private:
  static constexpr std::chrono::minutes longest_kept{1};

  std::shared_ptr<const chain_engine> find(const trust_stamp& now) const {
    const std::scoped_lock lock{mutex_};
    return stamp_ == now && steady_clock::now() - read_at_ < longest_kept ? engine_ : nullptr;
  }

  mutable std::mutex mutex_;
  std::optional<trust_stamp> stamp_;
  steady_clock::time_point read_at_;
  std::shared_ptr<const chain_engine> engine_;
};

/// Even to look whether something changed takes a while.
class recent_engine {
 public:
  std::shared_ptr<const chain_engine> current() {
    const std::scoped_lock lock{mutex_};
    const auto now = steady_clock::now();
    if (!engine_ || now - asked_at_ >= longest_kept) {
      engine_ = system_engine(location::current_user);
      asked_at_ = now;
    }
    return engine_;
  }

 private:
  static constexpr std::chrono::milliseconds longest_kept{100};

  std::mutex mutex_;
  steady_clock::time_point asked_at_;
  std::shared_ptr<const chain_engine> engine_;
};

class extended_engine {
 public:
  extended_engine(certificates roots, bool alone) : roots_(std::move(roots)), alone_(alone) {}

  std::shared_ptr<const chain_engine> current() {
    auto system = user_s_.current();
    const std::scoped_lock lock{mutex_};
    if (made_of_ != system) {
      made_ = extend(*system);
      made_of_ = std::move(system);
    }
    return made_;
  }

 private:
  std::shared_ptr<const chain_engine> extend(const chain_engine& system) const {
    ossl::trust trusted = alone_ ? ossl::trust{.has_system_roots = false} : system.roots;
    trusted.anchors.insert(trusted.anchors.end(), roots_.begin(), roots_.end());
    return share(chain_engine{std::move(trusted), system.intermediates, system.distrusted});
  }

  const certificates roots_;
  const bool alone_;
  recent_engine user_s_;
  std::mutex mutex_;
  std::shared_ptr<const chain_engine> made_of_;
  std::shared_ptr<const chain_engine> made_;
};

}  // namespace

std::shared_ptr<const chain_engine> system_engine(location where) {
  // Threads may still ask while the process ends.
  static auto& user_s = *new kept_engine;
  static auto& machine_s = *new kept_engine;
  return (where == location::current_user ? user_s : machine_s).current(where);
}

engine_source user_engine() {
  return [recent = std::make_shared<recent_engine>()] { return recent->current(); };
}

engine_source user_engine_with(certificates roots, bool alone) {
  return [made = std::make_shared<extended_engine>(std::move(roots), alone)] { return made->current(); };
}

}  // namespace schannel::core::certs
