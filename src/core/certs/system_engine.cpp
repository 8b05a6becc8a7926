// What the system and its user trust, distrust and know of.
#include "core/certs/system_engine.h"

#include <optional>
#include <utility>
#include <variant>

#include "core/certs/store_folder.h"

namespace schannel::core::certs {

namespace {

using certificates = std::vector<ossl::certificate>;

/// The certificates of one folder; nothing when it cannot be read, which one that is not there can.
std::optional<certificates> read_folder(location where, const system_store_name& name) {
  const auto folder = folder_of(where, name);
  if (!folder) return certificates{};
  const store_folder::content content = store_folder{*folder, readers_of(where)}.read();
  if (content.error) return std::nullopt;
  certificates found;
  for (const serialized_element& one : content.elements)
    if (const auto* shown = std::get_if<ossl::certificate>(&one.content)) found.push_back(*shown);
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

}  // namespace

chain_engine system_engine(location where) {
  auto distrusted = read_store(where, L"Disallowed");
  if (!distrusted) return {.trusted = {.has_system_roots = false}};
  return {.trusted = {.anchors = read_store(where, L"ROOT").value_or(certificates{})},
          .intermediates = read_store(where, L"CA").value_or(certificates{}),
          .distrusted = *std::move(distrusted)};
}

}  // namespace schannel::core::certs
