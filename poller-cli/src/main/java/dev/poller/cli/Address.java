// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where to listen or to connect, as a user types it; {@code toString} is that again. Immutable. */
public sealed interface Address permits InternetAddress, UnixName {
    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    static Address parse(String text) {
        return text.startsWith(UnixName.SCHEME) ? UnixName.parse(text) : InternetAddress.parse(text);
    }

    /**
     * Where a listener binds.
     *
     * @throws UnknownHostException if the host has no address
     */
    SocketAddress toListen() throws UnknownHostException;

    /** True if it says where to connect. */
    boolean isComplete();

    /**
     * All that it stands for, to be tried in order.
     *
     * @throws UnknownHostException if that is nothing
     */
    List<SocketAddress> resolve() throws UnknownHostException;

    /** An address that was bound or connected, with numbers only, as it would be typed. */
    static String format(SocketAddress any) {
        if (!(any instanceof InetSocketAddress address)) {
            return any.toString();
        }
        InetAddress number = address.getAddress();
        if (number == null) {
            return address.getHostString() + ":" + address.getPort();
        }
        String host = number instanceof Inet6Address ? "[" + number.getHostAddress() + "]" : number.getHostAddress();
        return host + ":" + address.getPort();
    }

    /** For picocli. */
    final class Converter implements ITypeConverter<Address> {
        @Override
        public Address convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException bad) {
                throw new TypeConversionException(String.valueOf(bad.getMessage()));
            }
        }
    }
}
