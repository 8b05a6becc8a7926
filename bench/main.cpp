// The main function of every benchmark: says what machine and libraries the figures belong to.
#include <benchmark/benchmark.h>
#include <openssl/crypto.h>

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::AddCustomContext("openssl", OpenSSL_version(OPENSSL_VERSION));
  benchmark::AddCustomContext("openssl_cpu", OpenSSL_version(OPENSSL_CPU_INFO));
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
