@echo off
rem The glassbox command on Windows. It needs a JDK 25, and Maven for the first use: then it builds
rem itself. When the sources have changed, build again with: mvn package
rem
rem   GLASSBOX_JAVA_HOME  the JDK to use, instead of the one that is found
rem   GLASSBOX_JAVA_OPTS  options for java, such as -Xmx8g
setlocal EnableExtensions DisableDelayedExpansion

set "root=%~dp0"
set "dist=%root%cli\target\dist"
set "cache=%dist%\glassbox.aot"
set "jdk="

if not defined GLASSBOX_JAVA_HOME goto find
call :take "%GLASSBOX_JAVA_HOME%"
if defined jdk goto found
>&2 echo glassbox: GLASSBOX_JAVA_HOME is %GLASSBOX_JAVA_HOME%, which is not a JDK 25; set it to the folder of one
exit /b 2

:find
if defined JAVA_HOME call :take "%JAVA_HOME%"
if defined jdk goto found
for /f "delims=" %%j in ('where java 2^>nul') do call :take "%%~dpj.."
for %%p in (
  "%ProgramFiles%\Eclipse Adoptium"
  "%ProgramFiles%\Java"
  "%ProgramFiles%\Microsoft"
  "%ProgramFiles%\Amazon Corretto"
  "%ProgramFiles%\Zulu"
  "%ProgramFiles%\BellSoft"
  "%LOCALAPPDATA%\Programs\Eclipse Adoptium"
  "%USERPROFILE%\.jdks"
  "%USERPROFILE%\scoop\apps"
) do for /d %%d in ("%%~p\*") do (
  call :take "%%~d"
  call :take "%%~d\current"
)
if defined jdk goto found
>&2 echo glassbox: needs JDK 25 and found none; install it, for example with "winget install EclipseAdoptium.Temurin.25.JDK", or set JAVA_HOME to it
exit /b 2

:found
if not exist "%dist%\built" call :build
if errorlevel 1 exit /b %ERRORLEVEL%
if not exist "%cache%" call :record
"%jdk%\bin\java.exe" "-XX:AOTCache=%cache%" -XX:+UseSerialGC -XX:MaxRAMPercentage=50 -XX:-UsePerfData -Xlog:disable "-Xlog:all=warning,aot*=off,cds*=off:stderr" --enable-native-access=ALL-UNNAMED --add-exports=java.base/jdk.internal.module=ALL-UNNAMED %GLASSBOX_JAVA_OPTS% -cp "%dist%\*" dev.glassbox.cli.Main %*
exit /b %ERRORLEVEL%

rem Takes the folder %1 if it is a JDK 25 and none was found before.
:take
if defined jdk exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
findstr /b /c:"JAVA_VERSION=\"25" "%~1\release" >nul 2>nul
if not errorlevel 1 set "jdk=%~f1"
exit /b 0

rem Fails with 2 if there is no Maven and with 1 if the build fails.
:build
where mvn >nul 2>nul
if not errorlevel 1 goto maven
>&2 echo glassbox: must build itself, which takes Maven, and found no mvn; install it and put it on the PATH
exit /b 2
:maven
>&2 echo glassbox: building, once; this takes a minute
set "log=%root%cli\target\build.log"
if not exist "%root%cli\target" mkdir "%root%cli\target"
pushd "%root%"
set "JAVA_HOME=%jdk%"
set "PATH=%jdk%\bin;%PATH%"
call mvn -q -B package -pl cli -am -Dmaven.test.skip=true -Dformat.skip=true >"%log%" 2>&1
popd
if exist "%dist%\built" exit /b 0
>&2 findstr "ERROR" "%log%"
>&2 echo glassbox: the build failed; its whole output is in %log%
exit /b 1

rem Runs the command once so that the JVM keeps the classes that it loads for later starts. The file
rem stays empty if this JVM has no such thing; the next build removes it.
:record
"%jdk%\bin\java.exe" "-XX:AOTCacheOutput=%cache%" -XX:+UseSerialGC -XX:MaxRAMPercentage=50 --enable-native-access=ALL-UNNAMED --add-exports=java.base/jdk.internal.module=ALL-UNNAMED -cp "%dist%\*" dev.glassbox.cli.Main --help >nul 2>nul
if not exist "%cache%" type nul >"%cache%"
exit /b 0
