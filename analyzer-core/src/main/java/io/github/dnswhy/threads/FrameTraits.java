package io.github.dnswhy.threads;

/** What a frame tells by its class and method, whatever its line and module. Measured on JDK 8 to 25. */
final class FrameTraits {
    /** Inside {@code getaddrinfo}. */
    static final int FORWARD = 1;
    /** Inside {@code getnameinfo}. */
    static final int REVERSE = 1 << 1;
    /** This thread does the lookup itself, by whatever resolver is installed. */
    static final int LEADER = 1 << 2;
    /** The hosts file in place of a resolver ({@code jdk.net.hosts.file}): no DNS. */
    static final int HOSTS_FILE = 1 << 3;
    /** One lookup for all threads that want the same host. */
    static final int PER_HOST = 1 << 4;
    /** The one-time set-up of the resolver. */
    static final int RESOLVER_INIT = 1 << 5;
    /** The JNDI DNS provider. */
    static final int JNDI = 1 << 6;
    /** A caller inside dnsjava. */
    static final int DNSJAVA = 1 << 7;
    /** Machinery of waiting, which tells nothing about what is waited for. */
    static final int WAITING = 1 << 8;
    /** A TCP connection being opened. */
    static final int CONNECT = 1 << 9;
    /** Waits for octets of a peer. */
    static final int SOCKET_READ = 1 << 10;
    /** Waits for a pooled resource. */
    static final int POOL = 1 << 11;
    /** Waits for work. */
    static final int IDLE = 1 << 12;
    /** A static initializer. */
    static final int CLASS_INIT = 1 << 13;

    /** Waits for a task that runs in a thread of its own. */
    static final int TASK_WAIT = 1 << 16;
    /** Runs such a task. */
    static final int TASK_RUN = 1 << 17;

    /** Waits for the result of a {@code FutureTask}, as executors give it. */
    static final int FUTURE_WAIT = 1 << 18;
    /** Runs a {@code FutureTask}. */
    static final int FUTURE_RUN = 1 << 19;

    /** A symbol of the C library's resolver. */
    static final int LIBC = 1 << 15;

    /** Waits for a connection of a HikariCP pool. */
    static final int HIKARI = 1 << 14;

    private FrameTraits() {}

    /**
     * Judges a frame.
     *
     * @param className the class, with dots; empty for a native frame
     * @param method the method, or the native frame's symbol
     * @return its traits, 0 for most frames
     */
    static int of(String className, String method) {
        if (className.isEmpty()) {
            return symbol(method);
        }
        int traits = method.equals("<clinit>") ? CLASS_INIT : 0;
        if (className.startsWith("java.")) {
            return traits | jdk(className, method);
        }
        if (className.startsWith("jdk.") || className.startsWith("sun.")) {
            return traits | internal(className, method);
        }
        if (className.startsWith("com.sun.jndi.dns.DnsClient")) {
            return traits | JNDI;
        }
        if (className.startsWith("org.xbill.DNS.")) {
            return traits | dnsjava(className.substring("org.xbill.DNS.".length()), method);
        }
        return traits | library(className, method);
    }

    /** Symbols of glibc and musl, as a debugger shows them, and those of the JDK that call them. */
    private static int symbol(String name) {
        return switch (name) {
            case "send_dg",
                    "send_vc",
                    "getaddrinfo",
                    "__GI_getaddrinfo",
                    "getnameinfo",
                    "__GI_getnameinfo",
                    "name_from_dns",
                    "__lookup_name",
                    "__res_msend_rc" -> LIBC;
            default ->
                name.endsWith("_res_context_search")
                                || name.endsWith("_res_msend")
                                || name.startsWith("Java_java_net_Inet") && name.endsWith("ddr")
                        ? LIBC
                        : 0;
        };
    }

    private static int jdk(String className, String method) {
        switch (className) {
            case "java.net.Inet4AddressImpl", "java.net.Inet6AddressImpl":
                return switch (method) {
                    case "lookupAllHostAddr" -> FORWARD;
                    case "getHostByAddr" -> REVERSE;
                    default -> 0;
                };
            case "java.net.InetAddress":
                return switch (method) {
                    case "getAddressesFromNameService" -> LEADER;
                    case "checkLookupTable" -> PER_HOST;
                    case "resolver" -> RESOLVER_INIT;
                    default -> 0;
                };
            case "java.net.InetAddress$NameServiceAddresses":
                return method.equals("get") ? PER_HOST : 0;
            case "java.net.InetAddress$HostsFileNameService", "java.net.InetAddress$HostsFileResolver":
                return HOSTS_FILE;
            case "java.net.Socket", "java.net.AbstractPlainSocketImpl":
                return method.equals("connect") ? CONNECT : 0;
            case "java.net.PlainSocketImpl":
                return method.equals("socketConnect") ? CONNECT : method.equals("socketAccept") ? IDLE : 0;
            case "java.net.ServerSocket":
                return method.equals("accept") || method.equals("implAccept") ? IDLE : 0;
            case "java.net.SocketInputStream", "java.net.Socket$SocketInputStream":
                return method.startsWith("read") || method.startsWith("socketRead") ? SOCKET_READ : 0;
            case "java.lang.Thread":
                return method.startsWith("sleep") ? IDLE : 0;
            case "java.lang.Object":
                return method.startsWith("wait") ? WAITING : 0;
            case "java.lang.VirtualThread":
                return method.startsWith("park") || method.startsWith("yield") ? WAITING : 0;
            case "java.lang.ref.Reference",
                    "java.lang.ref.Reference$ReferenceHandler",
                    "java.lang.ref.ReferenceQueue",
                    "java.lang.ref.NativeReferenceQueue":
                return IDLE;
            case "java.util.TimerThread", "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue":
                return IDLE;
            case "java.util.concurrent.ThreadPoolExecutor":
                return method.equals("getTask") ? IDLE : 0;
            case "java.util.concurrent.FutureTask":
                return switch (method) {
                    case "get" -> FUTURE_WAIT;
                    case "run", "runAndReset" -> FUTURE_RUN;
                    default -> 0;
                };
            case "java.util.concurrent.ForkJoinPool":
                return method.equals("awaitWork") ? IDLE : 0;
            case "java.util.concurrent.LinkedBlockingQueue", "java.util.concurrent.LinkedBlockingDeque":
                return method.startsWith("take") ? IDLE : 0;
            default:
                return className.startsWith("java.util.concurrent.locks.") || className.startsWith("java.lang.System$")
                        ? WAITING
                        : 0;
        }
    }

    private static int internal(String className, String method) {
        switch (className) {
            case "sun.nio.ch.Net":
                return switch (method) {
                    case "connect", "connect0", "pollConnect", "pollConnectNow" -> CONNECT;
                    case "accept" -> IDLE;
                    default -> 0;
                };
            case "sun.nio.ch.NioSocketImpl":
                return switch (method) {
                    case "connect", "timedFinishConnect" -> CONNECT;
                    case "read", "implRead", "timedRead", "tryRead" -> SOCKET_READ;
                    case "accept" -> IDLE;
                    default -> 0;
                };
            case "sun.nio.ch.SocketChannelImpl":
                return method.endsWith("onnect") ? CONNECT : method.startsWith("read") ? SOCKET_READ : 0;
            case "sun.nio.ch.SocketDispatcher":
                return method.startsWith("read") ? SOCKET_READ : 0;
            case "sun.nio.ch.SelectorImpl":
                return IDLE;
            case "jdk.internal.misc.Unsafe", "sun.misc.Unsafe":
                return method.equals("park") ? WAITING : 0;
            default:
                return 0;
        }
    }

    private static int dnsjava(String className, String method) {
        boolean caller = className.equals("Lookup")
                || className.startsWith("lookup.LookupSession")
                || className.endsWith("Resolver") && method.equals("send")
                || method.equals("sendrecv");
        return caller ? DNSJAVA : 0;
    }

    private static int library(String className, String method) {
        if (className.startsWith("io.netty.")) {
            boolean polls = className.startsWith("io.netty.channel.") && className.endsWith(".Native");
            return polls && (method.startsWith("epollWait") || method.startsWith("keventWait")) ? IDLE : 0;
        }
        if (className.equals("com.zaxxer.hikari.util.ConcurrentBag") && method.equals("borrow")) {
            return POOL | HIKARI;
        }
        if (className.equals("org.postgresql.Driver$ConnectThread")) {
            return method.equals("getResult") ? TASK_WAIT : method.equals("run") ? TASK_RUN : 0;
        }
        return isPool(className, method) ? POOL : 0;
    }

    private static boolean isPool(String className, String method) {
        switch (className) {
            case "org.apache.commons.pool2.impl.GenericObjectPool",
                    "org.apache.commons.pool2.impl.GenericKeyedObjectPool",
                    "org.apache.commons.pool.impl.GenericObjectPool",
                    "org.apache.tomcat.jdbc.pool.ConnectionPool":
                return method.startsWith("borrow");
            case "com.zaxxer.hikari.pool.HikariPool", "io.agroal.pool.ConnectionPool":
                return method.equals("getConnection");
            case "com.mchange.v2.resourcepool.BasicResourcePool":
                return method.equals("awaitAvailable") || method.equals("prelimCheckoutResource");
            case "com.alibaba.druid.pool.DruidDataSource":
                return method.equals("getConnectionInternal") || method.endsWith("Last");
            case "org.apache.http.impl.conn.PoolingHttpClientConnectionManager":
                return method.equals("leaseConnection");
            case "org.apache.http.pool.AbstractConnPool":
                return method.startsWith("getPoolEntry");
            case "org.apache.hc.client5.http.impl.classic.InternalExecRuntime":
                return method.equals("acquireEndpoint");
            default:
                return false;
        }
    }
}
