// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import java.awt.Color;

/** The paper that a plot is for, and the ink. Immutable. */
@SuppressWarnings("ImmutableEnumChecker") // A Color is immutable, and not marked so.
enum Theme {
    LIGHT("", new Color(0xFFFFFF), new Color(0x1F2328), new Color(0xD1D9E0)),
    DARK("-dark", new Color(0x0D1117), new Color(0xF0F6FC), new Color(0x3D444D));

    private final String suffix;
    private final Color paper;
    private final Color ink;
    private final Color grid;

    Theme(String suffix, Color paper, Color ink, Color grid) {
        this.suffix = suffix;
        this.paper = paper;
        this.ink = ink;
        this.grid = grid;
    }

    /** The file of a plot. */
    String file(String plot) {
        return plot + suffix + ".svg";
    }

    Color paper() {
        return paper;
    }

    Color ink() {
        return ink;
    }

    Color grid() {
        return grid;
    }
}
