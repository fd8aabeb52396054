package io.github.dnswhy.threads;

/**
 * Who asks for a name: the client library whose frame is nearest to the lookup. Each was seen in a dump or read in
 * its source.
 */
final class ClientLibraries {
    /** Whose the lookup is when no library of the table is on the stack. */
    static final String NONE = "java.net";

    private static final String[][] PACKAGES = {
        {"org.apache.hc.", "Apache HttpClient 5"},
        {"org.apache.http.", "Apache HttpClient 4"},
        {"okhttp3.", "OkHttp"},
        {"com.squareup.okhttp.", "OkHttp"},
        {"jdk.internal.net.http.", "java.net.http"},
        {"sun.net.NetworkClient", "HttpURLConnection"},
        {"sun.net.www.", "HttpURLConnection"},
        {"org.postgresql.", "PostgreSQL"},
        {"com.mysql.", "MySQL"},
        {"org.mariadb.", "MariaDB"},
        {"oracle.net.", "Oracle"},
        {"oracle.jdbc.", "Oracle"},
        {"com.microsoft.sqlserver.", "SQL Server"},
        {"redis.clients.jedis.", "Jedis"},
        {"io.lettuce.", "Lettuce"},
        {"org.redisson.", "Redisson"},
        {"org.apache.kafka.", "Kafka"},
        {"io.grpc.", "gRPC"},
        {"com.mongodb.", "MongoDB"},
        {"io.netty.resolver.", "Netty JDK resolver"},
        {"io.netty.util.internal.SocketUtils", "Netty JDK resolver"},
        {"org.apache.zookeeper.", "ZooKeeper"},
        {"com.rabbitmq.", "RabbitMQ"},
        {"com.datastax.", "Cassandra"},
        {"org.apache.hadoop.", "Hadoop"},
        {"com.sun.mail.", "Mail"},
        {"org.eclipse.angus.mail.", "Mail"},
        {"sun.security.krb5.", "Kerberos"},
        {"com.sun.jndi.ldap.", "LDAP"},
        {"sun.rmi.", "RMI"},
        {"com.zaxxer.hikari.", "HikariCP"},
    };

    private ClientLibraries() {}

    /**
     * Names the library of a frame.
     *
     * @param className the class, with dots
     * @param method the method
     * @return its name, empty for application, JDK and unknown code
     */
    static String of(String className, String method) {
        if (className.startsWith("java.net.")) {
            return javaNet(className, method);
        }
        for (String[] entry : PACKAGES) {
            if (className.startsWith(entry[0])) {
                return entry[1];
            }
        }
        return "";
    }

    private static String javaNet(String className, String method) {
        return switch (className) {
            case "java.net.URLStreamHandler", "java.net.URL" ->
                switch (method) {
                    case "hashCode", "equals", "hostsEqual", "getHostAddress" -> "URL.hashCode";
                    default -> "";
                };
            case "java.net.InetAddress" -> method.equals("getLocalHost") ? "getLocalHost" : "";
            default -> "";
        };
    }
}
