/* Reads the names of functions, one a line, and checks that GetProcAddress finds each where the dynamic
 * linker does. */
#define _GNU_SOURCE
#include <windows.h>

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  char name[256];
  int count = 0, failures = 0;
  HMODULE library = GetModuleHandleA("secur32.dll");
  for (; fgets(name, sizeof name, stdin) != NULL; ++count) {
    name[strcspn(name, "\n")] = 0;
    FARPROC found = GetProcAddress(library, name);
    void* linked = dlsym(RTLD_DEFAULT, name);
    if (linked != NULL && memcmp(&found, &linked, sizeof linked) == 0) continue;
    printf("not found, or elsewhere: %s\n", name);
    ++failures;
  }
  printf("%d functions found by name\n", count - failures);
  return failures != 0;
}
