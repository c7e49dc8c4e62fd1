// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.poller.benchmarks.micro.Micro;
import dev.poller.benchmarks.report.ClientReport;
import dev.poller.benchmarks.report.Environment;
import dev.poller.benchmarks.report.FigureTable;
import dev.poller.benchmarks.report.JsonReport;
import dev.poller.benchmarks.report.MarkdownReport;
import dev.poller.benchmarks.report.Plots;
import dev.poller.benchmarks.report.Summary;
import dev.poller.benchmarks.run.BadCases;
import dev.poller.benchmarks.run.ClientResults;
import dev.poller.benchmarks.run.ClientRows;
import dev.poller.benchmarks.run.ClientSession;
import dev.poller.benchmarks.run.ClientSettings;
import dev.poller.benchmarks.run.Contender;
import dev.poller.benchmarks.run.Contenders;
import dev.poller.benchmarks.run.Progress;
import dev.poller.benchmarks.run.Results;
import dev.poller.benchmarks.run.Session;
import dev.poller.benchmarks.run.Settings;
import dev.poller.benchmarks.run.Shape;
import dev.poller.benchmarks.run.Shapes;
import dev.poller.benchmarks.run.Tools;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry of benchmarks/run. The thread that calls it measures. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measure Poller and its peers side by side: the same load, in alternating rounds.")
public final class Main implements Callable<Integer> {
    /** What is taken where nothing else is said. */
    private enum Pace {
        QUICK(3, 0.8, 2.0, 0.3),
        /** Everything is to take less than two hours. */
        WHOLE(5, 1.0, 3.0, 0.5),
        CLIENTS(7, 3.0, 4.0, 1.0);

        private final int rounds;
        private final double seconds;
        private final double firstWarmUp;
        private final double warmUp;

        Pace(int rounds, double seconds, double firstWarmUp, double warmUp) {
            this.rounds = rounds;
            this.seconds = seconds;
            this.firstWarmUp = firstWarmUp;
            this.warmUp = warmUp;
        }
    }

    @Option(names = "--quick", description = "Few shapes and contenders, short rounds: about 5 minutes.")
    private boolean quick;

    @Mixin
    private BadCaseArguments badCases = new BadCaseArguments();

    @Mixin
    private ClientArguments clients = new ClientArguments();

    @Mixin
    private DrawArguments drawing = new DrawArguments();

    @Option(
            names = "--shapes",
            split = ",",
            paramLabel = "NAME",
            description = "Measure these shapes or groups, and no bad cases; --list names them.")
    private List<String> shapes = List.of();

    @Option(
            names = "--cpus",
            split = ",",
            paramLabel = "N",
            description = "Measure instead how the echo scales: the server on the first N CPUs, for each N.")
    private List<Integer> cpus = List.of();

    @Option(
            names = "--contenders",
            split = ",",
            paramLabel = "NAME",
            description = "Measure these contenders; --list names them. A whole run has those that most would compare.")
    private List<String> contenders = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each contender has its turn; 5; 3 with --quick, 7 with --clients.")
    private @Nullable Integer rounds;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "How long one measurement takes; 1; 0.8 with --quick, 3 with --clients.")
    private @Nullable Double seconds;

    @Option(
            names = "--first-warm-up",
            paramLabel = "S",
            description = "Before a server's first measurement; 3; 2 with --quick, 4 with --clients.")
    private @Nullable Double firstWarmUp;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            description = "Before each later one; 0.5; 0.3 with --quick, 1 with --clients.")
    private @Nullable Double warmUp;

    @Option(names = "--fresh", description = "Start each server anew for each measurement, with the first warm-up.")
    private boolean fresh;

    @Option(names = "--load-only", description = "No system calls, no idle memory, no start-up and wake-up times.")
    private boolean loadOnly;

    @Option(names = "--output", paramLabel = "DIR", description = "Where the results go; ${DEFAULT-VALUE}.")
    private Path output = Path.of(System.getProperty("poller.benchmarks.output", "results"));

    @Option(
            names = "--jmh",
            arity = "0..1",
            fallbackValue = ".*",
            paramLabel = "REGEX",
            description = "Run the JMH benchmarks with such names instead, all without REGEX.")
    private @Nullable String jmh;

    @Option(names = "--list", description = "Name all shapes, bad cases, contenders, rows of --clients, and plots.")
    private boolean list;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    Main() {}

    /** Runs one command and ends the JVM with its status: 0 done, 1 failed, 2 not understood. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8)));
    }

    /** Runs one command on the calling thread; its status. */
    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new BadUsage())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    err.println("benchmarks: " + failure.getMessage());
                    return line.getCommandSpec().exitCodeOnExecutionException();
                })
                .execute(arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            Shapes.ALL.forEach(shape -> out.println(shape.name() + ": " + shape.description()));
            out.println("bad cases: " + String.join(", ", BadCaseArguments.names()));
            out.println("contenders: " + String.join(", ", Contenders.names()));
            out.println("rows: " + String.join(", ", ClientRows.names()));
            out.println("plots: " + String.join(", ", Plots.names()));
            return 0;
        }
        if (drawing.asked()) {
            return drawing.draw(
                    spec.commandLine(),
                    contenders.isEmpty() ? Contenders.PEERS : contenders,
                    output,
                    new Progress(spec.commandLine().getErr()));
        }
        Settings settings = settings();
        Path root = Path.of(System.getProperty("poller.benchmarks.root", "."));
        Path compiled = Path.of(System.getProperty("poller.benchmarks.compiled", "compiled"));
        Tools tools = Tools.of(root, compiled);
        List<String> arguments = spec.commandLine().getParseResult().originalArgs();
        Progress progress = new Progress(spec.commandLine().getErr());
        if (jmh != null) {
            Micro.run(jmh, quick, output, EnvironmentFacts.machine(tools, arguments), compiled.resolve("calls"));
            return 0;
        }
        if (clients.asked()) {
            return measureClients(tools, arguments, progress);
        }
        Environment environment = EnvironmentFacts.gather(settings, tools, arguments);
        Results results = new Session(settings, tools, progress).run(measured -> keep(environment, measured));
        write(environment, results, progress);
        return results.isEmpty() ? 1 : 0;
    }

    private int measureClients(Tools tools, List<String> arguments, Progress progress)
            throws IOException, InterruptedException {
        ClientSettings asked = clients.settings(spec.commandLine(), rounds(), seconds(), firstWarmUp());
        Environment environment = EnvironmentFacts.clients(asked, tools, arguments);
        ClientResults results = new ClientSession(asked, tools, progress).run();
        ClientReport report = new ClientReport(environment, results);
        Files.createDirectories(output);
        String name =
                "clients-java" + asked.java().feature() + "-" + asked.threads().label();
        Files.writeString(output.resolve(name + ".md"), report.markdown());
        Files.writeString(output.resolve(name + ".json"), report.json());
        Files.writeString(output.resolve(name + ".csv"), report.figures().csv());
        spec.commandLine().getOut().println(report.markdown());
        progress.line("it is also in " + output.resolve(name + ".md"));
        return results.samples().isEmpty() ? 1 : 0;
    }

    /** So that what has been measured is not lost with what comes after it. */
    private FigureTable keep(Environment environment, Results results) throws IOException {
        Files.createDirectories(output);
        Files.writeString(output.resolve("results.md"), new MarkdownReport(environment, results).document());
        Files.writeString(output.resolve("results.json"), JsonReport.document(environment, results));
        FigureTable table = FigureTable.of(environment, new Summary(results.samples()));
        Files.writeString(output.resolve("results.csv"), table.csv());
        return table;
    }

    private void write(Environment environment, Results results, Progress progress) throws IOException {
        FigureTable table = keep(environment, results);
        try {
            List<String> drawn = Contenders.names().stream()
                    .filter(table.contenders()::contains)
                    .toList();
            Plots.draw(table, drawn, Plots.names(), output);
        } catch (IOException cannot) {
            progress.line(String.valueOf(cannot.getMessage()));
        }
        spec.commandLine().getOut().println(new MarkdownReport(environment, results).brief());
        progress.line("all of it is in " + output);
    }

    /** What the command line asks for. */
    Settings settings() {
        boolean tables = !loadOnly && !badCases.asked() && cpus.isEmpty();
        return new Settings(
                shapes(),
                contenders(),
                rounds(),
                seconds(),
                firstWarmUp(),
                positive("--warm-up", warmUp, pace().warmUp),
                fresh,
                tables ? quick ? 4000 : 20_000 : 0,
                tables ? quick ? 2000 : 5000 : 0,
                tables && !quick && shapes.isEmpty() ? BadCases.NAMES : badCases.cases(spec.commandLine()),
                badCases.asked() && !quick ? 10.0 : 2.0,
                tables);
    }

    private Pace pace() {
        return quick ? Pace.QUICK : clients.asked() ? Pace.CLIENTS : Pace.WHOLE;
    }

    private int rounds() {
        return positive("--rounds", rounds, pace().rounds);
    }

    private double seconds() {
        return positive("--seconds", seconds, pace().seconds);
    }

    private double firstWarmUp() {
        return positive("--first-warm-up", firstWarmUp, pace().firstWarmUp);
    }

    private List<Shape> scaled() {
        int available = Runtime.getRuntime().availableProcessors();
        for (int number : cpus) {
            if (number < 1 || number > available) {
                throw new ParameterException(
                        spec.commandLine(), "--cpus must be 1 to " + available + ", which are here, not " + number);
            }
        }
        return Shapes.scaled(cpus.stream().distinct().toList(), available);
    }

    private List<Shape> shapes() {
        if (!cpus.isEmpty()) {
            if (!shapes.isEmpty() || badCases.asked()) {
                throw new ParameterException(
                        spec.commandLine(), "--cpus has shapes of its own; leave out --shapes and --bad-cases");
            }
            return scaled();
        }
        List<String> names = !shapes.isEmpty()
                ? shapes
                : badCases.asked()
                        ? badCases.shapes(spec.commandLine())
                        : quick
                                ? Shapes.QUICK
                                : Shapes.ALL.stream().map(Shape::name).toList();
        List<Shape> found = new ArrayList<>();
        for (String name : names) {
            List<Shape> named = Shapes.named(name);
            if (named.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "no such shape: " + name + "; --list names them");
            }
            found.addAll(named);
        }
        return found.stream().distinct().toList();
    }

    private List<Contender> contenders() {
        List<String> names = !contenders.isEmpty()
                ? contenders
                : badCases.asked() ? Contenders.BAD_CASES : quick ? Contenders.QUICK : Contenders.WHOLE;
        for (String name : names) {
            if (!Contenders.names().contains(name)) {
                throw new ParameterException(spec.commandLine(), "no such contender: " + name + "; --list names them");
            }
        }
        return Contenders.ALL.stream()
                .filter(contender -> names.contains(contender.name()))
                .toList();
    }

    private <N extends Number> N positive(String option, @Nullable N given, N otherwise) {
        if (given == null) {
            return otherwise;
        }
        if (!(given.doubleValue() > 0)) {
            throw new ParameterException(spec.commandLine(), option + " must be more than 0, not " + given);
        }
        return given;
    }
}
