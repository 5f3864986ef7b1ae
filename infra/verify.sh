#!/usr/bin/env bash
# Asks a deployed environment what only a real subscription can prove. One line a point: PASS, FAIL or SKIP with a reason.
# Each point is a function; --dry-run prints it as it would run. Nothing is changed, but "deposit"
# and "equal-deposit" send three files.
# shellcheck disable=SC2317,SC2329  # the points are called by name
# shellcheck disable=SC2015,SC2016  # the last word of `A && B || C` is a failure; $0 and $1 are the inner shell's
set -uo pipefail

usage() {
  cat <<'TEXT'
Usage: infra/verify.sh [--dry-run] [--only POINT[,POINT...]] [--list] [--help]

Run it from the project's folder after `azd up`, with `az login` done. Names come from the environment, else from
`azd env get-value`. Needs az, curl, openssl and node. Exit code: how many points failed (at most 100); 101 where it can't begin.

  --dry-run   print what each point would run, and run nothing
  --only      only these points
  --list      the names of the points

Rights: Reader on the resource group; for some points more, which then fail by name: Run Command on the machines,
list keys of the data account (to see that a key is refused), Key Vault Secrets User.

For the points that come in as a firm does (else skipped), all of a compte that was made for tests:
  AMI_VERIFY_NETRC     file of curl's netrc format with the login of an FTP user
  AMI_VERIFY_COMPTE    the compte
  AMI_VERIFY_DOSSIER   a dossier of it; three small PDFs a run are left there: set them aside afterwards
  AMI_VERIFY_HOST      name in the gateway's certificate (without: the chain is checked, the name is not)
  AMI_KEY              a key of the API that sees the compte; never printed
TEXT
}

POINTS=(
  public-access shared-key storage-tls api-tls api-needs-key service-bus duplicate-detection
  roles identity-functions identity-gateway firewall event-grid deposit equal-deposit dead-letters
  functions-running gateway-package gateway-control gateway-passive gateway-closed sftp certificate
  key-vault retention lifecycle soft-delete alerts action-group budget
)
QUEUES=(deposits config returns publish reading backlog)
SKIPPED=77

title() {
  case $1 in
    public-access) echo 'no blob can be read without a login' ;;
    shared-key) echo 'a request signed with an account key is refused' ;;
    storage-tls) echo 'storage: TLS 1.2 at least' ;;
    api-tls) echo 'API: TLS 1.2 at least, HTTPS only' ;;
    api-needs-key) echo 'the API refuses who has no key' ;;
    service-bus) echo 'Service Bus: no keys, TLS 1.2, five queues as the code was tested with' ;;
    duplicate-detection) echo 'Service Bus detects duplicates on every queue' ;;
    roles) echo 'each identity has its roles' ;;
    identity-functions) echo 'the functions reach the tables by their identity' ;;
    identity-gateway) echo 'the gateways reach blobs and tables by their identity' ;;
    firewall) echo 'the firewall follows the lists of the comptes, or lets in whom the parameters name' ;;
    event-grid) echo 'Event Grid: three subscriptions are ready, events were delivered, none given up' ;;
    deposit) echo 'an uploaded file becomes a document' ;;
    equal-deposit) echo 'the same bytes sent again are shown as such' ;;
    dead-letters) echo 'dead letters are taken: their functions are there, none is left' ;;
    functions-running) echo 'the functions run, all of them, on the right Node' ;;
    gateway-package) echo 'each gateway runs the package that was brought' ;;
    gateway-control) echo 'each gateway greets on port 21' ;;
    gateway-passive) echo 'a passive data connection works' ;;
    gateway-closed) echo 'no other port of a gateway is open' ;;
    sftp) echo 'SFTP answers, with the host keys of Key Vault' ;;
    certificate) echo 'the FTPS certificate is valid for two weeks more' ;;
    key-vault) echo 'Key Vault: roles, soft delete, purge protection (prod)' ;;
    retention) echo 'deposits are kept ten years, by a policy that is not locked (prod)' ;;
    lifecycle) echo 'lifecycle rules are there, none for staging' ;;
    soft-delete) echo 'versions and soft delete are on' ;;
    alerts) echo 'alerts are there and enabled' ;;
    action-group) echo 'alerts are sent to somebody' ;;
    budget) echo 'the budget is there' ;;
  esac
}

# --- helpers --------------------------------------------------------------------------------------------------------
say() { echo "$*" >&2; }
skip() { say "$*" && exit "$SKIPPED"; }
same() { [ "$2" = "$3" ] || { say "$1: \"$2\" instead of \"$3\"" && return 1; }; } # same WHAT IS EXPECTED
gateways() { printf '%s' "$AMI_GATEWAY_ADDRESSES" | tr -d '[]" ' | tr ',' '\n' | sed '/^$/d'; }
first_gateway() { gateways | head -n 1; }
in_machine() { # in_machine VM COMMAND: its output
  az vm run-command invoke -g "$AZURE_RESOURCE_GROUP" -n "$1" --command-id RunShellScript --scripts "$2" --query 'value[0].message' -o tsv </dev/null
}
is_open() { timeout 5 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$1" "$2" 2>/dev/null; }
greeting() { timeout 10 bash -c 'exec 3<>"/dev/tcp/$0/$1" && head -n 1 <&3' "$1" "$2" 2>/dev/null; }
needs_firm() {
  [ -n "${AMI_VERIFY_NETRC:-}" ] || skip 'AMI_VERIFY_NETRC is not set'
}
needs_compte() {
  needs_firm
  [ -n "${AMI_VERIFY_COMPTE:-}" ] && [ -n "${AMI_VERIFY_DOSSIER:-}" ] && [ -n "${AMI_KEY:-}" ] ||
    skip 'AMI_VERIFY_COMPTE, AMI_VERIFY_DOSSIER or AMI_KEY is not set'
}
ftp() { # by TLS where there is a certificate; its name is looked at by the point "certificate"
  curl --silent --show-error --max-time 60 --ssl --insecure --netrc-file "$AMI_VERIFY_NETRC" "$@"
}
# The key goes in by standard input: a command line can be read by everybody on the machine.
api() { printf 'header = "Authorization: Bearer %s"\n' "$AMI_KEY" | curl --silent --max-time 60 --config - "$@"; }
send_pdf() { # send_pdf FILE NAME
  ftp --upload-file "$1" "ftp://$(first_gateway)/import/$AMI_VERIFY_DOSSIER/$2"
}
wait_document() { # wait_document NAME: two minutes, for the list of documents to name it
  local n
  for n in {1..24}; do
    api "$AMI_API_URL/comptes/$AMI_VERIFY_COMPTE/documents?limit=50" | grep -F -- "$1" >/dev/null && return 0
    sleep 5
  done
  say "$1 is no document after two minutes (attempt $n)"
  return 1
}
# A page of documents on standard input: whether one whose name begins so has a document with the same bytes.
names_equal_bytes() {
  node -e 'const page = JSON.parse(require("fs").readFileSync(0, "utf8"));
    const seen = page.items.some((d) => d.name.startsWith(process.argv[1]) && (d.retryOf || (d.duplicates ?? []).length > 0));
    process.exit(seen ? 0 : 1)' "$1"
}
small_pdf() { printf '%%PDF-1.4\n%% verification %s\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n' "$1"; }

# --- points ---------------------------------------------------------------------------------------------------------
point_public-access() {
  local account code
  for account in "stdata$TOKEN" "sthost$TOKEN"; do
    same "$account" "$(az storage account show -g "$AZURE_RESOURCE_GROUP" -n "$account" --query allowBlobPublicAccess -o tsv)" false || return 1
  done
  code=$(curl --silent --output /dev/null --write-out '%{http_code}' \
    "https://stdata$TOKEN.blob.core.windows.net/deposits?restype=container&comp=list")
  case $code in 401 | 403 | 404 | 409) ;; *) say "a stranger who lists deposits gets HTTP $code" && return 1 ;; esac
}

point_shared-key() {
  local answer AZURE_STORAGE_KEY
  AZURE_STORAGE_KEY=$(az storage account keys list -g "$AZURE_RESOURCE_GROUP" -n "stdata$TOKEN" --query '[0].value' -o tsv) || return 1
  [ -n "$AZURE_STORAGE_KEY" ] || { say 'the key can not be had: nothing is proved' && return 1; }
  export AZURE_STORAGE_KEY
  if answer=$(az storage container list --account-name "stdata$TOKEN" --auth-mode key -o none 2>&1); then
    say 'a request signed with the key was answered' && return 1
  fi
  grep -qE 'KeyBasedAuthenticationNotPermitted|Key based authentication is not permitted' <<<"$answer" ||
    { say 'refused, but not for the key (a firewall?)' && return 1; }
}

point_storage-tls() {
  local account
  for account in "stdata$TOKEN" "sthost$TOKEN"; do
    same "$account" "$(az storage account show -g "$AZURE_RESOURCE_GROUP" -n "$account" \
      --query "join(' ', [minimumTlsVersion, to_string(enableHttpsTrafficOnly)])" -o tsv)" 'TLS1_2 true' || return 1
  done
  curl --silent --output /dev/null --tlsv1.2 "https://stdata$TOKEN.blob.core.windows.net/" || return 1
}

point_api-tls() {
  same 'HTTPS only' "$(az functionapp show -g "$AZURE_RESOURCE_GROUP" -n "$AMI_FUNCTIONS_NAME" --query httpsOnly -o tsv)" true || return 1
  same 'least TLS' "$(az functionapp config show -g "$AZURE_RESOURCE_GROUP" -n "$AMI_FUNCTIONS_NAME" --query minTlsVersion -o tsv)" 1.2 || return 1
  # SECLEVEL=0: else curl itself would refuse what is to be refused by Azure.
  if curl --silent --output /dev/null --tls-max 1.1 --ciphers DEFAULT@SECLEVEL=0 "$AMI_API_URL/comptes"; then
    say 'TLS 1.1 was accepted' && return 1
  fi
  curl --silent --output /dev/null --tlsv1.2 "$AMI_API_URL/comptes"
}

point_api-needs-key() {
  same 'HTTP' "$(curl --silent --output /dev/null --write-out '%{http_code}' "$AMI_API_URL/comptes")" 401
}

point_service-bus() {
  local queue
  same 'namespace' "$(az servicebus namespace show -g "$AZURE_RESOURCE_GROUP" -n "sb-$TOKEN" \
    --query "join(' ', [to_string(disableLocalAuth), minimumTlsVersion])" -o tsv)" 'true 1.2' || return 1
  for queue in "${QUEUES[@]}"; do
    same "$queue" "$(az servicebus queue show -g "$AZURE_RESOURCE_GROUP" --namespace-name "sb-$TOKEN" -n "$queue" \
      --query "join(' ', [status, to_string(maxDeliveryCount), lockDuration])" -o tsv)" 'Active 5 PT1M' || return 1
  done
}

point_duplicate-detection() {
  local queue
  for queue in "${QUEUES[@]}"; do
    same "$queue" "$(az servicebus queue show -g "$AZURE_RESOURCE_GROUP" --namespace-name "sb-$TOKEN" -n "$queue" \
      --query "join(' ', [to_string(requiresDuplicateDetection), duplicateDetectionHistoryTimeWindow])" -o tsv)" 'true PT5M' || return 1
  done
}

point_roles() {
  local who id got role wanted
  local all='functions gateway events'
  [ "$AMI_FIREWALL" != on ] || all="$all firewall"
  for who in $all; do
    case $who in
      functions) wanted='Storage Blob Data Contributor,Storage Table Data Contributor,Storage Blob Data Owner,Azure Service Bus Data Sender,Azure Service Bus Data Receiver,Monitoring Metrics Publisher' ;;
      gateway) wanted='Storage Blob Data Contributor,Storage Table Data Contributor,Storage Blob Data Reader,Key Vault Secrets User' ;;
      events) wanted='Storage Blob Data Contributor,Azure Service Bus Data Sender' ;;
      firewall) wanted="AMI firewall rules $TOKEN" ;;
    esac
    id=$(az identity show -g "$AZURE_RESOURCE_GROUP" -n "id-$who-$TOKEN" --query principalId -o tsv) || return 1
    got=$(az role assignment list --assignee "$id" --all --query '[].roleDefinitionName' -o tsv) || return 1
    while IFS= read -r role; do
      grep -qxF -- "$role" <<<"$got" || { say "$who has no role $role" && return 1; }
    done < <(tr ',' '\n' <<<"$wanted")
    while IFS= read -r role; do
      case $role in Owner | Contributor | 'User Access Administrator') say "$who is $role" && return 1 ;; esac
      [ "$who" != firewall ] || same 'a role of the firewall' "$role" "$wanted" || return 1
    done <<<"$got"
  done
}

point_identity-functions() {
  [ -n "${AMI_KEY:-}" ] || skip 'AMI_KEY is not set'
  same 'HTTP' "$(api --output /dev/null --write-out '%{http_code}' "$AMI_API_URL/comptes")" 200
}

point_identity-gateway() {
  local n=0
  while IFS= read -r _; do
    n=$((n + 1))
    in_machine "vm-gateway-$n" 'curl -s -w " %{http_code}" http://127.0.0.1:8021/ready' | grep -q ' 200' ||
      { say "vm-gateway-$n is not ready" && return 1; }
  done < <(gateways)
}

point_firewall() {
  local last=900 answer
  [ "$AMI_FIREWALL" != on ] || last=4000
  same 'priority of nobody-else' "$(az network nsg rule show -g "$AZURE_RESOURCE_GROUP" --nsg-name "nsg-gateway-$TOKEN" -n nobody-else \
    --query "join(' ', [access, to_string(priority)])" -o tsv)" "Deny $last" || return 1
  [ "$AMI_FIREWALL" = on ] || return 0
  [ -n "${AMI_KEY:-}" ] || skip 'AMI_KEY is not set: whether it follows is not asked'
  answer=$(api "$AMI_API_URL/firewall")
  case $answer in *'"follows":true'*) ;; *) say "the API says: ${answer:0:200}" && return 1 ;; esac
  case $answer in *'"pending":[]'*'"kept":null'*) ;; *) say 'something is not followed: ami firewall' && return 1 ;; esac
}

point_event-grid() {
  local name topic delivered
  for name in deposits config returns; do
    same "$name" "$(az eventgrid system-topic event-subscription show -g "$AZURE_RESOURCE_GROUP" --system-topic-name "evgt-$TOKEN" \
      -n "$name" --query provisioningState -o tsv)" Succeeded || return 1
  done
  topic=$(az eventgrid system-topic show -g "$AZURE_RESOURCE_GROUP" -n "evgt-$TOKEN" --query id -o tsv) || return 1
  total() {
    az monitor metrics list --resource "$topic" --metric "$1" --aggregation Total --offset 7d --interval 1d \
      --query 'sum(value[0].timeseries[].data[].total || `[0]`)' -o tsv
  }
  same 'events given up in 7 days' "$(total DeadLetteredCount | cut -d. -f1)" 0 || return 1
  delivered=$(total DeliverySuccessCount | cut -d. -f1)
  [ "${delivered:-0}" -gt 0 ] || { say 'no event was delivered in 7 days: send a file, wait some minutes, ask again' && return 1; }
}

point_deposit() {
  needs_compte
  local file status=0
  file=$(mktemp)
  small_pdf "$RUN" >"$file"
  send_pdf "$file" "verify-$RUN.pdf" && wait_document "verify-$RUN.pdf" || status=1
  rm -f "$file"
  return "$status"
}

point_equal-deposit() {
  needs_compte
  local file name status=0
  file=$(mktemp)
  small_pdf "$RUN-equal" >"$file"
  for name in "verify-$RUN-one.pdf" "verify-$RUN-two.pdf"; do
    send_pdf "$file" "$name" && wait_document "$name" || status=1
  done
  rm -f "$file"
  [ "$status" = 0 ] || return 1
  api "$AMI_API_URL/comptes/$AMI_VERIFY_COMPTE/documents?limit=50" | names_equal_bytes "verify-$RUN-" ||
    { say 'nothing says that the bytes were there before' && return 1; }
}

point_dead-letters() {
  local queue functions
  functions=$(az functionapp function list -g "$AZURE_RESOURCE_GROUP" -n "$AMI_FUNCTIONS_NAME" --query '[].name' -o tsv) || return 1
  for queue in "${QUEUES[@]}"; do
    grep -qi "deadLetter$queue" <<<"$functions" || { say "no function takes the dead letters of $queue" && return 1; }
    same "dead letters of $queue" "$(az servicebus queue show -g "$AZURE_RESOURCE_GROUP" --namespace-name "sb-$TOKEN" -n "$queue" \
      --query countDetails.deadLetterMessageCount -o tsv)" 0 || return 1
  done
}

point_functions-running() {
  local name functions
  same 'state' "$(az functionapp show -g "$AZURE_RESOURCE_GROUP" -n "$AMI_FUNCTIONS_NAME" --query state -o tsv)" Running || return 1
  same 'Node' "$(az functionapp show -g "$AZURE_RESOURCE_GROUP" -n "$AMI_FUNCTIONS_NAME" \
    --query 'properties.functionAppConfig.runtime.version || functionAppConfig.runtime.version' -o tsv)" "${AMI_NODE_VERSION:-24}" || return 1
  functions=$(az functionapp function list -g "$AZURE_RESOURCE_GROUP" -n "$AMI_FUNCTIONS_NAME" --query '[].name' -o tsv) || return 1
  for name in dispatchDeposit applyConfiguration publishEntries takeReport readScans readBacklog reconcile reconcileAll sweep sweepUploads measure followFirewall; do
    grep -qE "(^|/)$name\$" <<<"$functions" || { say "function $name is missing" && return 1; }
  done
}

point_gateway-package() {
  local n=0 wanted file
  file=$(mktemp)
  az storage blob download --blob-url "$AMI_GATEWAY_PACKAGES_URI/gateway.sha256" --auth-mode login \
    --no-progress --overwrite --file "$file" -o none
  wanted=$(head -c 64 "$file")
  rm -f "$file"
  [ -n "$wanted" ] || { say 'gateway.sha256 can not be read' && return 1; }
  while IFS= read -r _; do
    n=$((n + 1))
    in_machine "vm-gateway-$n" 'cat /opt/ami-gateway/package.sha256' | grep -qF -- "$wanted" ||
      { say "vm-gateway-$n runs another package" && return 1; }
  done < <(gateways)
}

point_gateway-control() {
  local address
  while IFS= read -r address; do
    case $(greeting "$address" 21) in 220*) ;; *) say "$address does not greet on port 21 (does the firewall let this address in? ami firewall)" && return 1 ;; esac
  done < <(gateways)
}

point_gateway-passive() {
  needs_firm
  local address
  while IFS= read -r address; do
    ftp --list-only "ftp://$address/" >/dev/null || { say "no listing from $address" && return 1; }
  done < <(gateways)
}

point_gateway-closed() {
  local address port
  while IFS= read -r address; do
    for port in 23 990 8021 9999 11001; do
      if is_open "$address" "$port"; then say "$address:$port is open" && return 1; fi
    done
    if [ "$AMI_SFTP" != on ] && is_open "$address" 22; then say "$address:22 is open" && return 1; fi
  done < <(gateways)
}

point_sftp() {
  [ "$AMI_SFTP" = on ] || skip 'AMI_SFTP is off'
  local address kind
  while IFS= read -r address; do
    case $(greeting "$address" 22) in SSH-2.0-*) ;; *) say "$address does not greet on port 22" && return 1 ;; esac
  done < <(gateways)
  for kind in ed25519 rsa; do
    az keyvault secret show --vault-name "$VAULT" -n "sftp-host-$kind" --query id -o none || return 1
  done
}

point_certificate() {
  local address seen
  if ! az keyvault secret show --vault-name "$VAULT" -n "${AMI_CERTIFICATE:-gateway}" --query id -o none 2>/dev/null; then
    [ "$AMI_TLS_REQUIRED" != yes ] || { say 'TLS is required and there is no certificate' && return 1; }
    skip 'no certificate can be seen in Key Vault: FTP without TLS'
  fi
  while IFS= read -r address; do
    seen=$(timeout 20 openssl s_client -starttls ftp -connect "$address:21" \
      ${AMI_VERIFY_HOST:+-servername "$AMI_VERIFY_HOST" -verify_hostname "$AMI_VERIFY_HOST"} </dev/null 2>&1)
    openssl x509 -noout -checkend 1209600 <<<"$seen" >/dev/null || { say "$address: ends within two weeks, or none" && return 1; }
    grep -q 'Verify return code: 0 ' <<<"$seen" || { say "$address: the certificate is not trusted" && return 1; }
  done < <(gateways)
}

point_key-vault() {
  local wanted='true true'
  same 'vault' "$(az keyvault show -g "$AZURE_RESOURCE_GROUP" -n "$VAULT" \
    --query "join(' ', [to_string(properties.enableRbacAuthorization), to_string(properties.enableSoftDelete)])" -o tsv)" "$wanted" || return 1
  [ "$AMI_PROFILE" != prod ] ||
    same 'purge protection' "$(az keyvault show -g "$AZURE_RESOURCE_GROUP" -n "$VAULT" --query properties.enablePurgeProtection -o tsv)" true
}

point_retention() {
  [ "$AMI_PROFILE" = prod ] || skip 'only where AMI_PROFILE is prod'
  same 'versions of deposits' "$(az storage container-rm show -g "$AZURE_RESOURCE_GROUP" --storage-account "stdata$TOKEN" -n deposits \
    --query immutableStorageWithVersioning.enabled -o tsv)" true || return 1
  same 'policy' "$(az storage container immutability-policy show -g "$AZURE_RESOURCE_GROUP" --account-name "stdata$TOKEN" -c deposits \
    --query "join(' ', [to_string(immutabilityPeriodSinceCreationInDays), state])" -o tsv)" '3653 Unlocked'
}

point_lifecycle() {
  local rules
  rules=$(az storage account management-policy show -g "$AZURE_RESOURCE_GROUP" --account-name "stdata$TOKEN" \
    --query "policy.rules[?enabled].name | sort(@) | join(' ', @)" -o tsv) || return 1
  same 'rules' "$rules" 'documents-cool-down old-versions-go undelivered-events-go' || return 1
  same 'deletions of blobs in staging' "$(az storage account management-policy show -g "$AZURE_RESOURCE_GROUP" --account-name "stdata$TOKEN" \
    --query "length(policy.rules[?definition.actions.baseBlob.delete && contains(definition.filters.prefixMatch, 'staging/')])" -o tsv)" 0
}

point_soft-delete() {
  local days=7
  [ "$AMI_PROFILE" != prod ] || days=30
  same 'blobs' "$(az storage account blob-service-properties show -g "$AZURE_RESOURCE_GROUP" --account-name "stdata$TOKEN" \
    --query "join(' ', [to_string(isVersioningEnabled), to_string(deleteRetentionPolicy.enabled), to_string(deleteRetentionPolicy.days), to_string(containerDeleteRetentionPolicy.enabled)])" \
    -o tsv)" "true true $days true"
}

point_alerts() {
  local name on
  on=$(
    az monitor metrics alert list -g "$AZURE_RESOURCE_GROUP" --query '[?enabled].name' -o tsv
    az resource list -g "$AZURE_RESOURCE_GROUP" --resource-type Microsoft.Insights/scheduledQueryRules --query '[].name' -o tsv
  )
  for name in dead-letters-stay work-waits scans-waits events-not-delivered functions-fail \
    gateway-down dead-letters gateway-faults robots-silent dex-not-collected lots-rejected waiting-long reading-fails \
    config-missing deposits-stopped dead-letters-open metrics-silent; do
    grep -qxF -- "$name-$TOKEN" <<<"$on" || { say "alert $name is missing or off" && return 1; }
  done
}

point_action-group() {
  [ -n "$AMI_ALERT_EMAIL" ] || { say 'AMI_ALERT_EMAIL is not set: nobody is told of an alert' && return 1; }
  az monitor action-group list -g "$AZURE_RESOURCE_GROUP" --query '[].emailReceivers[].emailAddress' -o tsv | grep -qixF -- "$AMI_ALERT_EMAIL"
}

point_budget() {
  [ -n "$AMI_ALERT_EMAIL" ] || skip 'AMI_ALERT_EMAIL is not set: no budget is made'
  same 'budget' "$(az consumption budget show -g "$AZURE_RESOURCE_GROUP" --budget-name "budget-$TOKEN" --query name -o tsv)" "budget-$TOKEN"
}

# --- run ------------------------------------------------------------------------------------------------------------
dry_run=no only=
while [ $# -gt 0 ]; do
  case $1 in
    --help | -h) usage && exit 0 ;;
    --list) printf '%s\n' "${POINTS[@]}" && exit 0 ;;
    --dry-run) dry_run=yes ;;
    --only) only=${2:-} && shift ;;
    *) say "unknown: $1 (--help)" && exit 101 ;;
  esac
  shift || { say '--only needs the name of a point (--list)' && exit 101; }
done
if [ -n "$only" ]; then
  IFS=, read -ra wanted <<<"$only"
  for p in "${wanted[@]}"; do
    declare -F "point_$p" >/dev/null || { say "no such point: $p (--list)" && exit 101; }
  done
  POINTS=("${wanted[@]}")
fi

if [ "$dry_run" = yes ]; then
  for p in "${POINTS[@]}"; do
    printf '# %s: %s\n' "$p" "$(title "$p")"
    declare -f "point_$p" | sed '1,2d;$d'
    echo
  done
  exit 0
fi

for tool in az curl openssl node; do
  command -v "$tool" >/dev/null || { say "$tool is missing" && exit 101; }
done
# Outputs of infra/main.bicep, and what was set before. Those with a default are looked for and may be empty.
NEEDED=(AZURE_RESOURCE_GROUP AMI_FUNCTIONS_NAME AMI_API_URL AMI_GATEWAY_ADDRESSES AMI_GATEWAY_PACKAGES_URI AMI_KEY_VAULT_URI)
CHOSEN=(AMI_SFTP AMI_FIREWALL AMI_PROFILE AMI_TLS_REQUIRED AMI_ALERT_EMAIL AZURE_SUBSCRIPTION_ID)
for name in "${NEEDED[@]}" "${CHOSEN[@]}"; do
  if [ -z "${!name:-}" ]; then
    value=
    if command -v azd >/dev/null; then value=$(azd env get-value "$name" 2>/dev/null) || value=; fi
    printf -v "$name" '%s' "$value"
  fi
done
for name in "${NEEDED[@]}"; do
  [ -n "${!name}" ] || { say "$name is not known: azd up first, or set it" && exit 101; }
done
AMI_SFTP=${AMI_SFTP:-off} AMI_FIREWALL=${AMI_FIREWALL:-on} AMI_PROFILE=${AMI_PROFILE:-dev} AMI_TLS_REQUIRED=${AMI_TLS_REQUIRED:-no}
[ -z "$AZURE_SUBSCRIPTION_ID" ] || az account set --subscription "$AZURE_SUBSCRIPTION_ID" || exit 101
TOKEN=${AMI_FUNCTIONS_NAME#func-}
VAULT=${AMI_KEY_VAULT_URI#https://} VAULT=${VAULT%%.*}
RUN=$(date -u +%Y%m%d%H%M%S)

failed=0 passed=0 skipped=0
for p in "${POINTS[@]}"; do
  # A subshell: what a point sets or leaves by exit concerns no other. Its words are shown in one line.
  words=$("point_$p" 2>&1 >/dev/null)
  status=$?
  words=$(tr '\n' ' ' <<<"$words" | cut -c 1-300)
  case $status in
    0) passed=$((passed + 1)) && printf 'PASS  %-20s %s\n' "$p" "$(title "$p")" ;;
    "$SKIPPED") skipped=$((skipped + 1)) && printf 'SKIP  %-20s %s: %s\n' "$p" "$(title "$p")" "$words" ;;
    *) failed=$((failed + 1)) && printf 'FAIL  %-20s %s: %s\n' "$p" "$(title "$p")" "${words:-no reason given}" ;;
  esac
done
printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
exit "$((failed > 100 ? 100 : failed))"
