// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.attempt;

import dev.poller.blocking.Scheduler;
import dev.poller.cli.BuildVersion;
import dev.poller.cli.CommandFailedException;
import dev.poller.cli.SchedulerConverter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a program of somebody else's with the agent. */
@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        customSynopsis = "poller try [--scheduler WHO] [--] java ARGUMENT...",
        description = "Run a Java program with its sockets on Poller, and at its end report how many there were.",
        footer = {
            "",
            "The first word may also be a program that starts Java, such as a script: then the agent reaches it by the"
                    + " environment variable JAVA_TOOL_OPTIONS. The exit status is the program's.",
            "Without this command: java -javaagent:poller-agent.jar=report ARGUMENT...",
            "and with --scheduler loop: java -javaagent:poller-agent.jar=report,scheduler=loop ARGUMENT..."
        })
public final class TryCommand implements Callable<Integer> {
    private static final String AGENT = "poller-agent.jar";
    private static final String OPTIONS = "JAVA_TOOL_OPTIONS";
    private static final Pattern JAVA = Pattern.compile("javaw?(\\.exe)?");

    @Parameters(
            paramLabel = "COMMAND",
            arity = "1..*",
            description = "The program to run with its options, for example java -jar app.jar.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private List<String> command;

    @Option(
            names = "--scheduler",
            paramLabel = "WHO",
            converter = SchedulerConverter.class,
            description =
                    "jdk, loop or auto: who runs the program's virtual threads, the JDK (by default) or Poller's loops,"
                            + " which needs Java 21 to 25 there. auto is loop where that is possible and there are"
                            + " several processors.")
    private Scheduler scheduler = Scheduler.JDK;

    @Option(names = "--verbose", description = "A failure shows its stack trace.")
    @SuppressWarnings("UnusedVariable") // looked for when something fails
    private boolean verbose;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ProcessBuilder builder = prepared(command, agent(), scheduler);
        Process program;
        try {
            program = builder.inheritIO().start();
        } catch (IOException failure) {
            throw new CommandFailedException(String.valueOf(failure.getMessage()), failure);
        }
        // Whoever ends this command ends the program, and reads its report.
        Thread ends = new Thread(() -> end(program), "poller-try");
        Runtime.getRuntime().addShutdownHook(ends);
        return program.waitFor();
    }

    private static void end(Process program) {
        program.destroy();
        try {
            program.waitFor();
        } catch (InterruptedException given) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command with the agent in it. */
    static ProcessBuilder prepared(List<String> command, Path agent, Scheduler scheduler) {
        String option = "-javaagent:" + agent + "=report"
                + (scheduler == Scheduler.JDK ? "" : ",scheduler=" + scheduler.word());
        List<String> words = new ArrayList<>(command);
        ProcessBuilder builder = new ProcessBuilder(words);
        Path name = Path.of(command.get(0)).getFileName();
        if (name != null && JAVA.matcher(name.toString()).matches()) {
            words.add(1, option);
        } else {
            Map<String, String> environment = builder.environment();
            String before = environment.get(OPTIONS);
            String quoted = "\"" + option + "\"";
            environment.put(OPTIONS, before == null ? quoted : before + " " + quoted);
        }
        return builder;
    }

    /** Beside the application's jar. */
    private static Path agent() throws CommandFailedException {
        try {
            Path agent = Path.of(TryCommand.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolveSibling(AGENT);
            if (!Files.isRegularFile(agent)) {
                throw new CommandFailedException(
                        "there is no " + agent + "; it belongs to the application as ./poller builds it", null);
            }
            return agent;
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
