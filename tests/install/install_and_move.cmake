# Installs BUILD into STAGED and renames that to PREFIX: a package must not remember where it was installed.
file(REMOVE_RECURSE ${STAGED} ${PREFIX})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${STAGED} COMMAND_ERROR_IS_FATAL ANY)
file(RENAME ${STAGED} ${PREFIX})
