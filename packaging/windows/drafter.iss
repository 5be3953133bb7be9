; The installer for Windows, for Inno Setup 6: after `py dev.py package`, on Windows,
;   iscc /DVersion=0.1.0 packaging\windows\drafter.iss
; It installs for one user, without an administrator, and asks nothing that need be asked.
;
; Tried: nowhere. It was written from the documentation and never compiled or run.

#ifndef Version
  #error Give the version, as in: iscc /DVersion=0.1.0 drafter.iss
#endif
#define Name "Drafter"
#define Folder "..\..\build\package"

[Setup]
AppId={{6C0B5B0E-6D5B-4C37-9B0C-5F8E2E5A9D41}
AppName={#Name}
AppVersion={#Version}
AppPublisher=The Drafter authors
DefaultDirName={autopf}\{#Name}
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
SetupIconFile={#Folder}\icons\drafter.ico
UninstallDisplayIcon={app}\drafter.ico
UninstallDisplayName={#Name}
OutputDir={#Folder}
OutputBaseFilename=drafter-{#Version}-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
CloseApplications=yes

[InstallDelete]
; What an older version had and this one has not must not be found by it.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Folder}\drafter\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "{#Folder}\icons\drafter.ico"; DestDir: "{app}"; Flags: ignoreversion

[Icons]
Name: "{autoprograms}\{#Name}"; Filename: "{app}\drafter-window.exe"; IconFilename: "{app}\drafter.ico"

[Registry]
Root: HKA; Subkey: "Software\Classes\.drafter"; ValueType: string; ValueData: "Drafter.Report"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.drafter"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-drafter"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.drafter\OpenWithProgids"; ValueType: string; ValueName: "Drafter.Report"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Drafter.Report"; ValueType: string; ValueData: "Drafter report"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Drafter.Report\DefaultIcon"; ValueType: string; ValueData: "{app}\drafter.ico"
Root: HKA; Subkey: "Software\Classes\Drafter.Report\shell\open\command"; ValueType: string; ValueData: """{app}\drafter-window.exe"" ""%1"""

[Run]
Filename: "{app}\drafter-window.exe"; Description: "Start {#Name}"; Flags: nowait postinstall skipifsilent unchecked
