// downloads: the newest answers are kept, as many as fit.
#include "core/certs/downloads.h"

#include <algorithm>
#include <list>
#include <mutex>
#include <utility>

namespace schannel::core::certs {

namespace {

constexpr std::size_t most_kept_bytes = std::size_t{32} << 20;

/// Safe to use from any thread.
class kept_answers {
 public:
  std::optional<tls::byte_vector> find(const web::request& wanted) const {
    const std::scoped_lock lock{mutex_};
    const auto found =
        std::find_if(answers_.begin(), answers_.end(), [&](const entry& one) { return one.is_for(wanted); });
    return found == answers_.end() ? std::nullopt : std::optional{found->body};
  }

  void keep(const web::request& wanted, tls::byte_vector body) {
    if (body.size() > most_kept_bytes) return;
    const std::scoped_lock lock{mutex_};
    answers_.remove_if([&](const entry& one) { return one.is_for(wanted); });
    answers_.push_front({wanted.url, wanted.body, std::move(body)});
    std::size_t bytes = 0;
    const auto first_too_many = std::find_if(answers_.begin(), answers_.end(), [&](const entry& one) {
      bytes += one.url.size() + one.question.size() + one.body.size();
      return bytes > most_kept_bytes;
    });
    answers_.erase(first_too_many, answers_.end());
  }

 private:
  struct entry {
    std::string url;
    tls::byte_vector question;
    tls::byte_vector body;

    bool is_for(const web::request& wanted) const { return url == wanted.url && question == wanted.body; }
  };

  mutable std::mutex mutex_;
  std::list<entry> answers_;  ///< the newest first
};

kept_answers& kept() {
  static auto& answers = *new kept_answers;
  return answers;
}

}  // namespace

downloads::downloads(const download_policy& policy)
    : policy_(policy), deadline_(std::chrono::steady_clock::now() + policy.altogether) {}

std::optional<tls::byte_vector> downloads::find(const web::request& wanted) {
  return kept().find(wanted);
}

std::optional<tls::byte_vector> downloads::fetch(const web::request& wanted, std::size_t most_bytes) const {
  using std::chrono::milliseconds;
  const auto left = std::chrono::duration_cast<milliseconds>(deadline_ - std::chrono::steady_clock::now());
  auto answer = web::retrieve(wanted, {std::min(left, policy_.each), most_bytes});
  if (answer) kept().keep(wanted, *answer);
  return answer;
}

}  // namespace schannel::core::certs
