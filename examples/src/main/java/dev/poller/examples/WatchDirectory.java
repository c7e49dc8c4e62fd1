// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.watch.FileWatch;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;

/** Prints what becomes of the files in the directory given, until nothing has happened for a second. */
public final class WatchDirectory {
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: WatchDirectory DIRECTORY");
            System.exit(2);
        }
        // @start region="files"
        try (FileWatch files = FileWatch.open(Netpoll.shared())) {
            files.add(Path.of(args[0]));
            System.out.println("watching");
            while (true) {
                for (FileWatch.Change change : files.await(Until.in(Duration.ofSeconds(1)))) {
                    System.out.println(change.what() + " " + change.path());
                }
            }
        } catch (SocketTimeoutException quiet) {
            System.out.println("nothing more");
        }
        // @end
    }
}
