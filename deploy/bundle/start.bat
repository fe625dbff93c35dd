@echo off
rem Starts the page on this machine.
if not exist "%~dp0app\Scripts\liantu.exe" (
  echo Run install.bat first
  exit /b 1
)
"%~dp0app\Scripts\liantu.exe" start %*
