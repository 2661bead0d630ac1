/** `README.txt`: how to check the bundle by hand, and what lies where. The same in every bundle. */
export const readme = `EVIDENCE BUNDLE

Read index.html first. This file explains how to check the bundle with tools that come with your system.

WHAT A CHECK TELLS, AND WHAT IT DOES NOT
  It tells whether a file was changed, removed or added since the lists in this folder were made.
  It does not tell who made the bundle (it is not signed) nor when (it carries no independent time stamp).
  Someone who changes a file and then makes all lists anew leaves no trace in them. Compare the name of this
  folder, or the SHA-256 of tagmanifest-sha256.txt, with what you were told by another way.

ALL CHECKS AT ONCE
  Linux, macOS:  sh verify.sh
  Windows:       powershell -ExecutionPolicy Bypass -File verify.ps1
  A script that came with the files could lie. Each check is short enough to be done by hand:

1. NO FILE WAS CHANGED OR REMOVED
  Linux, in this folder (on macOS write "shasum -a 256" for "sha256sum" and leave out "--strict --quiet"):
    sha256sum -c --strict --quiet tagmanifest-sha256.txt
    sha256sum -c --strict --quiet manifest-sha256.txt
  Both print nothing when all is well.

2. NO FILE WAS ADDED
  sha256sum does not see files that no list names. In bash:
    export LC_ALL=C
    comm -13 <(cut -c67- manifest-sha256.txt tagmanifest-sha256.txt | sort) <(find . ! -type d | sed 's#^./##' | sort)
  It may print tagmanifest-sha256.txt (the list of lists, which no list can name) and nothing else.

3. THE BUNDLE IS THE ONE THAT WAS NAMED
  The last 12 characters of this folder's name are the first 12 of:
    sha256sum tagmanifest-sha256.txt

4. THE CUSTODY LOG IS UNBROKEN
  Each line of data/custody-log.jsonl ends with the SHA-256 of the bytes of the line before it, without its line
  feed. In any Unix shell, this prints the lines that do not follow from the one before them:
    prev=$(printf '0%.0s' $(seq 64)); while IFS= read -r line; do
      case $line in *"\\"prev\\":\\"$prev\\"}") ;; *) echo "broken: $line" ;; esac
      prev=$(printf %s "$line" | sha256sum | cut -c1-64)
    done < data/custody-log.jsonl; grep "Custody-Log-Head: $prev" bag-info.txt

5. A SEALED RECORD IS THE ONE THE LOG SEALED
  data/seals/<n>.txt lists the SHA-256 of every record that event <n> of the log sealed. The SHA-256 of that list
  stands in the event as "digest"; the SHA-256 of each record stands in one of the lists:
    sha256sum data/seals/*.txt; grep '"digest"' data/custody-log.jsonl
    sha256sum data/findings/*/*record*.json; cat data/seals/*.txt

WHAT LIES WHERE
  index.html                          the case for people
  data/case.json                      the case for programs
  data/works/<id>/work.json           what the catalogue holds about a recording
  data/findings/<n>-finding-<id>/     one finding:
    record.json                         the sealed record: which file, which row, when, by which program
    row.bin                             the row's bytes as they stood in that file
    attachment-<nn>.*                   files the artist attached, each with its sealed record
    sha256sums.txt                      check sums of the above
  data/notices/<id>/                  notices byte for byte as they were exported
  data/seals/<n>.txt                  the records each event of the log sealed
  data/custody-log.jsonl              who did what when, one event a line
  bagit.txt, bag-info.txt, manifest-sha256.txt, tagmanifest-sha256.txt
                                      the skeleton, as in BagIt 1.0 (RFC 8493)

  Attached files of kinds that a double-click would run are named .bin; their record tells the name they had.
`
