# Serves as a transparent FTP proxy on port 2199: `ftp-proxy.sh PROGRAM MODE`, where MODE (active, passive or client) is how
# it fetches data from servers, whatever way its clients ask for.
set -eu
conf=$(mktemp)
cat > "$conf" <<CONF
ServerType standalone
Port 2199
AllowTransProxy yes
DestinationTransferMode $2
ForkLimit 1000
ServerRoot /
CONF
exec "$1" -n -d -f "$conf"
