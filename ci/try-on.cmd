@echo off
rem SPDX-License-Identifier: Apache-2.0
rem
rem Tries Poller on Windows and prints one block of text to paste into an issue ("Tried on a system"):
rem   ci\try-on.cmd [--seconds N] [--help]
rem The twin of ci/try-on; only the layouts of C are missing, for nothing here calls C. Nobody has run it yet.
rem
rem   JAVA_HOME   the Java to run it with, 17 or later; else java on the PATH

setlocal enabledelayedexpansion
set "SECONDS_OF_DEMO=5"

:arguments
if "%~1"=="" goto begin
if /i "%~1"=="--help" goto usage
if /i "%~1"=="--seconds" (
    if "%~2"=="" goto wrong
    set "SECONDS_OF_DEMO=%~2"
    shift
    shift
    goto arguments
)
:wrong
echo try-on: wrong arguments; see ci\try-on.cmd --help 1>&2
exit /b 2

:usage
echo usage: ci\try-on.cmd [--seconds N]
echo Prints the system, the Java, the provider selected and why, the result of the conformance suites ^(a few minutes^)
echo and N seconds of the demo ^(5 by default^), as one block to paste into an issue; it is also in target\try-on.txt.
echo Exit status 0 if all of it passed, 1 if something failed, 2 for wrong usage.
exit /b 0

:begin
cd /d "%~dp0.." || exit /b 1
if not exist target mkdir target
set "REPORT=target\try-on.txt"
set "FAILED="
>"%REPORT%" echo == system
ver >>"%REPORT%"
>>"%REPORT%" echo processor: %PROCESSOR_ARCHITECTURE%
for /f "delims=" %%c in ('git rev-parse --short^=12 HEAD 2^>nul') do >>"%REPORT%" echo commit: %%c

call :step version version
if not defined FAILED call :step provider doctor
if not defined FAILED (
    call :step selftest selftest
    call :step demo demo --connections 100 --seconds %SECONDS_OF_DEMO%
)
>>"%REPORT%" echo == layouts
>>"%REPORT%" echo not checked: on Windows nothing calls C
if defined FAILED (
    >>"%REPORT%" echo == result: failed:!FAILED!
) else (
    >>"%REPORT%" echo == result: all passed
)
type "%REPORT%"
echo try-on: the block above is also in %REPORT% 1>&2
if defined FAILED exit /b 1
exit /b 0

rem :step NAME ARGUMENT...: stdout of the command goes into the block; progress and errors go to the screen.
:step
>>"%REPORT%" echo == %1
echo try-on: %1 ... 1>&2
call poller.cmd %2 %3 %4 %5 %6 >>"%REPORT%"
set "STATUS=!ERRORLEVEL!"
if not "!STATUS!"=="0" (
    >>"%REPORT%" echo -- %1: exit status !STATUS!
    set "FAILED=!FAILED! %1"
)
exit /b 0
