// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.load;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The process of the generator in Java, for machines without a C compiler. What fails is one line on stderr. */
public final class LoadMain {
    private LoadMain() {}

    /** Loads one server. */
    public static void main(String[] arguments) {
        LoadOptions options = new LoadOptions();
        CommandLine line = new CommandLine(options);
        try {
            if (!CommandLine.printHelpIfRequested(line.parseArgs(arguments))) {
                measure(options.request());
            }
        } catch (ParameterException notUnderstood) {
            System.err.println("load: " + notUnderstood.getMessage() + " (try --help)");
            System.exit(2);
        } catch (IOException failure) {
            System.err.println("load: " + failure.getMessage());
            System.exit(1);
        }
    }

    private static void measure(LoadRequest request) throws IOException {
        try (JavaLoad load = JavaLoad.connect(request)) {
            System.err.println("connected " + (request.connections() + request.idle() + request.flood()));
            if (request.paced()) {
                awaitInput(false);
            }
            System.out.println(JSON.std.asString(load.run().json()));
            if (request.paced()) {
                awaitInput(true);
            }
        }
    }

    private static void awaitInput(boolean end) throws IOException {
        for (int c = System.in.read(); c >= 0 && (end || c != '\n'); c = System.in.read()) {
            // Only the end or the line counts.
        }
    }
}
