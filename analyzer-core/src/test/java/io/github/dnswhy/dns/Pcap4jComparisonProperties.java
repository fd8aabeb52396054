package io.github.dnswhy.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.pcap4j.packet.DnsDomainName;
import org.pcap4j.packet.DnsRDataA;
import org.pcap4j.packet.DnsRDataAaaa;
import org.pcap4j.packet.DnsRDataCName;
import org.pcap4j.packet.DnsRDataMInfo;
import org.pcap4j.packet.DnsRDataMx;
import org.pcap4j.packet.DnsRDataNs;
import org.pcap4j.packet.DnsRDataPtr;
import org.pcap4j.packet.DnsRDataSoa;
import org.pcap4j.packet.DnsRDataWks;
import org.pcap4j.packet.IllegalRawDataException;

/** Records that pcap4j decodes too, in whole messages with compressed names: both must read the same. */
class Pcap4jComparisonProperties {
    private static final List<Integer> TYPES = List.of(
            RecordType.A,
            RecordType.AAAA,
            RecordType.NS,
            RecordType.CNAME,
            RecordType.PTR,
            RecordType.MX,
            RecordType.SOA,
            RecordType.MINFO,
            RecordType.WKS);

    /** pcap4j escapes nothing, reads octets by the platform's character set, and has no dot for the root. */
    private static String plain(String text) {
        return text.equals(".")
                ? ""
                : text.replace("\\233", new String(new byte[] {(byte) 0xE9}))
                        .replace("\\.", ".")
                        .replace("\\\"", "\"");
    }

    @Property(tries = 200)
    void bothReadTheSame(@ForAll long seed) throws IllegalRawDataException {
        Random random = new Random(seed);
        RandomRecords writer = new RandomRecords(random, DnsMessageView.HEADER_LENGTH, true);
        int count = 40;
        for (int i = 0; i < count; i++) {
            writer.record(TYPES.get(random.nextInt(TYPES.size())));
        }
        byte[] message = writer.message();
        message[7] = (byte) count;
        RecordCursor cursor = new RecordCursor().wrap(new DnsMessageView().wrap(message, 0, message.length));
        while (cursor.next()) {
            RecordView record = cursor.record();
            DnsDomainName owner = DnsDomainName.newInstance(message, record.owner(), message.length - record.owner());
            assertEquals(name(owner, message), plain(record.ownerText().orElseThrow()));
            List<String> ours = new ArrayList<>();
            for (String word : RecordText.rdata(record).split(" ")) {
                ours.add(plain(word));
            }
            assertEquals(theirs(message, record), String.join(" ", ours), () -> RecordType.text(record.type()));
        }
        assertEquals(MessageStatus.OK, cursor.status());
        assertTrue(cursor.position() == message.length);
    }

    /** pcap4j puts a dot before a name that is only a pointer. */
    private static String name(DnsDomainName name, byte[] message) throws IllegalRawDataException {
        String text = name.decompress(message);
        return text.startsWith(".") ? text.substring(1) : text;
    }

    private static String theirs(byte[] m, RecordView record) throws IllegalRawDataException {
        int at = record.rdata();
        int length = record.rdataLength();
        switch (record.type()) {
            case RecordType.A -> {
                return DnsRDataA.newInstance(m, at, length).getAddress().getHostAddress();
            }
            case RecordType.AAAA -> {
                String address =
                        DnsRDataAaaa.newInstance(m, at, length).getAddress().getHostAddress();
                return IpAddress.parse(address).orElseThrow().toString();
            }
            case RecordType.NS -> {
                return name(DnsRDataNs.newInstance(m, at, length).getNsDName(), m);
            }
            case RecordType.CNAME -> {
                return name(DnsRDataCName.newInstance(m, at, length).getCName(), m);
            }
            case RecordType.PTR -> {
                return name(DnsRDataPtr.newInstance(m, at, length).getPtrDName(), m);
            }
            case RecordType.MX -> {
                DnsRDataMx mx = DnsRDataMx.newInstance(m, at, length);
                return (mx.getPreference() & 0xFFFF) + " " + name(mx.getExchange(), m);
            }
            case RecordType.MINFO -> {
                DnsRDataMInfo info = DnsRDataMInfo.newInstance(m, at, length);
                return name(info.getRMailBx(), m) + " " + name(info.getEMailBx(), m);
            }
            case RecordType.WKS -> {
                DnsRDataWks wks = DnsRDataWks.newInstance(m, at, length);
                StringBuilder text = new StringBuilder(wks.getAddress().getHostAddress());
                text.append(' ').append(wks.getProtocol().value() & 0xFF);
                wks.getPortNumbers().forEach(port -> text.append(' ').append(port));
                return text.toString();
            }
            default -> {
                DnsRDataSoa soa = DnsRDataSoa.newInstance(m, at, length);
                return name(soa.getMName(), m) + " " + name(soa.getRName(), m) + " " + soa.getSerialAsLong()
                        + " " + soa.getRefreshAsLong() + " " + soa.getRetryAsLong() + " " + soa.getExpireAsLong() + " "
                        + soa.getMinimumAsLong();
            }
        }
    }
}
