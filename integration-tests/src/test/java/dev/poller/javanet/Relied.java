// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.nio.file.Path;

/**
 * A program that does what others rely on, and prints how it turned out. With {@code relied.on=poller} its sockets are
 * ours, else the JDK's.
 */
final class Relied {
    private Relied() {}

    /** Arguments: which part, and a directory. */
    public static void main(String[] arguments) throws Exception {
        boolean onPoller = System.getProperty("relied.on", "jdk").equals("poller");
        if (onPoller) {
            PollerSockets.installAsDefault();
        }
        Transcript transcript = new Transcript(onPoller);
        switch (arguments[0]) {
            case "proxies" -> {
                SocksCases.play(transcript);
                SelectorCases.play(transcript);
            }
            case "libraries" -> {
                ProxyCases.play(transcript);
                LdapCases.play(transcript);
                RemoteCases.play(transcript);
                LibraryCases.play(transcript, Path.of(arguments[1]));
            }
            case "addresses" -> AddressCases.play(transcript);
            default -> throw new IllegalArgumentException("no part " + arguments[0]);
        }
        System.exit(0); // RMI and others leave threads behind.
    }
}
