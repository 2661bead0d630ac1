/** `verify.sh`: checks a bundle with POSIX tools; exit 0 nothing found, 1 problems, 2 could not check. */
export const verifyShell = `#!/bin/sh
# Checks this evidence bundle with tools every Unix has. In the bundle's folder: sh verify.sh
# It finds what was changed, removed or added since the bundle was made. It cannot tell who made it, nor when.
set -u
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")" || exit 2
if command -v sha256sum >/dev/null 2>&1; then SHA='sha256sum'; else SHA='shasum -a 256'; fi
problems=0
problem() {
  printf 'PROBLEM %s\\n' "$1"
  problems=$((problems + 1))
}

echo 'Comparing every file with the lists ...'
for list in tagmanifest-sha256.txt manifest-sha256.txt; do
  bad=$($SHA -c "$list" 2>&1 | grep -v ': OK$')
  [ -z "$bad" ] || problem "$list: $bad"
done

echo 'Looking for files that no list names ...'
added=$({
  cut -c67- tagmanifest-sha256.txt manifest-sha256.txt | sed 's/^/L /'
  printf 'L %s\\n' tagmanifest-sha256.txt signatures/tagmanifest-sha256.txt.sig timestamps/tagmanifest-sha256.txt.tsr
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

if [ "$problems" -eq 0 ]; then
  echo 'No file was changed, removed or added since the lists were made. This bundle is not signed and not time-stamped.'
else
  echo "$problems problem(s) found."
  exit 1
fi
`

/** `verify.ps1`: the same checks with what Windows PowerShell 5 has built in. */
export const verifyPowerShell = `# Checks this evidence bundle with what Windows has built in. In PowerShell, in the bundle's folder:
#   powershell -ExecutionPolicy Bypass -File verify.ps1
# It finds what was changed, removed or added since the bundle was made. It cannot tell who made it, nor when.
$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$script:problems = 0
function Problem([string]$text) { Write-Output "PROBLEM $text"; $script:problems++ }
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

Write-Output 'Looking for files that no list names ...'
foreach ($path in 'tagmanifest-sha256.txt', 'signatures/tagmanifest-sha256.txt.sig', 'timestamps/tagmanifest-sha256.txt.tsr') { $listed[$path] = $true }
Get-ChildItem -LiteralPath $root -Recurse -Force -File | ForEach-Object {
  $path = $_.FullName.Substring($root.Length + 1) -replace '\\\\', '/'
  if (-not $listed.ContainsKey($path)) { Problem "in no list: $path" }
}

Write-Output 'Following the custody log from line to line ...'
$sha = [Security.Cryptography.SHA256]::Create()
$previous = '0' * 64
$number = 0
$digests = @{}
foreach ($line in [IO.File]::ReadLines((Place 'data/custody-log.jsonl'))) {
  $number++
  if (-not $line.EndsWith('"prev":"' + $previous + '"}', [StringComparison]::Ordinal)) { Problem "data/custody-log.jsonl: line $number does not follow from the line before it" }
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

if ($script:problems -eq 0) {
  Write-Output 'No file was changed, removed or added since the lists were made. This bundle is not signed and not time-stamped.'
} else {
  Write-Output "$($script:problems) problem(s) found."
  exit 1
}
`
