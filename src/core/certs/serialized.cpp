// The serialized form of a store. Every part is an id, the number 1, a length and that many bytes.
#include "core/certs/serialized.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/certs/little_endian.h"
#include "core/certs/serialized_properties.h"

namespace schannel::core::certs {

namespace {

constexpr std::uint32_t end_mark = 0;
constexpr std::uint32_t certificate_id = 0x20;
constexpr std::uint32_t revocation_list_id = 0x21;
constexpr std::uint32_t trust_list_id = 0x22;
constexpr std::uint32_t usual_encoding = 1;
constexpr std::array<std::uint8_t, 8> header{0, 0, 0, 0, 'C', 'E', 'R', 'T'};
constexpr std::size_t end_size = 12;

struct part {
  std::uint32_t id = 0;
  tls::const_bytes value;
};

/// The part at the beginning of `rest`, which then begins behind it; nothing when it is cut short.
std::optional<part> next_part(tls::const_bytes& rest) {
  constexpr std::size_t fixed_size = 12;
  const auto id = number_at(rest, 0);
  const auto length = number_at(rest, 8);
  if (!id || !length || *length > rest.size() - fixed_size) return std::nullopt;
  const part found{*id, rest.subspan(fixed_size, *length)};
  rest = rest.subspan(fixed_size + *length);
  return found;
}

void append_part(tls::byte_vector& to, std::uint32_t id, tls::const_bytes value) {
  append_number(to, id);
  append_number(to, usual_encoding);
  append_number(to, static_cast<std::uint32_t>(value.size()));
  to.insert(to.end(), value.begin(), value.end());
}

/// Reads one element after the other, each of which is complete with its certificate or list.
class element_reader {
 public:
  /// False when the part cannot be.
  bool take(const part& next) {
    switch (next.id) {
      case certificate_id:
        return finish(ossl::certificate::parse(next.value));
      case revocation_list_id:
        return finish(ossl::revocation_list::parse(next.value));
      case trust_list_id:
        pending_ = {};
        return true;
      default:
        read_property(pending_, next.id, next.value);
        return true;
    }
  }

  std::vector<serialized_element> take_all() && { return std::move(all_); }

 private:
  template <typename Content>
  bool finish(tls::result<Content> parsed) {
    if (!parsed) return false;
    all_.push_back({*std::move(parsed), std::exchange(pending_, {})});
    return true;
  }

  properties pending_;
  std::vector<serialized_element> all_;
};

template <typename Content>
void append_element(tls::byte_vector& to, const properties& attached, std::uint32_t id,
                    const Content& content) {
  for (const auto& [number, value] : written_properties(attached)) append_part(to, number, value);
  append_part(to, id, content.der());
}

void append_element(tls::byte_vector& to, const entry& one) {
  append_element(to, one.attached(), certificate_id, one.certificate());
}

void append_element(tls::byte_vector& to, const revocation_entry& one) {
  append_element(to, one.attached(), revocation_list_id, one.list());
}

tls::byte_vector begin() {
  return {header.begin(), header.end()};
}

void end(tls::byte_vector& file) {
  file.insert(file.end(), end_size, 0);
}

}  // namespace

bool looks_serialized(tls::const_bytes file) {
  return file.size() >= header.size() && std::equal(header.begin(), header.end(), file.begin());
}

std::optional<std::vector<serialized_element>> read_serialized(tls::const_bytes file) {
  if (!looks_serialized(file)) return std::nullopt;
  element_reader elements;
  for (tls::const_bytes rest = file.subspan(header.size());;) {
    const auto next = next_part(rest);
    if (!next) return std::nullopt;
    if (next->id == end_mark) return std::move(elements).take_all();
    if (!elements.take(*next)) return std::nullopt;
  }
}

std::optional<std::vector<serialized_element>> read_serialized_elements(tls::const_bytes elements_alone) {
  element_reader elements;
  while (!elements_alone.empty()) {
    const auto next = next_part(elements_alone);
    if (!next || next->id == end_mark || !elements.take(*next)) return std::nullopt;
  }
  return std::move(elements).take_all();
}

tls::byte_vector write_serialized(const store& all) {
  tls::byte_vector file = begin();
  for (const auto& one : all.certificates.entries()) append_element(file, *one);
  for (const auto& one : all.revocation_lists.entries()) append_element(file, *one);
  end(file);
  return file;
}

tls::byte_vector write_serialized_element(const entry& one) {
  tls::byte_vector element;
  append_element(element, one);
  return element;
}

tls::byte_vector write_serialized_element(const revocation_entry& one) {
  tls::byte_vector element;
  append_element(element, one);
  return element;
}

template <typename Entry>
tls::byte_vector write_serialized_alone(const Entry& one) {
  tls::byte_vector file = begin();
  append_element(file, one);
  end(file);
  return file;
}

template tls::byte_vector write_serialized_alone(const entry&);
template tls::byte_vector write_serialized_alone(const revocation_entry&);

}  // namespace schannel::core::certs
