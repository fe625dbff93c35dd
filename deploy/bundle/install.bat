@echo off
rem Installs into the folder of this file, without a network.
cd /d "%~dp0"
if not defined PYTHON set "PYTHON=python\python.exe"
"%PYTHON%" -m venv app || exit /b 1
app\Scripts\python.exe -m pip install --quiet --no-compile --disable-pip-version-check --no-index --no-deps --require-hashes --find-links wheels -r requirements.txt || exit /b 1
app\Scripts\liantu.exe doctor --installation || exit /b 1
echo Installed: run start.bat
