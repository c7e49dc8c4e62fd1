@echo off
rem SPDX-License-Identifier: Apache-2.0
rem
rem Runs the command line of Poller, and builds it first if it has not been built. The twin of ./poller; it does less:
rem it takes JAVA_HOME, else java on the PATH, and does not look whether sources have changed.
rem
rem   JAVA_HOME         wins over java on the PATH
rem   POLLER_JAVA_OPTS  options for the JVM

setlocal
set "ROOT=%~dp0"
set "JAR=%ROOT%poller-cli\target\app\poller-cli.jar"

set "JAVA=java"
if not defined JAVA_HOME goto :chosen
if not exist "%JAVA_HOME%\bin\java.exe" goto :wrong
set "JAVA=%JAVA_HOME%\bin\java.exe"
goto :chosen
:wrong
echo poller: warning: JAVA_HOME=%JAVA_HOME% has no bin\java.exe; java on the PATH is taken in its place 1>&2
:chosen
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
    echo poller: no Java was found; install Java 17 or later, or set JAVA_HOME to where it is 1>&2
    exit /b 1
)

if not exist "%JAR%" (
    where mvn >nul 2>&1
    if errorlevel 1 (
        echo poller: Maven is needed to build this and was not found; install Maven 3.8.6 or later 1>&2
        exit /b 1
    )
    echo poller: building ^(first use; this may take a minute or two^) ... 1>&2
    if not exist "%ROOT%target" mkdir "%ROOT%target"
    call mvn -B -q -f "%ROOT%pom.xml" -Dmaven.test.skip=true -Dspotless.check.skip=true -pl poller-cli -am package >"%ROOT%target\poller-build.log" 2>&1
    if errorlevel 1 (
        echo poller: the build failed; see "%ROOT%target\poller-build.log" 1>&2
        exit /b 1
    )
)

"%JAVA%" %POLLER_JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
