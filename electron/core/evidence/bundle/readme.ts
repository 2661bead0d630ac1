/** `README.txt`: how to check the bundle by hand, and what lies where. The same in every bundle. */
export const readme = `EVIDENCE BUNDLE

Read index.html first. This file explains how to check the bundle with tools that come with your system.

WHAT A CHECK TELLS, AND WHAT IT DOES NOT
  There are three questions, and each has an answer of its own:
    Are the files unchanged?    The lists of check sums tell (1, 2, 3, 4, 5).
    Who made it?                The signature tells which key (6). Whose key that is you must know from elsewhere.
    Since when does it exist?   The time stamps tell, in the word of the authorities that gave them (7).
  Someone who changes a file and then makes all lists anew leaves no trace in the lists, but cannot make the
  signature and the time stamps anew. Where there are none, compare the name of this folder, or the SHA-256 of
  tagmanifest-sha256.txt, with what you were told by another way.

ALL CHECKS AT ONCE
  Linux, macOS:  sh verify.sh
  Windows:       powershell -ExecutionPolicy Bypass -File verify.ps1
  With the keys and the root certificate that you got from elsewhere (6, 7):
                 KEYS=your-allowed-signers ROOT=root.pem sh verify.sh
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
  It may print these names, which no list can name, and nothing else:
    tagmanifest-sha256.txt  signatures/tagmanifest-sha256.txt.sig  timestamps/tagmanifest-sha256.txt.tsr (.2.tsr ...)

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
  data/answers/<event>.*              what the provider answered, byte for byte, by the event that kept it
  data/seals/<n>.txt lists the SHA-256 of every record that event <n> of the log sealed. The SHA-256 of that list
  stands in the event as "digest"; the SHA-256 of each record stands in one of the lists:
    sha256sum data/seals/*.txt; grep '"digest"' data/custody-log.jsonl
    sha256sum data/findings/*/*record*.json; cat data/seals/*.txt
  The SHA-256 of each capture.json stands in the event "capture.sealed" of its capture as "record":
    sha256sum data/captures/*/capture.json; grep '"capture.sealed"' data/custody-log.jsonl
  That of a download.json or provider.json stands likewise in "capture.fileDownloaded" or "capture.providerLookedUp".

6. WHO SIGNED IT
  ssh-keygen comes with Linux, macOS and Windows. Use a file of keys that you did NOT get with this bundle, in the
  form of signatures/allowed_signers:
    ssh-keygen -Y verify -f YOUR-FILE -I signer -n evidence-bundle -s signatures/tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt
  The file that came along only tells whether the signature fits the key that came along:
    ssh-keygen -Y check-novalidate -n evidence-bundle -s signatures/tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt

7. SINCE WHEN IT EXISTS
  A file X.tsr beside X is the answer of a timestamping authority (RFC 3161). With OpenSSL, and the root
  certificate of the authority, which you should get from the authority itself; timestamps/tsa-ca.pem holds what the
  maker used:
    openssl ts -reply -in timestamps/tagmanifest-sha256.txt.tsr -text        (tells time and authority)
    openssl ts -verify -in timestamps/tagmanifest-sha256.txt.tsr -data tagmanifest-sha256.txt \\
      -CAfile timestamps/tsa-ca.pem -attime SECONDS
  SECONDS is the time it tells, in seconds since 1970 (date -d "TIME" +%s): the certificate had to be valid then, and
  will have expired by the time you check. The same for data/captures/*/sha256sums.txt, stamped soon after each page
  was captured, and for data/custody-stamps/<n>.tsr, which stamps line <n> of the custody log without its line feed.

WHAT LIES WHERE
  index.html                          the case for people
  data/report.pdf                     the same on paper
  data/declaration-draft.pdf          a draft of the certification US courts ask for; not signed by anybody
  data/case.json                      the case for programs
  data/works/<id>/work.json           what the catalogue holds about a recording
  data/captures/<n>-<time>/           one captured page:
    capture.json                        the record: what was asked, what came, what is missing
    viewport.png, page-<nn>.png         what a visitor saw; the whole page
    page.mhtml, text.txt, dom.html.txt  the page in one file, its words, its final structure
    capture.warc.gz                     every request and response (WARC 1.1)
    netlog.json.gz, tls-<nn>.pem        the browser's network log; the servers' certificates
    actions.jsonl                       only where a person led the window to the page: what they did, one a line
    sha256sums.txt, sha256sums.txt.tsr  check sums of the above and the time stamp over them
  data/downloads/<n>-<nn>/            a whole file taken from page <n>: the file, and download.json, its record
  data/providers/<n>-<nn>/            provider.json: who is behind the address of page <n>, every answer word for word
  data/findings/<n>-finding-<id>/     one finding:
    record.json                         the sealed record: which file, which row, when, by which program
    row.bin                             the row's bytes as they stood in that file
    attachment-<nn>.*                   files the artist attached, each with its sealed record
    sha256sums.txt                      check sums of the above
  data/notices/<id>/                  notices byte for byte as they were exported
  data/seals/<n>.txt                  the records each event of the log sealed
  data/custody-log.jsonl              who did what when, one event a line
  data/custody-stamps/<n>.tsr         time stamps over lines of that log
  signatures/, timestamps/            signature and time stamps over the list of lists
  bagit.txt, bag-info.txt, manifest-sha256.txt, tagmanifest-sha256.txt
                                      the skeleton, as in BagIt 1.0 (RFC 8493)

  Attached files of kinds that a double-click would run are named .bin; their record tells the name they had.
`
