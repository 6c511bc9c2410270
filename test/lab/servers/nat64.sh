# Starts tayga as the NAT64 of the machine it runs on, and ends when it translates. Clients share the machine's address.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/tayga.conf" <<CONF
tun-device nat64
ipv4-addr 198.18.0.1
prefix 2001:db8:64::/96
dynamic-pool 198.18.0.0/24
CONF
tayga --config "$work/tayga.conf" --mktun
ip link set nat64 up
ip route add 198.18.0.0/24 dev nat64
ip -6 route add 2001:db8:64::/96 dev nat64
nft -f - <<NFT
table ip nat64 {
  chain translation {
    type nat hook postrouting priority srcnat
    ip saddr 198.18.0.0/24 oifname "segment" masquerade
  }
}
NFT
tayga --config "$work/tayga.conf"
tries=0
until [ "$(cat /sys/class/net/nat64/carrier)" = 1 ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 200 ] || exit 1
  sleep 0.02
done
