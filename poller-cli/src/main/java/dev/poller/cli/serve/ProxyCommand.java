// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import dev.poller.blocking.Netpoll;
import dev.poller.cli.Address;
import dev.poller.cli.BuildVersion;
import dev.poller.cli.Log;
import dev.poller.cli.SharedOptions;
import dev.poller.cli.ThreadsOption;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A byte proxy. */
@Command(
        name = "proxy",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description =
                "Forward bytes to another address and back, in blocking code with two threads per connection. When"
                        + " one side shuts down its output, the other side sees the end and may still send.",
        footer = {
            "",
            "Prints one line when ready: listening on ADDR provider=NAME binding=jna|ffm|none",
            "SIGTERM and SIGINT stop it cleanly; the exit status is then 143 or 130, like that of every Java program."
        })
public final class ProxyCommand implements Callable<Integer> {
    @Mixin
    private final SharedOptions shared = new SharedOptions();

    @Mixin
    private final ThreadsOption threads = new ThreadsOption();

    @Option(
            names = "--listen",
            required = true,
            paramLabel = "ADDR",
            converter = Address.Converter.class,
            description =
                    "HOST:PORT, [IPV6]:PORT or :PORT for all addresses, port 0 takes any free one; unix:PATH, or unix:@NAME for"
                            + " an abstract name.")
    @SuppressWarnings("NullAway.Init") // picocli sets it: it is required
    private Address listen;

    @Option(
            names = "--connect",
            required = true,
            paramLabel = "ADDR",
            converter = Address.Converter.class,
            description = "Where the bytes go: HOST:PORT, [IPV6]:PORT, unix:PATH or unix:@NAME.")
    @SuppressWarnings("NullAway.Init") // picocli sets it: it is required
    private Address connect;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!connect.isComplete()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--connect': '" + connect + "' needs a host and a port");
        }
        Log log = new Log(spec.commandLine().getErr(), shared.verbose());
        Upstream upstream = new Upstream(connect, connect.resolve());
        Netpoll netpoll = shared.openNetpoll(threads.scheduler());
        Workers workers = new Workers(threads.of(netpoll, "proxy-"));
        new ServerProcess(netpoll, workers, spec.commandLine().getOut(), log)
                .run(listen, new ProxyHandler(netpoll, upstream, workers, log));
        return 0;
    }
}
