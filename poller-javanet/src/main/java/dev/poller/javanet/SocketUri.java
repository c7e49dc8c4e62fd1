// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/** What a ProxySelector is asked about: {@code socket://host:port}, with the JDK's escapes. Pure functions. */
final class SocketUri {
    /** What has to be escaped in a path besides controls and what is not ASCII. */
    private static final String ESCAPED = "=;?/# <>%\"{}|\\^[]`";

    private SocketUri() {}

    static URI of(InetSocketAddress target) throws IOException {
        String name = target.getHostString(); // Does not look a name up.
        String host = isLiteral(name) ? "[" + name + "]" : escaped(name);
        try {
            return new URI("socket://" + host + ":" + target.getPort());
        } catch (URISyntaxException refused) {
            throw new IOException("Failed to select a proxy", refused);
        }
    }

    private static boolean isLiteral(String name) {
        if (name.indexOf(':') < 0) {
            return false;
        }
        int zone = name.indexOf('%');
        try {
            // In brackets nothing is looked up: it is one, or it is refused.
            InetAddress.getByName("[" + (zone < 0 ? name : name.substring(0, zone)) + "]");
            return true;
        } catch (UnknownHostException refused) {
            return false;
        }
    }

    private static String escaped(String name) {
        StringBuilder path = new StringBuilder(name.length());
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            if (each == '/') {
                path.append('/');
            } else if (each <= ' ' || each == 0x7f || ESCAPED.indexOf(each) >= 0) {
                path.append('%')
                        .append(Character.forDigit(each >> 4 & 0xf, 16))
                        .append(Character.forDigit(each & 0xf, 16));
            } else {
                path.append((char) each);
            }
        }
        return path.toString();
    }
}
