# Turns the lines of "tcpdump -nn -tt" at a DNS endpoint into CoreDNS's query log, in the order of the answers:
# [INFO] 10.244.1.17:36895 - 41250 "A IN cart.default.svc.cluster.local. udp 48 false 512" NOERROR qr,aa,rd,ra 64 0.000087500s
function address(text) { # 10.244.1.17.36895 -> 10.244.1.17:36895
    sub(/:$/, "", text)
    sub(/\.[0-9]+$/, ":&", text)
    sub(/:\./, ":", text)
    return text
}
{
    from = $3
    to = $5
    sub(/:$/, "", to)
    proto = /Flags \[/ ? "tcp" : "udp"
    if (match($0, /\([0-9]+\)$/) == 0) next # no DNS message: TCP without payload
    size = substr($0, RSTART + 1, RLENGTH - 2)
    # the DNS part: after the addresses for UDP, after "length N " for TCP
    dns = $0
    if (proto == "tcp") sub(/.* length [0-9]+ /, "", dns); else sub(/^[^>]*> [^ ]+ /, "", dns)
    split(dns, word, " ")
    id = word[1]
    gsub(/[^0-9]/, "", id)
    if (to == endpoint) {
        key = from " " id
        for (i = 1; !(word[i] ~ /\?$/); i++) if (i > 8) next
        type = word[i]
        sub(/\?$/, "", type)
        # tcpdump's short form has no EDNS size: 1232 is unbound's; CoreDNS logs 65535 for TCP
        buffer = proto == "tcp" ? 65535 : dns ~ /\[1au\]/ ? 1232 : 512
        question[key] = "\"" type " IN " word[i + 1] " " proto " " size " " (dns ~ / DO/ ? "true" : "false") " " buffer "\""
        asked[key] = $1
    } else if (from == endpoint) {
        key = to " " id
        if (!(key in question)) next
        code = dns ~ /NXDomain/ ? "NXDOMAIN" : dns ~ /ServFail/ ? "SERVFAIL" : dns ~ /Refused/ ? "REFUSED" : "NOERROR"
        flags = "qr" (dns ~ /^[0-9]+ *[A-Za-z]*[|$-]*\*/ ? ",aa" : "") ",rd" (dns ~ /^[0-9]+ *[A-Za-z]*\*?-/ ? "" : ",ra")
        printf "[INFO] %s - %s %s %s %s %s %.9fs\n", address(to), id, question[key], code, flags, size, $1 - asked[key]
        delete question[key]
    }
}
