/* Compiled with -include, so that the header under test is the first and only one. As C99 and as C++17. */
extern int this_file_is_not_empty;
