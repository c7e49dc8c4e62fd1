// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.ThreadKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadUsageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | a command is missing | poller --help",
                "nope | unknown command 'nope' | poller --help",
                "doctr | did you mean 'doctor'? | poller --help",
                "--nope | unknown option '--nope' | poller --help",
                "demo --nope | unknown option '--nope' | poller demo --help",
                "demo --conections 5 | unknown option '--conections'; did you mean '--connections'? | poller demo --help",
                "echo --listn :0 | unknown option '--listn'; did you mean '--listen'? | poller echo --help",
                "watch --tmer 1s | unknown option '--tmer'; did you mean '--timer'? | poller watch --help",
                "top --row 1 | unknown option '--row'; did you mean '--rows'? | poller top --help",
                "help doctr | unknown command 'doctr'; did you mean 'doctor'? | poller --help",
                "help demo echo | unexpected argument 'echo' | poller help --help",
                "demo --scheduler loop --threads platform | use one of the two | poller demo --help",
                "echo --listen :0 --scheduler loop --threads platform | use one of the two | poller echo --help",
                "proxy --listen :0 --connect localhost:1 --threads platform --scheduler loop | use one of the two | poller proxy --help",
                "demo extra | unexpected argument 'extra' | poller demo --help",
                "demo --connections | --connections | poller demo --help",
                "demo --connections many | 'many' is not an int | poller demo --help",
                "demo --connections 0 | 0 is not between 1 and | poller demo --help",
                "demo --seconds 0 | 0 is not between 1 and | poller demo --help",
                "demo --message 65537 | 65537 is not between 1 and 65536 | poller demo --help",
                "demo --threads green | 'green' is not a kind of thread | poller demo --help",
                "echo | --listen | poller echo --help",
                "echo --listen nowhere | 'nowhere' has no port | poller echo --help",
                "echo --listen unix: | 'unix:' has no name | poller echo --help",
                "proxy --listen :0 | --connect | poller proxy --help",
                "proxy --listen :0 --connect :80 | needs a host and a port | poller proxy --help",
                "proxy --listen :0 --connect localhost:0 | needs a host and a port | poller proxy --help",
                "watch | --inotify | poller watch --help",
                "watch --timer 1s --stdin | mutually exclusive | poller watch --help",
                "watch --timer 5 | '5' is not a period | poller watch --help",
                "watch --timer 0ms | '0ms' is not a period | poller watch --help",
                "watch --timer 1s --count -1 | -1 is negative | poller watch --help",
                "watch --pid 0 | not the number of a process: 0 | poller watch --help",
                "watch --signal SEGV | SIGSEGV | poller watch --help",
                "watch --signal NOSUCH | SIGNOSUCH | poller watch --help",
                "try | COMMAND | poller try --help",
                "try --nope java | unknown option '--nope' | poller try --help",
                "top | PID | poller top --help",
                "top abc | 'abc' is neither the number of a process nor HOST:PORT | poller top --help",
                "top 1 --rows 0 | 0 is not positive | poller top --help",
                "top 1 --count -1 | -1 is negative | poller top --help",
                "top 1 --interval 0s | '0s' is not a period | poller top --help",
                "selftest --suite poller,nope | 'nope' is not a suite; type poller, virtual, | poller selftest --help"
            })
    void isOneLineThatSaysWhatIsWrongAndWhatToType(String arguments, String wrong, String type) {
        CommandRun run = CommandRun.of(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));
        assertEquals(2, run.status());
        assertEquals("", run.out());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().startsWith("poller: "), run.err());
        assertTrue(run.err().contains(wrong), run.err());
        assertTrue(run.err().contains("(try '" + type + "')"), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"doctor", "demo", "echo", "proxy", "watch", "try", "top", "selftest", "help", "version"})
    void helpIsPrintedToStdout(String command) {
        CommandRun run = CommandRun.of(command, "--help");
        assertEquals(0, run.status());
        assertTrue(run.out().startsWith("Usage: poller " + command + " "), run.out());
        assertEquals("", run.err());
    }

    @Test
    void virtualThreadsAreRefusedWhereJavaHasNone() {
        Assumptions.assumeFalse(ThreadKind.VIRTUAL.available(), "this Java has virtual threads");
        CommandRun run = CommandRun.of("demo", "--threads", "virtual");
        assertEquals(2, run.status());
        assertTrue(run.err().contains("need Java 21 or later"), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"doctor", "demo", "try", "generate-completion"})
    void helpTellsOfACommandWhatItsOptionDoes(String command) {
        CommandRun run = CommandRun.of("help", command);
        assertEquals(0, run.status(), run.err());
        assertEquals(CommandRun.of(command, "--help").out(), run.out());
    }

    @Test
    void helpAloneListsTheCommands() {
        CommandRun run = CommandRun.of("help");
        assertEquals(0, run.status(), run.err());
        assertEquals(CommandRun.of("--help").out(), run.out());
        assertTrue(run.out().contains("\n  doctor "), run.out());
        assertTrue(run.out().contains("\n  version "), run.out());
    }

    @Test
    void helpIsColouredForATerminalAlone() {
        assertTrue(help(true).contains("\u001b["), help(true));
        assertFalse(help(false).contains("\u001b["), help(false));
    }

    private static String help(boolean colour) {
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        assertEquals(0, PollerCommand.line(printer, printer, () -> colour).execute("help", "demo"));
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "version"})
    void versionNamesTheJava(String word) {
        CommandRun run = CommandRun.of(word);
        assertEquals(0, run.status());
        assertTrue(run.out().contains("(Java " + Runtime.version() + ")"), run.out());
    }
}
