// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import dev.poller.UnixAddress;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.ThreadKind;
import dev.poller.blocking.UnixListener;
import dev.poller.blocking.UnixStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Sends a line to itself through the socket file given, which only this user may connect to. */
public final class UnixEcho {
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: UnixEcho FILE");
            System.exit(2);
        }
        // @start region="connect"
        UnixAddress address = UnixAddress.of(args[0]); // on Linux also UnixAddress.ofAbstract("name")
        try (UnixListener listener = listen(address);
                UnixStream stream = UnixStream.connect(address)) {
            ThreadKind.best()
                    .factory("echo-")
                    .newThread(() -> echoOne(listener))
                    .start();
            stream.write("hello\n".getBytes(StandardCharsets.UTF_8));
            stream.shutdownOutput();
            System.out.print(new String(stream.inputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        // @end
    }

    // @start region="listen"
    private static UnixListener listen(UnixAddress address) throws IOException {
        var onlyMe = PosixFilePermissions.fromString("rw-------");
        var options = new UnixListener.Options(100, Optional.of(onlyMe), true); // a stale file is replaced
        return UnixListener.open(Netpoll.shared(), address, options);
    }

    private static void echoOne(UnixListener listener) {
        try (UnixStream stream = listener.accept()) {
            stream.transferTo(stream);
        } catch (IOException failure) {
            System.err.println(failure.getMessage());
        }
    }
    // @end
}
