// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** curl(1), as it is without anybody's settings. Any thread may call. */
final class Curl {
    private Curl() {}

    /** A response of status 400 and above is a failure. */
    static List<String> command(String... arguments) {
        return Stream.concat(
                        Stream.of(
                                Tool.find("curl"), "--disable", "--noproxy", "*", "--silent", "--show-error", "--fail"),
                        Stream.of(arguments))
                .toList();
    }

    /** Gets a file; fails if it cannot. */
    static Path get(String url, Path into, String... options) throws IOException, InterruptedException {
        CommandRun.of(command(Stream.concat(Stream.of("--output", into.toString(), url), Stream.of(options))
                        .toArray(String[]::new)))
                .done();
        return into;
    }
}
