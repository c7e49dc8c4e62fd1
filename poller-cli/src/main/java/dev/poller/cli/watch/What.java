// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.watch;

import dev.poller.cli.PeriodConverter;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to watch: picocli sets exactly one of these. */
final class What {
    @Option(
            names = "--inotify",
            paramLabel = "PATH",
            description = "A file, or the files in a directory. With the providers epoll and kqueue.")
    @Nullable
    Path path;

    @Option(
            names = "--timer",
            paramLabel = "PERIOD",
            converter = PeriodConverter.class,
            description = "A tick after each period: a number with ns, us, ms or s, for example 500ms.")
    @Nullable
    Duration period;

    @Option(
            names = "--pid",
            paramLabel = "N",
            description = "The end of a process, which also ends this command. With the providers epoll and kqueue.")
    @Nullable
    Long pid;

    @Option(
            names = "--signal",
            paramLabel = "NAME",
            description = "A signal to this process, without SIG, for example HUP.")
    @Nullable
    String signal;

    @Option(
            names = "--stdin",
            description =
                    "The bytes read from the standard input, which must be a terminal, a pipe or a socket. With the"
                            + " providers epoll and kqueue.")
    boolean stdin;
}
