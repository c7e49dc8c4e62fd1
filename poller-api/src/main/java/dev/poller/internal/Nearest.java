// SPDX-License-Identifier: Apache-2.0
package dev.poller.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which word somebody may have meant. Pure functions. */
public final class Nearest {
    private Nearest() {}

    /** The word that the fewest slips of a finger lead to; empty if those would be more than one in three letters. */
    public static Optional<String> to(String typed, Collection<String> words) {
        return words.stream()
                .filter(word -> slips(typed, word) <= Math.max(1, typed.length() / 3))
                .min(Comparator.<String>comparingInt(word -> slips(typed, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters are missing, too many, wrong or swapped with a neighbour (optimal string alignment). */
    static int slips(String from, String to) {
        int[][] least = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                least[i][j] = i == 0 || j == 0 ? i + j : slips(from, to, i, j, least);
            }
        }
        return least[from.length()][to.length()];
    }

    private static int slips(String from, String to, int i, int j, int[][] least) {
        int wrong = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int slips = Math.min(Math.min(least[i - 1][j], least[i][j - 1]) + 1, least[i - 1][j - 1] + wrong);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(slips, least[i - 2][j - 2] + 1) : slips;
    }
}
