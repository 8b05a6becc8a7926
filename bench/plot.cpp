// A line for each engine: time over the length of a message, as a part of what OpenSSL takes.
#include "plot.h"

#include <fmt/format.h>

#include "goals.h"

namespace bench {
namespace {

constexpr double width = 720, height = 400, left = 60, right = 700, top = 30, bottom = 340;
constexpr double largest_ratio = 1.2;

double x_of(std::size_t which) {
  return left + 40 +
         static_cast<double>(which) * (right - left - 80) / static_cast<double>(lengths.size() - 1);
}

double y_of(double ratio) {
  return bottom - ratio / largest_ratio * (bottom - top);
}

struct line {
  const char* title;
  const char* colour;
  const char* engine;

  std::optional<double> at(std::size_t which, const results& of) const {
    const length_row row{
        title, engine, "records/TLS1.3/AES-256-GCM", {"seal/memory-bio", "open/memory-bio"}, {}};
    return row.reached(of, which);
  }
};

constexpr line lines[] = {
    {"EVP", "#3b6fb6", "evp"}, {"provider", "#c07a1e", "provider"}, {"ipsec-mb", "#3f8f56", "ipsec-mb"}};

std::string grid() {
  std::string drawn;
  for (const double ratio : {0.0, 0.25, 0.5, 0.75, 1.0})
    drawn += fmt::format(
        R"(<line x1="{0}" x2="{1}" y1="{2:.1f}" y2="{2:.1f}" stroke="#999" stroke-opacity="{3}"/>)"
        R"(<text x="{4}" y="{5:.1f}" text-anchor="end">{6:.2f}</text>)"
        "\n",
        left, right, y_of(ratio), ratio == 1.0 ? "0.9" : "0.35", left - 8, y_of(ratio) + 4, ratio);
  for (std::size_t i = 0; i < lengths.size(); ++i)
    drawn += fmt::format(R"(<text x="{:.1f}" y="{}" text-anchor="middle">{} bytes</text>)"
                         "\n",
                         x_of(i), bottom + 20, lengths[i]);
  return drawn;
}

std::string draw(const line& one, const results& of, double legend_x) {
  std::string points, dots;
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    const auto ratio = one.at(i, of);
    if (!ratio) continue;
    points += fmt::format("{:.1f},{:.1f} ", x_of(i), y_of(*ratio));
    dots += fmt::format(R"(<circle cx="{:.1f}" cy="{:.1f}" r="3.5" fill="{}"/>)", x_of(i), y_of(*ratio),
                        one.colour);
  }
  return fmt::format(
      R"(<polyline points="{0}" fill="none" stroke="{1}" stroke-width="2"/>{2})"
      R"(<rect x="{3}" y="372" width="14" height="4" fill="{1}"/><text x="{4}" y="378">{5}</text>)"
      "\n",
      points, one.colour, dots, legend_x, legend_x + 20, one.title);
}

}  // namespace

std::string plot(const results& of) {
  std::string drawn = fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" )"
      R"(font-family="sans-serif" font-size="12" fill="#777">)"
      "\n"
      R"(<title>Time of a message of OpenSchannel as a part of OpenSSL's</title>)"
      "\n"
      R"(<text x="{2}" y="20">TLS 1.3, AES-256-GCM: time of EncryptMessage or DecryptMessage, the slower of both</text>)"
      R"(<text x="{2}" y="{3:.1f}">OpenSSL {4}: SSL_write or SSL_read, memory BIOs</text>)"
      "\n",
      width, height, left, y_of(1) - 6, of.machine("openssl"));
  drawn += grid();
  double legend_x = left + 40;
  for (const line& one : lines) {
    if (!one.at(0, of)) continue;
    drawn += draw(one, of, legend_x);
    legend_x += 120;
  }
  return drawn + "</svg>\n";
}

}  // namespace bench
