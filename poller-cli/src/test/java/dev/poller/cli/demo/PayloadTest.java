// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PayloadTest {
    @Test
    void streamIsTheSameHoweverItIsCut() {
        byte[] whole = part(0, 0, 1000);
        for (int size : new int[] {1, 3, 7, 8, 13}) {
            for (int at = 0; at + size <= whole.length; at += size) {
                assertArrayEquals(Arrays.copyOfRange(whole, at, at + size), part(0, at, size));
            }
        }
    }

    @Test
    void aByteLostOrMovedShows() {
        byte[] whole = part(0, 0, 1001);
        byte[] shifted = Arrays.copyOfRange(whole, 1, 1001);
        assertTrue(DemoClient.differences(Arrays.copyOf(whole, 1000), shifted) > 900);
    }

    @Test
    void connectionsHaveDifferentBytes() {
        assertTrue(DemoClient.differences(part(0, 0, 1000), part(1, 0, 1000)) > 900);
    }

    @Test
    void differencesAreCounted() {
        assertEquals(2, DemoClient.differences(new byte[] {1, 2, 3}, new byte[] {0, 2, 0}));
    }

    private static byte[] part(int connection, long position, int size) {
        byte[] bytes = new byte[size];
        new Payload(connection).fill(position, bytes);
        return bytes;
    }
}
