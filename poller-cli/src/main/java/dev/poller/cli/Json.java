// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;

/** JSON as this application prints it: fields in the order given, absent values as null. */
public final class Json {
    private static final JSON LINES = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);
    private static final JSON WRITER =
            JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES);

    private Json() {}

    /** An object on one line. */
    public static String line(Map<String, ?> object) throws IOException {
        return LINES.asString(object);
    }

    /** The text of an object, indented. */
    public static String text(Map<String, ?> object) throws IOException {
        return WRITER.asString(object);
    }
}
