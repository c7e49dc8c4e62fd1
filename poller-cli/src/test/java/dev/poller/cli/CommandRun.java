// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** One command run in this JVM: its exit status and what it said. */
record CommandRun(int status, String out, String err) {
    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(arguments, new PrintWriter(out), new PrintWriter(err));
        return new CommandRun(status, out.toString(), err.toString());
    }

    List<String> errLines() {
        return err.lines().toList();
    }
}
