// Files to read and folders to look through.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule files[] = {
    {"SSPI-CreateFile-reads",
     "A file that exists is opened with GENERIC_READ and OPEN_EXISTING, tells its size, and is read to its "
     "end, where "
     "ReadFile gives TRUE and no bytes.",
     basis::documented, "Microsoft: CreateFile, ReadFile"},
    {"SSPI-CreateFile-missing",
     "No such file: ERROR_FILE_NOT_FOUND; no such folder: ERROR_PATH_NOT_FOUND; a folder: "
     "ERROR_ACCESS_DENIED.",
     basis::documented, "Microsoft: CreateFile"},
    {"SSPI-CreateFile-writing", "Any other access or disposition: ERROR_NOT_SUPPORTED, and nothing is made.",
     basis::chosen, "our choice: programs read certificates here, and write through stores"},
    {"SSPI-ReadFile-parameters",
     "Nowhere to put the bytes or their number: ERROR_INVALID_PARAMETER; an OVERLAPPED: ERROR_NOT_SUPPORTED.",
     basis::chosen, "our choice: nothing is read in the background"},
    {"SSPI-CloseHandle-handles", "A file that was closed: ERROR_INVALID_HANDLE, for any function.",
     basis::documented, "Microsoft: CloseHandle"},
    {"SSPI-CloseHandle-kinds",
     "Files and searches are closed by functions of their own, and no handle is given out twice.",
     basis::chosen, "our choice: a stale handle names nothing"},
    {"SSPI-FindFirstFile-pattern",
     "* stands for any characters and ? for one, names match in any case, and \"*.*\" matches every name.",
     basis::documented, "Microsoft: FindFirstFile"},
    {"SSPI-FindFirstFile-describes",
     "Name, attributes, size and times of a file; ERROR_NO_MORE_FILES after the last.", basis::documented,
     "Microsoft: FindFirstFile, FindNextFile"},
    {"SSPI-FindFirstFile-missing",
     "Nothing that matches: ERROR_FILE_NOT_FOUND; no such folder: ERROR_PATH_NOT_FOUND.", basis::documented,
     "Microsoft: FindFirstFile"},
    {"SSPI-GetFileAttributes", "FILE_ATTRIBUTE_DIRECTORY for a folder; an error for what is not there.",
     basis::documented, "Microsoft: GetFileAttributes"},
    {"SSPI-GetFileAttributes-readonly",
     "FILE_ATTRIBUTE_READONLY for what nobody may write, and FILE_ATTRIBUTE_NORMAL for what has no other.",
     basis::chosen, "our choice: as the permissions of this system say it best"},
};

}  // namespace schannel::rules
