// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import java.io.Console;

/** Whether a person looks at the output. */
public final class Terminal {
    private Terminal() {}

    /** True if the standard output is a terminal that can do more than take lines. */
    public static boolean isThere() {
        String kind = System.getenv("TERM");
        return kind != null && !kind.equals("dumb") && isConsole();
    }

    /** True if what is printed may be coloured; https://no-color.org says how to refuse. */
    static boolean hasColour() {
        String refused = System.getenv("NO_COLOR");
        return (refused == null || refused.isEmpty()) && isThere();
    }

    /** From Java 22 on there is a console without a terminal too. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isConsole() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException refused) {
            return false;
        }
    }
}
