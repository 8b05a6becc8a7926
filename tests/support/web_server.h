// web_server: a tiny HTTP server on the loopback interface, for one test.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "support/certificates.h"

namespace schannel::test {

class web_server {
 public:
  web_server();
  ~web_server();
  web_server(const web_server&) = delete;
  web_server& operator=(const web_server&) = delete;

  /// The URL of a path such as "/list.crl".
  std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  /// What is answered for a path from now on; every other path gets status 404.
  void offer(const std::string& path, bytes body);
  /// A path that leads to another place.
  void redirect(const std::string& path, const std::string& location);
  /// A path whose answer never comes, as long as the server lives.
  void stall(const std::string& path);

  /// The paths that were asked for, in order.
  std::vector<std::string> asked() const;

 private:
  void serve();
  void answer(int connection);

  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> ends_ = false;
  mutable std::mutex mutex_;
  std::map<std::string, std::string> answers_;  ///< whole, by path; empty: it never comes
  std::vector<std::string> asked_;
  std::vector<int> stalled_;
  std::thread thread_;
};

}  // namespace schannel::test
