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
import picocli.CommandLine.Spec;

/** An echo server. */
@Command(
        name = "echo",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Send back every byte, in blocking code with one thread per connection.",
        footer = {
            "",
            "Prints one line when ready: listening on ADDR provider=NAME binding=jna|ffm|none",
            "SIGTERM and SIGINT stop it cleanly; the exit status is then 143 or 130, like that of every Java program."
        })
public final class EchoCommand implements Callable<Integer> {
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

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Log log = new Log(spec.commandLine().getErr(), shared.verbose());
        Netpoll netpoll = shared.openNetpoll(threads.scheduler());
        Workers workers = new Workers(threads.of(netpoll, "echo-"));
        new ServerProcess(netpoll, workers, spec.commandLine().getOut(), log).run(listen, new EchoHandler());
        return 0;
    }
}
