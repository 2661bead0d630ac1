/** `verify.sh`: checks a bundle with POSIX tools; exit 0 nothing found, 1 problems, 2 could not check. */
export const verifyShell = `#!/bin/sh
# Checks this evidence bundle with tools every Unix has. In the bundle's folder: sh verify.sh
# It finds what was changed, removed or added since the bundle was made, and tells what signature and time stamps say.
# Whose key signed it, and whose time stamps these are, you must know from elsewhere:
# KEYS=your-allowed-signers ROOT=root-certificate-of-the-authority.pem sh verify.sh
set -u
LC_ALL=C
export LC_ALL
CDPATH='' cd "$(dirname "$0")" || exit 2
if command -v sha256sum >/dev/null 2>&1; then SHA='sha256sum'; else SHA='shasum -a 256'; fi
problems=0
problem() {
  # What a name says to a terminal must not reach it.
  printf 'PROBLEM %s\\n' "$1" | tr '\\001-\\011\\013-\\037\\177' '?'
  problems=$((problems + 1))
}

echo 'Comparing every file with the lists ...'
for list in tagmanifest-sha256.txt manifest-sha256.txt; do
  bad=$($SHA -c "$list" 2>&1 | grep -v ': OK$')
  [ -z "$bad" ] || problem "$list: $bad"
done

name=$($SHA <tagmanifest-sha256.txt | cut -c1-12)
case $(basename "$PWD") in
  *-"$name") ;;
  *) echo "NOTE the name of this folder does not end in -$name: it was renamed, or all lists were made anew." ;;
esac

echo 'Looking for files that no list names ...'
added=$({
  cut -c67- tagmanifest-sha256.txt manifest-sha256.txt | sed 's/^/L /'
  printf 'L %s\\n' tagmanifest-sha256.txt signatures/tagmanifest-sha256.txt.sig timestamps/tagmanifest-sha256.txt.tsr
  for n in 2 3 4 5 6 7 8 9; do echo "L timestamps/tagmanifest-sha256.txt.$n.tsr"; done
  find . ! -type d | sed 's#^\\./#F #'
} | awk '{ path = substr($0, 3) } /^L / { listed[path] = 1 } /^F / && !(path in listed) { print path }')
[ -z "$added" ] || problem "in no list: $added"

echo 'Following the custody log from line to line ...'
prev=0000000000000000000000000000000000000000000000000000000000000000
number=0
while IFS= read -r line; do
  number=$((number + 1))
  case $line in
    *"\\"prev\\":\\"$prev\\"}") ;;
    *) problem "data/custody-log.jsonl: line $number does not follow from the line before it" ;;
  esac
  prev=$(printf '%s' "$line" | $SHA | cut -c1-64)
done <data/custody-log.jsonl
grep -q "^Custody-Log-Head: $prev\\$" bag-info.txt || problem 'data/custody-log.jsonl does not end where bag-info.txt says'

echo 'Comparing the sealed records with the custody log ...'
for list in data/seals/*.txt; do
  [ -f "$list" ] || continue
  seq=$(basename "$list" .txt)
  digest=$($SHA <"$list" | cut -c1-64)
  grep "^{\\"seq\\":$seq," data/custody-log.jsonl | grep -q "\\"digest\\":\\"$digest\\"" ||
    problem "$list is not what event $seq of the custody log sealed"
done
if [ -d data/findings ]; then
  unsealed=$({
    cat data/seals/*.txt 2>/dev/null | sed 's/^/L /'
    find data/findings -type f \\( -name 'record*.json' -o -name '*.record.json' \\) -exec $SHA {} + | sed 's/^/F /'
  } | awk '/^L / { sealed[$2] = 1 } /^F / && !($2 in sealed) { print $3 }')
  [ -z "$unsealed" ] || problem "not sealed by any event of the custody log: $unsealed"
fi

for list in data/captures/*/sha256sums.txt; do
  [ -f "$list" ] || continue
  bad=$(cd "$(dirname "$list")" && $SHA -c sha256sums.txt 2>&1 | grep -v ': OK$')
  [ -z "$bad" ] || problem "$list: $bad"
  record=$($SHA <"$(dirname "$list")/capture.json" | cut -c1-64)
  grep '"action":"capture.sealed"' data/custody-log.jsonl | grep -q "\\"record\\":\\"$record\\"" ||
    problem "$(dirname "$list")/capture.json is in no event of the custody log"
done

echo 'Who signed it ...'
sig=signatures/tagmanifest-sha256.txt.sig
if [ ! -f "$sig" ]; then
  if [ -f signatures/allowed_signers ]; then problem 'the signature was removed'; else echo '  It is not signed.'; fi
elif ! command -v ssh-keygen >/dev/null 2>&1; then
  echo '  Not checked: there is no ssh-keygen here.'
elif [ -n "\${KEYS:-}" ]; then
  ssh-keygen -Y verify -f "$KEYS" -I signer -n evidence-bundle -s "$sig" <tagmanifest-sha256.txt 2>&1 ||
    problem 'it is not signed by a key of your file'
else
  ssh-keygen -Y verify -f signatures/allowed_signers -I signer -n evidence-bundle -s "$sig" <tagmanifest-sha256.txt 2>&1 ||
    problem 'the signature does not fit'
  echo '  That key came with the bundle. Compare it with one you know.'
fi

echo 'Since when it exists ...'
stamp() {
  # $1 the answer of an authority, $2 what it stamps, $3 the SHA-256 of that
  when=$(openssl ts -reply -in "$1" -text 2>/dev/null | sed -n 's/^Time stamp: //p')
  seconds=$(date -u -d "$when" +%s 2>/dev/null || date -u -j -f '%b %e %T %Y %Z' "$when" +%s 2>/dev/null)
  if openssl ts -verify -in "$1" -digest "$3" -CAfile "\${ROOT:-timestamps/tsa-ca.pem}" -attime "\${seconds:-0}" >/dev/null 2>&1; then
    printf '  %s: %s\\n' "$when" "$1"
  else
    problem "$1 is not a valid time stamp of $2"
  fi
}
sum() { $SHA <"$1" | cut -c1-64; }
if ! ls timestamps/*.tsr data/captures/*/*.tsr data/custody-stamps/*.tsr 2>/dev/null | grep -q .; then
  echo '  It carries no independent time stamp: all times are those of its maker.'
elif ! command -v openssl >/dev/null 2>&1; then
  echo '  Not checked: there is no openssl here.'
else
  for answer in timestamps/*.tsr; do
    [ ! -f "$answer" ] || stamp "$answer" tagmanifest-sha256.txt "$(sum tagmanifest-sha256.txt)"
  done
  for answer in data/captures/*/*.tsr; do
    list=$(dirname "$answer")/sha256sums.txt
    [ ! -f "$answer" ] || stamp "$answer" "$list" "$(sum "$list")"
  done
  for answer in data/custody-stamps/*.tsr; do
    [ -f "$answer" ] || continue
    seq=$(basename "$answer" | cut -d. -f1)
    line=$(grep "^{\\"seq\\":$seq," data/custody-log.jsonl)
    stamp "$answer" "line $seq of data/custody-log.jsonl" "$(printf '%s' "$line" | $SHA | cut -c1-64)"
  done
  [ -n "\${ROOT:-}" ] ||
    echo '  By the certificates that came along, timestamps/tsa-ca.pem. Compare them with those of the authority.'
fi

if [ "$problems" -eq 0 ]; then
  echo 'No file was changed, removed or added since the lists were made.'
else
  echo "$problems problem(s) found."
  exit 1
fi
`

/** `verify.ps1`: the same checks with what Windows PowerShell 5 has built in. */
export const verifyPowerShell = `# Checks this evidence bundle with what Windows has built in. In PowerShell, in the bundle's folder:
#   powershell -ExecutionPolicy Bypass -File verify.ps1
# It finds what was changed, removed or added since the bundle was made, and tells what the signature says. Whose key
# signed it, you must know from elsewhere: verify.ps1 -Keys your-allowed-signers. Time stamps: see 7 in README.txt.
param([string]$Keys = '')
$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$script:problems = 0
# What a name says to a console must not reach it.
function Problem([string]$text) { Write-Output "PROBLEM $($text -replace '[\\x00-\\x1f\\x7f-\\x9f]', '?')"; $script:problems++ }
function FileHash([string]$path) { (Get-FileHash -LiteralPath $path -Algorithm SHA256).Hash.ToLowerInvariant() }
function Place([string]$path) { Join-Path $root ($path -replace '/', '\\') }

Write-Output 'Comparing every file with the lists ...'
$listed = @{}
foreach ($list in 'tagmanifest-sha256.txt', 'manifest-sha256.txt') {
  foreach ($line in [IO.File]::ReadAllLines((Place $list))) {
    if ($line -cnotmatch '^([0-9a-f]{64})  (.+)$') { Problem "\${list}: a line is not a list entry"; continue }
    $hash = $Matches[1]; $path = $Matches[2]; $listed[$path] = $true
    if (-not (Test-Path -LiteralPath (Place $path) -PathType Leaf)) { Problem "missing: $path"; continue }
    if ((FileHash (Place $path)) -cne $hash) { Problem "changed: $path" }
  }
}

$name = (FileHash (Place 'tagmanifest-sha256.txt')).Substring(0, 12)
if (-not (Split-Path -Leaf $root).EndsWith("-$name", [StringComparison]::Ordinal)) {
  Write-Output "NOTE the name of this folder does not end in -\${name}: it was renamed, or all lists were made anew."
}

Write-Output 'Looking for files that no list names ...'
foreach ($path in 'tagmanifest-sha256.txt', 'signatures/tagmanifest-sha256.txt.sig', 'timestamps/tagmanifest-sha256.txt.tsr') { $listed[$path] = $true }
foreach ($n in 2..9) { $listed["timestamps/tagmanifest-sha256.txt.$n.tsr"] = $true }
Get-ChildItem -LiteralPath $root -Recurse -Force -File | ForEach-Object {
  $path = $_.FullName.Substring($root.Length + 1) -replace '\\\\', '/'
  if (-not $listed.ContainsKey($path)) { Problem "in no list: $path" }
}

Write-Output 'Following the custody log from line to line ...'
$sha = [Security.Cryptography.SHA256]::Create()
$previous = '0' * 64
$number = 0
$digests = @{}
$captured = @{}
foreach ($line in [IO.File]::ReadLines((Place 'data/custody-log.jsonl'))) {
  $number++
  if (-not $line.EndsWith('"prev":"' + $previous + '"}', [StringComparison]::Ordinal)) { Problem "data/custody-log.jsonl: line $number does not follow from the line before it" }
  if ($line -cmatch '"action":"capture\\.sealed".*"record":"([0-9a-f]{64})"') { $captured[$Matches[1]] = $true }
  if ($line -cmatch '^\\{"seq":(\\d+),.*"digest":"([0-9a-f]{64})"') { $digests[$Matches[1]] = $Matches[2] }
  $previous = -join ($sha.ComputeHash([Text.Encoding]::UTF8.GetBytes($line)) | ForEach-Object { $_.ToString('x2') })
}
if ([IO.File]::ReadAllLines((Place 'bag-info.txt')) -cnotcontains "Custody-Log-Head: $previous") { Problem 'data/custody-log.jsonl does not end where bag-info.txt says' }

Write-Output 'Comparing the sealed records with the custody log ...'
$sealed = @{}
if (Test-Path -LiteralPath (Place 'data/seals')) {
  Get-ChildItem -LiteralPath (Place 'data/seals') -Filter '*.txt' | ForEach-Object {
    if ($digests[$_.BaseName] -cne (FileHash $_.FullName)) { Problem "data/seals/$($_.Name) is not what event $($_.BaseName) of the custody log sealed" }
    foreach ($line in [IO.File]::ReadAllLines($_.FullName)) { $sealed[$line] = $true }
  }
}
if (Test-Path -LiteralPath (Place 'data/findings')) {
  Get-ChildItem -LiteralPath (Place 'data/findings') -Recurse -File | Where-Object { $_.Name -like 'record*.json' -or $_.Name -like '*.record.json' } | ForEach-Object {
    if (-not $sealed.ContainsKey((FileHash $_.FullName))) { Problem "not sealed by any event of the custody log: $($_.FullName.Substring($root.Length + 1))" }
  }
}

if (Test-Path -LiteralPath (Place 'data/captures')) {
  Get-ChildItem -LiteralPath (Place 'data/captures') -Recurse -Filter 'sha256sums.txt' | ForEach-Object {
    $folder = $_.DirectoryName
    foreach ($line in [IO.File]::ReadAllLines($_.FullName)) {
      $path = Join-Path $folder $line.Substring(66)
      if (-not (Test-Path -LiteralPath $path -PathType Leaf)) { Problem "missing: $path" }
      elseif ((FileHash $path) -cne $line.Substring(0, 64)) { Problem "changed: $path" }
    }
    if (-not $captured.ContainsKey((FileHash (Join-Path $folder 'capture.json')))) { Problem "in no event of the custody log: $folder" }
  }
}

Write-Output 'Who signed it ...'
$sig = Place 'signatures/tagmanifest-sha256.txt.sig'
if (-not (Test-Path -LiteralPath $sig)) {
  if (Test-Path -LiteralPath (Place 'signatures/allowed_signers')) { Problem 'the signature was removed' } else { Write-Output '  It is not signed.' }
} elseif (-not (Get-Command ssh-keygen -ErrorAction SilentlyContinue)) {
  Write-Output '  Not checked: there is no ssh-keygen here.'
} else {
  $file = if ($Keys) { $Keys } else { Place 'signatures/allowed_signers' }
  # cmd hands the bytes on unchanged; the pipe of PowerShell would not.
  cmd /c "ssh-keygen -Y verify -f ""$file"" -I signer -n evidence-bundle -s ""$sig"" < ""$(Place 'tagmanifest-sha256.txt')"""
  if ($LASTEXITCODE -ne 0) { Problem 'the signature does not fit, or is not by a key of that file' }
  if (-not $Keys) { Write-Output '  That key came with the bundle. Compare it with one you know.' }
}

if ($script:problems -eq 0) {
  Write-Output 'No file was changed, removed or added since the lists were made.'
} else {
  Write-Output "$($script:problems) problem(s) found."
  exit 1
}
`
